// Signal rows as lines of JSON, for `--rows` and for comparing one run with another.

import { ROW_COLUMNS } from '../core/pipeline/row-columns.js';
import type { SignalRow } from '../core/pipeline/row.js';

/** Key in the text and field of the row, in the order written. */
export const ROW_KEYS = ROW_COLUMNS.map(({ name, field }) => [name, field] as const);

/** One line, with its line end. Numbers are written so that reading them gives the same bits. */
export function rowText(row: SignalRow): string {
  const line: Record<string, string | number | null> = {};
  for (const [text, field] of ROW_KEYS) {
    const value = row[field];
    // −0 would be written as 0: both are the same value.
    line[text] = value === 0 ? 0 : value;
  }
  return `${JSON.stringify(line)}\n`;
}

export interface RowDifference {
  readonly key: string;
  readonly expected: string;
  readonly actual: string;
}

function parseObject(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : null;
  } catch {
    return null;
  }
}

/** First key in which a line of another run differs from a row; null where they say the same. */
export function compareRow(row: SignalRow, line: string): RowDifference | null {
  const other = parseObject(line);
  if (other === null) return { key: 'line', expected: line.slice(0, 80), actual: 'a row' };
  for (const [key, field] of ROW_KEYS) {
    const actual = row[field] === 0 ? 0 : row[field];
    const expected = other[key];
    if (actual === expected) continue;
    return { key, expected: key in other ? JSON.stringify(expected) : 'absent', actual: JSON.stringify(actual) };
  }
  return null;
}
