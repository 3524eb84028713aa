// A column of a Parquet file as a signal: `FILE.parquet:COLUMN` or `FILE.parquet:COLUMN:THRESHOLD`.

import type { ValueParser } from '../option.js';
import { parseNumber } from './number.js';
import { type Parsed, accept, parsed, unparsed } from './refuse.js';

export interface SignalColumnChoice {
  /** As typed. */
  readonly path: string;
  readonly column: string;
  /** |value| beyond which it has a side; null: its sign is the side. */
  readonly threshold: number | null;
}

const FORM = /^(.+\.parquet):([^:]+)(?::([^:]+))?$/i;

export function parseSignalColumn(text: string): Parsed<SignalColumnChoice> {
  const [, path, column, limit] = FORM.exec(text) ?? [];
  if (path === undefined || column === undefined) {
    return unparsed('not a column of a Parquet file', 'write FILE.parquet:COLUMN or FILE.parquet:COLUMN:THRESHOLD');
  }
  if (limit === undefined) return parsed({ path, column, threshold: null });
  const threshold = parseNumber(limit, { min: 0 });
  return threshold.ok ? parsed({ path, column, threshold: threshold.value }) : threshold;
}

/** Parser of an option. */
export const signalColumn: ValueParser<SignalColumnChoice> = (text, flag) =>
  accept(parseSignalColumn(text), flag, text);
