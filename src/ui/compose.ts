// How panels put lines together: exact frames, tables whose columns give way, pairs of label and value, lists that scroll.

import { type Cell, type Frame, type Line, type Tone, cell } from './cell.js';
import type { PanelInput } from './panel.js';
import { type Align, cleanText, fitText, textWidth } from './width.js';

/** The line in at most `width` cells, what is cut marked by `ellipsis` (which is ASCII on an ASCII screen). */
export function fitLine(line: Line, width: number, ellipsis: string): Line {
  let used = 0;
  for (let i = 0; i < line.length; i++) {
    const one = line[i] as Cell;
    used += textWidth(one.text);
    if (used > width) return cutLine(line, i, { width: width - used + textWidth(one.text), ellipsis });
  }
  return line;
}

/** The line up to cell `at`, of which so many cells of the terminal stay. */
function cutLine(line: Line, at: number, { width, ellipsis }: { width: number; ellipsis: string }): Line {
  const kept = line.slice(0, at);
  const one = line[at] as Cell;
  // Blanks that are cut off are no loss to point at.
  const isBlank = line.slice(at).every(({ text }) => text.trim() === '');
  const rest = fitText(one.text, width, isBlank ? '' : ellipsis);
  return rest === '' ? kept : [...kept, { ...one, text: rest }];
}

/** Exactly the height wanted, no line wider than wanted. Nothing in the texts may steer the terminal. */
export function panelFrame(lines: readonly Line[], input: PanelInput): Frame {
  const { width, height, glyphs } = input;
  const frame: Line[] = [];
  for (let i = 0; i < height; i++) {
    const line = lines[i] ?? [];
    const isClean = line.every(({ text }) => cleanText(text) === text);
    const clean = isClean ? line : line.map((one) => ({ ...one, text: cleanText(one.text) }));
    frame.push(fitLine(clean, width, glyphs.ellipsis));
  }
  return frame;
}

/** A panel that has nothing to show says why, in its middle. */
export function messageFrame(text: string, input: PanelInput): Frame {
  const lines = wrapText(text, input.width);
  const top = Math.max(0, Math.floor((input.height - lines.length) / 2));
  const centred = lines.map((line): Line => {
    const left = Math.max(0, Math.floor((input.width - textWidth(line)) / 2));
    return [cell(' '.repeat(left) + line, 'dim')];
  });
  return panelFrame([...Array.from({ length: top }, (): Line => []), ...centred], input);
}

/** Words in lines of at most `width`; a word that is longer is cut later. Text without spaces stays one line. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && textWidth(last) + 1 + textWidth(word) <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** The cell in exactly `width` cells of the terminal. */
export function fillCell(one: Cell, width: number, how: { align: Align; ellipsis: string }): Cell {
  const text = fitText(one.text, width, how.ellipsis);
  const free = Math.max(0, width - textWidth(text));
  if (free === 0) return { ...one, text };
  if (how.align === 'right') return { ...one, text: ' '.repeat(free) + text };
  const left = how.align === 'center' ? Math.floor(free / 2) : 0;
  return { ...one, text: ' '.repeat(left) + text + ' '.repeat(free - left) };
}

export interface Column {
  readonly title: string;
  readonly align: Align;
  /** Cells it takes at least, so that columns stand still while values change. */
  readonly least: number;
  /** The order in which columns give way when there is no room, highest first; 0 stays. */
  readonly drop: number;
  /** Cells that a last column of free text is content with: it is cut before others give way. */
  readonly shrinksTo?: number;
}

export interface TableSize {
  readonly width: number;
  readonly ellipsis: string;
  readonly hasTitles: boolean;
}

/** Lines of a table: as many columns as fit, one space between, the last one cut at the edge. */
export function tableLines(columns: readonly Column[], rows: readonly (readonly Cell[])[], size: TableSize): Line[] {
  const widths = columns.map((column, i) => {
    let most = Math.max(column.least, size.hasTitles ? textWidth(column.title) : 0);
    for (const row of rows) most = Math.max(most, textWidth(row[i]?.text ?? ''));
    return most;
  });
  const wanted = widths.map((own, i) => Math.min(own, columns[i]?.shrinksTo ?? own));
  const kept = keptColumns(columns, wanted, size.width);
  const line = (cells: readonly Cell[]): Line => {
    const parts: Cell[] = [];
    for (const i of kept) {
      if (parts.length > 0) parts.push(cell(' '));
      const { align } = columns[i] as Column;
      const isLast = i === kept.at(-1) && align === 'left';
      const one = cells[i] ?? cell('');
      parts.push(isLast ? one : fillCell(one, widths[i] ?? 0, { align, ellipsis: size.ellipsis }));
    }
    return fitLine(parts, size.width, size.ellipsis);
  };
  const titles = size.hasTitles ? [line(columns.map(({ title }) => cell(title, 'dim')))] : [];
  return [...titles, ...rows.map(line)];
}

/** Indices of the columns that fit, in their order. */
function keptColumns(columns: readonly Column[], widths: readonly number[], width: number): number[] {
  const kept = columns.map((_, i) => i);
  const total = (): number => kept.reduce((sum, i) => sum + (widths[i] ?? 0), kept.length - 1);
  while (total() > width) {
    const drops = kept.map((i) => columns[i]?.drop ?? 0);
    const most = Math.max(...drops);
    if (most <= 0) break;
    kept.splice(drops.lastIndexOf(most), 1);
  }
  return kept;
}

export interface Pair {
  readonly label: string;
  readonly value: readonly Cell[];
}

/** Label and value in lines, in as many columns as it takes to show all, if these fit; labels are cut before values. */
export function pairLines(pairs: readonly Pair[], input: PanelInput): Line[] {
  const wanted = Math.max(1, Math.ceil(pairs.length / Math.max(1, input.height)));
  for (let count = wanted; count > 1; count--) {
    const columns = pairColumns(pairs, count);
    const width = columns.reduce((sum, { label, value }) => sum + label + 1 + value, (columns.length - 1) * PAIR_GAP);
    if (width <= input.width) return joinPairs(columns, input);
  }
  return joinPairs(pairColumns(pairs, 1), input);
}

const PAIR_GAP = 3;
const LEAST_LABEL = 8;

interface PairColumn {
  readonly pairs: readonly Pair[];
  readonly label: number;
  readonly value: number;
}

function pairColumns(pairs: readonly Pair[], count: number): PairColumn[] {
  const each = Math.ceil(pairs.length / count);
  const columns: PairColumn[] = [];
  for (let i = 0; i < pairs.length; i += each) {
    const own = pairs.slice(i, i + each);
    const most = (of: (pair: Pair) => number): number => own.reduce((width, pair) => Math.max(width, of(pair)), 0);
    columns.push({
      pairs: own,
      label: most((pair) => textWidth(pair.label)),
      value: most((pair) => widthOf(pair.value)),
    });
  }
  return columns;
}

/** In a single column a label gives way to its own value only. */
function joinPairs(columns: readonly PairColumn[], { glyphs, width }: PanelInput): Line[] {
  const how = { align: 'left', ellipsis: glyphs.ellipsis } as const;
  return (columns[0]?.pairs ?? []).map((_, row) =>
    columns.flatMap(({ pairs, label, value }, i): Cell[] => {
      const pair = pairs[row];
      if (pair === undefined) return [];
      const room = columns.length > 1 ? label : Math.max(LEAST_LABEL, width - 1 - widthOf(pair.value));
      const own = [fillCell(cell(pair.label, 'dim'), Math.min(label, room), how), cell(' '), ...pair.value];
      if (i === columns.length - 1) return own;
      return [...own, cell(' '.repeat(value - widthOf(pair.value) + PAIR_GAP))];
    }),
  );
}

export const widthOf = (line: Line): number => line.reduce((sum, one) => sum + textWidth(one.text), 0);

/** First and last + 1 of the entries in view: from `scroll`, moved so that the marked one is seen. */
export function windowOf(count: number, rows: number, at: Pick<PanelInput, 'scroll' | 'marked'>): [number, number] {
  const room = Math.max(0, rows);
  let first = Math.max(0, Math.min(Math.floor(at.scroll), count - room));
  if (at.marked !== null && at.marked < count && at.marked >= 0) {
    if (at.marked < first) first = at.marked;
    if (at.marked >= first + room) first = at.marked - room + 1;
  }
  return [first, Math.min(count, first + room)];
}

/** The marked row over its whole width, so that it is seen without colour too. */
export const markLine = (line: Line, isMarked: boolean): Line =>
  isMarked ? line.map((one) => ({ ...one, isInverse: true })) : line;

/** Neighbours of one tone become one cell. */
export function mergeCells(texts: readonly string[], tones: readonly Tone[]): Line {
  const line: Cell[] = [];
  let start = 0;
  for (let i = 1; i <= texts.length; i++) {
    if (i < texts.length && tones[i] === tones[start]) continue;
    line.push(cell(texts.slice(start, i).join(''), tones[start] ?? 'plain'));
    start = i;
  }
  return texts.length === 0 ? [] : line;
}

/** A bar from the left over `share` (0 to 1) of `width` cells, in eighths where the screen has them. */
export function barText(share: number, width: number, bars: readonly string[]): string {
  const steps = bars.length;
  const units = Math.round(Math.max(0, Math.min(1, share)) * width * steps);
  const full = Math.floor(units / steps);
  const rest = units % steps;
  return (bars[steps - 1] ?? '').repeat(full) + (rest === 0 ? '' : (bars[rest - 1] ?? ''));
}
