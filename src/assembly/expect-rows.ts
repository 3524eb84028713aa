// Comparing a run row by row with the rows of another one: names the first row that differs.

import type { SignalRow } from '../core/pipeline/row.js';
import { DataError } from '../platform/errors.js';
import { type LineReader, openLines } from '../store/ndjson/line-reader.js';
import { type RowDifference, compareRow } from './row-text.js';

export type FirstDifference =
  | {
      readonly kind: 'value';
      readonly symbol: string;
      /** 1-based number of the row among its symbol's. */
      readonly row: number;
      readonly timeUs: number;
      readonly difference: RowDifference;
    }
  /** This run has a row where the other has none left, or the other way round. */
  | {
      readonly kind: 'extra' | 'missing';
      readonly symbol: string;
      readonly row: number;
      readonly timeUs: number | null;
    };

/** How the symbols' rows are interleaved does not matter: each symbol's rows are compared in their own order. */
export interface RowComparison {
  readonly path: string;
  readonly reader: LineReader;
  /** Lines read ahead of their turn, by symbol. */
  readonly ahead: Map<string, string[]>;
  readonly compared: Map<string, number>;
  /** Lines read so far. */
  line: number;
  first: FirstDifference | null;
}

/** Nothing is read before the first call that needs a row. All of them throw DataError: V13_ROWS_UNREADABLE, V13_ROWS_FORMAT. */
export const openComparison = (path: string): RowComparison => ({
  path,
  reader: openLines(path),
  ahead: new Map(),
  compared: new Map(),
  line: 0,
  first: null,
});

/** Looks at the first row: a wrong file is refused before the run, not after it. */
export async function beginComparison(comparison: RowComparison): Promise<void> {
  const first = await readRow(comparison);
  if (first !== null) comparison.ahead.set(symbolOf(first), [first]);
}

export async function closeComparison(comparison: RowComparison | null): Promise<void> {
  await comparison?.reader.close();
}

const SYMBOL = /"symbol":"([^"]*)"/;
const symbolOf = (line: string): string => SYMBOL.exec(line)?.[1] ?? '';

const notRows = ({ path }: RowComparison, line: number | null): DataError =>
  new DataError(`${path}${line === null ? '' : `:${line}`}: not a rows file`, {
    code: 'V13_ROWS_FORMAT',
    path,
    line: line ?? undefined,
    hint: 'give the file that `v13 replay --rows FILE` wrote',
  });

/** The next line that is not blank, which must look like a row; null at the end. */
async function readRow(comparison: RowComparison): Promise<string | null> {
  for (;;) {
    const line = await comparison.reader.next();
    if (line === null) return null;
    comparison.line++;
    if (line === '') continue;
    const isRow = line.startsWith('{') && line.endsWith('}') && line.includes('"ts_us":') && SYMBOL.test(line);
    if (!isRow) throw notRows(comparison, comparison.line);
    return line;
  }
}

async function nextLine(comparison: RowComparison, symbol: string): Promise<string | null> {
  const waiting = comparison.ahead.get(symbol)?.shift();
  if (waiting !== undefined) return waiting;
  for (;;) {
    const line = await readRow(comparison);
    if (line === null) return null;
    const owner = symbolOf(line);
    if (owner === symbol) return line;
    const queue = comparison.ahead.get(owner);
    if (queue === undefined) comparison.ahead.set(owner, [line]);
    else queue.push(line);
  }
}

/** Compares the next rows; does nothing more once a difference has been found. */
export async function compareRows(comparison: RowComparison, rows: readonly SignalRow[]): Promise<void> {
  for (const row of rows) {
    if (comparison.first !== null) return;
    const { symbol, timeUs } = row;
    const number = (comparison.compared.get(symbol) ?? 0) + 1;
    comparison.compared.set(symbol, number);
    const line = await nextLine(comparison, symbol);
    if (line === null) {
      comparison.first = { kind: 'extra', symbol, row: number, timeUs };
      return;
    }
    const difference = compareRow(row, line);
    if (difference?.key === 'line') throw notRows(comparison, null);
    if (difference !== null) comparison.first = { kind: 'value', symbol, row: number, timeUs, difference };
  }
}

/** Ends the comparison: rows of the other run that this one did not have are a difference too. */
export async function endComparison(comparison: RowComparison): Promise<FirstDifference | null> {
  if (comparison.first !== null) return comparison.first;
  const line = [...comparison.ahead.values()].flat()[0] ?? (await readRow(comparison));
  if (line === null) return null;
  const symbol = symbolOf(line);
  const row = (comparison.compared.get(symbol) ?? 0) + 1;
  comparison.first = { kind: 'missing', symbol, row, timeUs: null };
  return comparison.first;
}
