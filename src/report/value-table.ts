// Rows of values as an aligned table: names, types, numbers to the right, cut to the width of a terminal.

import { padText, textWidth } from '../text/width.js';
import { type Painter, NO_PAINT } from './terminal-text.js';

export interface ValueColumn {
  readonly name: string;
  readonly type: string;
  readonly shape: 'number' | 'time' | 'text';
}

/** Null is an absent value. */
export type ValueCell = string | number | bigint | boolean | null;

export interface ValueTable {
  readonly columns: readonly ValueColumn[];
  readonly rows: readonly (readonly ValueCell[])[];
}

export interface ValueTableOptions {
  /** Cells of the terminal; Infinity cuts nothing. */
  readonly columns: number;
  readonly paint?: Painter;
}

export interface ValueTableText {
  /** Ends with a line end. */
  readonly text: string;
  /** Columns that did not fit. */
  readonly hidden: readonly string[];
}

const GAP = 2;
/** A text column takes no more than this on a terminal. */
const WIDEST = 48;
const ABSENT = '–';
/** Digits that tell figures apart without the noise of binary fractions; CSV and JSON have all. */
const DIGITS = 10;

// Terminals obey what stands between these, wherever it comes from.
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g;

/** `2024-08-08T00:00:01.500000Z` → `2024-08-08 00:00:01.5`: the head says UTC. */
const timeText = (text: string): string =>
  text
    .replace(/^(\d{4}-\d\d-\d\d)T(.+)Z$/, '$1 $2')
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');

function cellText(value: ValueCell, shape: ValueColumn['shape']): string {
  if (value === null) return ABSENT;
  if (typeof value === 'number' && !Number.isInteger(value)) return String(Number(value.toPrecision(DIGITS)));
  const text = String(value).replaceAll(CONTROL, '·');
  return shape === 'time' ? timeText(text) : text;
}

function cut(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  let kept = '';
  let used = 1;
  for (const char of text) {
    used += textWidth(char);
    if (used > width) break;
    kept += char;
  }
  return `${kept}…`;
}

/** How many columns fit, from the left; the first always stays. */
function fitting(widths: readonly number[], columns: number): number {
  let used = 0;
  for (const [k, width] of widths.entries()) {
    used += width + (k === 0 ? 0 : GAP);
    if (used > columns && k > 0) return k;
  }
  return widths.length;
}

const typeText = ({ type, shape }: ValueColumn): string => {
  const word = type.toLowerCase();
  return shape === 'time' ? `${word.replace(/ with time zone| with local time zone/, '')}, UTC` : word;
};

export function valueTable({ columns, rows }: ValueTable, options: ValueTableOptions): ValueTableText {
  const { dim, bold } = options.paint ?? NO_PAINT;
  const widest = options.columns === Infinity ? Infinity : Math.min(WIDEST, Math.max(1, options.columns));
  const cells = columns.map((column, k) => ({
    column,
    texts: [column.name, typeText(column), ...rows.map((row) => cellText(row[k] ?? null, column.shape))].map((text) =>
      cut(text, widest),
    ),
  }));
  const widths = cells.map(({ texts }) => Math.max(...texts.map(textWidth)));
  const shown = fitting(widths, options.columns);
  const lines = Array.from({ length: rows.length + 2 }, (_, line) => {
    const paint = line === 0 ? bold : line === 1 ? dim : (text: string) => text;
    const parts = cells.slice(0, shown).map(({ column, texts }, k) => {
      return padText(texts[line] ?? '', widths[k] ?? 0, column.shape === 'number' ? 'right' : 'left');
    });
    return paint(parts.join(' '.repeat(GAP)).trimEnd());
  });
  return { text: `${lines.join('\n')}\n`, hidden: columns.slice(shown).map(({ name }) => name) };
}
