// What the rows of one CSV file need to know of it, and the order that its times must keep.

import type { Venue } from '../../../core/market/instrument.js';
import { type CsvPlace, csvError } from './csv-value.js';

export interface CsvFile {
  readonly place: CsvPlace;
  /** In capitals; null where neither rows nor caller have said it yet. */
  symbol: string | null;
  /** Known after the first row. */
  venue: Venue | null;
  /** Place in the row of each column of the layout; −1 for one that the file lacks. */
  at: readonly number[];
  /** Cells of every row; 0 before the first line. */
  cells: number;
}

/** Gives the raw lines that a row completes (possibly none), and at the end those that wait for more rows. */
export interface RowWriter {
  row(cells: readonly string[]): string;
  flush(): string;
}

export interface TimeStep {
  readonly us: number;
  /** Latest time before it. */
  readonly lastUs: number;
  /** It may be earlier by so much. */
  readonly slackUs: number;
  readonly column: number;
}

/** Throws V13_CSV_TIME_ORDER where the rows are not in order of time. */
export function checkTime(file: CsvFile, { us, lastUs, slackUs, column }: TimeStep): void {
  if (us >= lastUs - slackUs) return;
  throw csvError(file.place, {
    code: 'V13_CSV_TIME_ORDER',
    column,
    what: `${(lastUs - us) / 1000} ms before a row above it`,
    hint: 'the rows are not in order of time; some published dumps are so: sort the file by time and id first',
  });
}
