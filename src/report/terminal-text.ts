// A document as text for a terminal or a log: aligned columns within a width, colour by the caller's painter.

import { padText, textWidth } from '../text/width.js';
import { ENGLISH, type Words } from '../text/words.js';
import { wrapText } from '../text/wrap.js';
import type { Chart } from './chart/chart.js';
import { textChart } from './chart/text-chart.js';
import type { Block, Card, Cell, Column, Pairs, ReportDocument, Section, Table, Tone } from './document.js';
import { putDocument } from './put-document.js';

/** Turns text of a tone into coloured text; the widths are taken before. */
export type Painter = Readonly<Record<Exclude<Tone, 'plain'>, (text: string) => string>>;

export interface TextOptions {
  /** Cells of the terminal, of which no more than 100 are used; Infinity for a file or a pipe: tables take what they need. */
  readonly columns: number;
  readonly paint: Painter;
  /** The language of its reader; English without it. */
  readonly words?: Words;
}

const same = (text: string): string => text;
export const NO_PAINT: Painter = { bold: same, dim: same, good: same, bad: same, warn: same, accent: same };

const MAX_COLUMNS = 100;
const MIN_COLUMNS = 40;
const GAP = 2;
const INDENT = 2;

const paintCell = (paint: Painter, text: string, tone: Tone): string =>
  tone === 'plain' || text === '' ? text : paint[tone](text);

const widthsOf = (table: Table, shown: readonly number[]): number[] =>
  shown.map((at) =>
    Math.max(...[table.columns[at]?.head ?? '', ...table.rows.map((row) => row[at]?.text ?? '')].map(textWidth)),
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

/** Cells for tables, which may be without bound, and for running text. */
interface Room {
  readonly table: number;
  readonly text: number;
}

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

interface Layout {
  readonly columns: readonly Column[];
  readonly widths: readonly number[];
  readonly paint: Painter;
}

/** One row as lines: texts that are too long for their column go on below. */
function rowLines(cells: readonly Cell[], layout: Layout): string[] {
  const { columns, widths, paint } = layout;
  const parts = columns.map(({ align }, k) => {
    const text = cells[k]?.text ?? '';
    return align === 'right' ? [text] : wrapText(text, widths[k] ?? 0);
  });
  const height = Math.max(1, ...parts.map((lines) => lines.length));
  return Array.from({ length: height }, (_, at) => {
    const shown = columns.map(({ align }, k) => {
      const text = parts[k]?.[at] ?? '';
      const painted = paintCell(paint, text, cells[k]?.tone ?? 'plain');
      const blanks = ' '.repeat(Math.max(0, (widths[k] ?? 0) - textWidth(text)));
      if (align === 'right') return blanks + painted;
      return k === columns.length - 1 ? painted : painted + blanks;
    });
    return shown.join(' '.repeat(GAP));
  });
}

function legendLines({ legend }: Table, columns: readonly Column[], layout: Pick<Layout, 'paint'> & { room: number }) {
  const heads = new Set(columns.map(({ head }) => head));
  const texts = legend.filter((one) => one.heads.some((head) => heads.has(head))).map(({ text }) => text);
  if (texts.length === 0) return [];
  // Chinese sentences have no blank between them.
  const text = texts.join(' ').replaceAll('。 ', '。');
  return wrapText(text, layout.room).map((line) => paintCell(layout.paint, line, 'dim'));
}

function tableLines(table: Table, room: Room, paint: Painter): string[] {
  const shown = fittingColumns(table, room.table);
  const columns = shown.flatMap((at) => table.columns[at] ?? []);
  const widths = widthsOf(table, shown);
  squeeze(widths, columns, room.table);
  const layout = { columns, widths, paint };
  const head = rowLines(
    columns.map(({ head: text }) => ({ text, tone: 'dim' })),
    layout,
  );
  const rows = table.rows.map((row) => shown.map((at) => row[at] ?? { text: '', tone: 'plain' as const }));
  const body = rows.flatMap((row) => rowLines(row, layout));
  return [...head, ...body, ...legendLines(table, columns, { paint, room: room.text })];
}

function pairLines({ pairs }: Pairs, width: number, paint: Painter): string[] {
  const keyWidth = Math.max(...pairs.map(([key]) => textWidth(key)));
  const room = Math.max(20, width - keyWidth - GAP);
  return pairs.flatMap(([key, { text, tone }]) =>
    wrapText(text, room).map((line, k) => {
      const label = padText(k === 0 ? key : '', keyWidth + GAP);
      return (k === 0 ? paint.dim(label) : label) + paintCell(paint, line, tone);
    }),
  );
}

function cardLines({ title, word, pairs }: Card, width: number, paint: Painter): string[] {
  const room = width - textWidth(word.text) - GAP;
  const [first = '', ...more] = wrapText(title, Math.max(NARROWEST, room));
  const head = `${paint.bold(padText(first, room + GAP))}${paintCell(paint, word.text, word.tone)}`;
  const body = pairLines({ kind: 'pairs', pairs }, width - GAP, paint).map((line) => ' '.repeat(GAP) + line);
  return ['', head, ...more.map((line) => paint.bold(line)), ...body];
}

/** A blank line around charts, none between those of one line. */
function chartLines(charts: readonly Chart[], width: number, paint: Painter): string[] {
  const drawn = charts.map((chart) => textChart(chart, width)).filter((lines) => lines.length > 0);
  return drawn.flatMap((lines, k) => {
    const isLone = k === 0 || lines.length > 1 || (drawn[k - 1]?.length ?? 0) > 1;
    const [title = '', ...rest] = lines;
    return [...(isLone ? [''] : []), rest.length === 0 ? title : paint.dim(title), ...rest];
  });
}

function headlineLines(word: Cell, text: string, { width, paint }: { width: number; paint: Painter }): string[] {
  return [paintCell(paint, word.text, word.tone), ...wrapText(text, width), ''];
}

function blockLines(block: Block, room: Room, paint: Painter): string[] {
  switch (block.kind) {
    case 'table':
      return block.rows.length === 0 ? [] : tableLines(block, room, paint);
    case 'pairs':
      return block.pairs.length === 0 ? [] : pairLines(block, room.text, paint);
    case 'note':
      return wrapText(block.text, room.text).map((line) => paintCell(paint, line, block.tone));
    case 'heading':
      return ['', ...wrapText(block.text, room.text).map((line) => paint.bold(line))];
    case 'headline':
      return headlineLines(block.word, block.text, { width: room.text, paint });
    case 'cards':
      return block.cards.flatMap((card) => cardLines(card, room.text, paint));
    case 'charts':
      return chartLines(block.charts, room.text, paint);
  }
}

const usedWidth = (columns: number): number => Math.max(MIN_COLUMNS, Math.min(MAX_COLUMNS, columns));

function sectionText(section: Section, columns: number, paint: Painter): string {
  const text = usedWidth(columns) - INDENT;
  const room = { table: columns === Infinity ? Infinity : text, text };
  const lines = section.blocks.flatMap((block) => blockLines(block, room, paint));
  const body = lines.map((line) => `${' '.repeat(INDENT)}${line}`.trimEnd());
  return `${[paint.bold(section.title), ...body].join('\n')}\n`;
}

/** The whole document; sections a blank line apart, ends with a line end. Sections without content are left out. */
export function terminalText(source: ReportDocument, options: TextOptions): string {
  const width = usedWidth(options.columns);
  const { paint } = options;
  const document = putDocument(source, options.words ?? ENGLISH);
  const banners = document.banners.flatMap(({ text, tone }) =>
    wrapText(text, width).map((line) => `${paintCell(paint, line, tone)}\n`),
  );
  const sections = document.sections
    .filter(({ blocks }) => blocks.length > 0)
    .map((section) => sectionText(section, options.columns, paint));
  const title = wrapText(document.title, width).map((line) => `${paint.bold(line)}\n`);
  return [[...title, ...banners].join(''), ...sections].join('\n');
}
