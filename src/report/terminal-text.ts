// A document as text for a terminal or a log: aligned columns within a width, colour by the caller's painter.

import type { Block, Cell, Column, Pairs, ReportDocument, Section, Table, Tone } from './document.js';

/** Turns text of a tone into coloured text; the widths are taken before. */
export type Painter = Readonly<Record<Exclude<Tone, 'plain'>, (text: string) => string>>;

export interface TextOptions {
  /** Cells of the terminal; more than 100 are not used. */
  readonly columns: number;
  readonly paint: Painter;
}

const same = (text: string): string => text;
export const NO_PAINT: Painter = { bold: same, dim: same, good: same, bad: same, warn: same, accent: same };

const MAX_COLUMNS = 100;
const MIN_COLUMNS = 40;
const GAP = 2;
const INDENT = 2;

const paintCell = (paint: Painter, text: string, tone: Tone): string =>
  tone === 'plain' || text === '' ? text : paint[tone](text);

const pad = (text: string, width: number, align: 'left' | 'right'): string =>
  align === 'right' ? text.padStart(width) : text.padEnd(width);

/** Words in lines of at most `width`; a word longer than that is cut. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    let rest = word;
    const joined = line === '' ? rest : `${line} ${rest}`;
    if (joined.length <= width) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    for (; rest.length > width; rest = rest.slice(width)) lines.push(rest.slice(0, width));
    line = rest;
  }
  return [...lines, line];
}

const widthsOf = (table: Table, shown: readonly number[]): number[] =>
  shown.map((at) =>
    Math.max(table.columns[at]?.head.length ?? 0, ...table.rows.map((row) => row[at]?.text.length ?? 0)),
  );

const total = (widths: readonly number[]): number => widths.reduce((sum, width) => sum + width + GAP, -GAP);

/** Places of the columns that fit; those of the highest rank go first, the last of them before the others. */
function fittingColumns(table: Table, width: number): number[] {
  let shown = table.columns.map((_, at) => at);
  const rankOf = (at: number): number => table.columns[at]?.rank ?? 0;
  while (total(widthsOf(table, shown)) > width) {
    const worst = Math.max(...shown.map(rankOf));
    if (worst === 0) break;
    const last = shown.filter((at) => rankOf(at) === worst).at(-1);
    shown = shown.filter((at) => at !== last);
  }
  return shown;
}

const NARROWEST = 8;

/** What still does not fit is taken from the left-aligned columns, the widest first. */
function squeeze(widths: number[], columns: readonly Column[], width: number): void {
  const texts = columns.flatMap(({ align }, at) => (align === 'left' ? [at] : []));
  for (let excess = total(widths) - width; excess > 0; excess--) {
    const widest = Math.max(...texts.map((at) => widths[at] ?? 0));
    const at = texts.find((one) => widths[one] === widest);
    if (at === undefined || widest <= NARROWEST) return;
    widths[at] = widest - 1;
  }
}

const clip = (text: string, width: number): string => (text.length <= width ? text : `${text.slice(0, width - 1)}…`);

function tableLines(table: Table, width: number, paint: Painter): string[] {
  const shown = fittingColumns(table, width);
  const columns = shown.flatMap((at) => table.columns[at] ?? []);
  const widths = widthsOf(table, shown);
  squeeze(widths, columns, width);
  const line = (cells: readonly Cell[]): string => {
    let text = '';
    columns.forEach(({ align }, k) => {
      const { text: raw, tone } = cells[k] ?? { text: '', tone: 'plain' };
      const size = widths[k] ?? 0;
      const fitted = clip(raw, size);
      const blanks = pad('', size - fitted.length, 'left');
      const painted = paintCell(paint, fitted, tone);
      const isLast = k === columns.length - 1;
      if (k > 0) text += ' '.repeat(GAP);
      if (align === 'right') text += blanks + painted;
      else text += isLast ? painted : painted + blanks;
    });
    return text;
  };
  const head = line(columns.map(({ head: text }) => ({ text, tone: 'dim' })));
  return [head, ...table.rows.map((row) => line(shown.map((at) => row[at] ?? { text: '', tone: 'plain' })))];
}

function pairLines({ pairs }: Pairs, width: number, paint: Painter): string[] {
  const keyWidth = Math.max(...pairs.map(([key]) => key.length));
  const room = Math.max(20, width - keyWidth - GAP);
  return pairs.flatMap(([key, { text, tone }]) =>
    wrapText(text, room).map((line, k) => {
      const label = pad(k === 0 ? key : '', keyWidth + GAP, 'left');
      return (k === 0 ? paint.dim(label) : label) + paintCell(paint, line, tone);
    }),
  );
}

function blockLines(block: Block, width: number, paint: Painter): string[] {
  switch (block.kind) {
    case 'table':
      return block.rows.length === 0 ? [] : tableLines(block, width, paint);
    case 'pairs':
      return block.pairs.length === 0 ? [] : pairLines(block, width, paint);
    case 'note':
      return wrapText(block.text, width).map((line) => paintCell(paint, line, block.tone));
  }
}

function sectionText(section: Section, width: number, paint: Painter): string {
  const lines = section.blocks.flatMap((block) => blockLines(block, width - INDENT, paint));
  const body = lines.map((line) => `${' '.repeat(INDENT)}${line}`.trimEnd());
  return `${[paint.bold(section.title), ...body].join('\n')}\n`;
}

/** The whole document; sections a blank line apart, ends with a line end. Sections without content are left out. */
export function terminalText(document: ReportDocument, options: TextOptions): string {
  const width = Math.max(MIN_COLUMNS, Math.min(MAX_COLUMNS, options.columns));
  const { paint } = options;
  const banners = document.banners.flatMap(({ text, tone }) =>
    wrapText(text, width).map((line) => `${paintCell(paint, line, tone)}\n`),
  );
  const sections = document.sections
    .filter(({ blocks }) => blocks.length > 0)
    .map((section) => sectionText(section, width, paint));
  const title = wrapText(document.title, width).map((line) => `${paint.bold(line)}\n`);
  return [[...title, ...banners].join(''), ...sections].join('\n');
}
