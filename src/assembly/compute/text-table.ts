// Feature rows as text: NDJSON with the keys in order, or CSV with a line of names and nothing where a value is absent.

import type { SignalRow } from '../../core/pipeline/row.js';
import { type FeatureTableColumn, type TableValue, eachValue } from './feature-table.js';

export type TextFormat = 'ndjson' | 'csv';

/** Text before the first row: the names of a CSV file. */
export const headText = (format: TextFormat, columns: readonly FeatureTableColumn[]): string =>
  format === 'csv' ? `${columns.map(({ name }) => name).join(',')}\n` : '';

/** One line, with its end. Numbers are written so that reading them gives the same bits. */
export type LineText = (row: SignalRow) => string;

export function lineTextOf(format: TextFormat, columns: readonly FeatureTableColumn[]): LineText {
  if (format === 'csv') {
    return (row) => {
      const cells: string[] = [];
      // Symbols and reasons are words: nothing that CSV would quote.
      eachValue(row, columns.length, (_, value) => cells.push(value === null ? '' : String(value)));
      return `${cells.join(',')}\n`;
    };
  }
  const names = columns.map(({ name }) => name);
  return (row) => {
    const line: Record<string, TableValue> = {};
    eachValue(row, names.length, (at, value) => {
      line[names[at] as string] = value;
    });
    return `${JSON.stringify(line)}\n`;
  };
}
