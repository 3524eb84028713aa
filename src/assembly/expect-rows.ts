// Comparing a run row by row with the rows of another one: names the first row that differs.

import type { SignalRow } from '../core/pipeline/row.js';
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
  readonly reader: LineReader;
  /** Lines read ahead of their turn, by symbol. */
  readonly ahead: Map<string, string[]>;
  readonly compared: Map<string, number>;
  first: FirstDifference | null;
}

export const openComparison = (path: string): RowComparison => ({
  reader: openLines(path),
  ahead: new Map(),
  compared: new Map(),
  first: null,
});

const SYMBOL = /"symbol":"([^"]*)"/;

async function nextLine(comparison: RowComparison, symbol: string): Promise<string | null> {
  const waiting = comparison.ahead.get(symbol)?.shift();
  if (waiting !== undefined) return waiting;
  for (;;) {
    const line = await comparison.reader.next();
    if (line === null) return null;
    if (line === '') continue;
    const owner = SYMBOL.exec(line)?.[1] ?? '';
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
    if (difference !== null) comparison.first = { kind: 'value', symbol, row: number, timeUs, difference };
  }
}

/** Ends the comparison: rows of the other run that this one did not have are a difference too. */
export async function endComparison(comparison: RowComparison): Promise<FirstDifference | null> {
  try {
    if (comparison.first === null) {
      let line = [...comparison.ahead.values()].flat()[0] ?? (await comparison.reader.next());
      while (line === '') line = await comparison.reader.next();
      if (line !== null) {
        const symbol = SYMBOL.exec(line)?.[1] ?? '?';
        const row = (comparison.compared.get(symbol) ?? 0) + 1;
        comparison.first = { kind: 'missing', symbol, row, timeUs: null };
      }
    }
    return comparison.first;
  } finally {
    await comparison.reader.close();
  }
}
