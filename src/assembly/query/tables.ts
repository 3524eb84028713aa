// The documented columns of the views: those of the lake, and those of signal rows.

import { ROW_COLUMNS } from '../../core/pipeline/row-columns.js';
import { DEPTH_COLUMNS, GAP_COLUMNS, QUOTE_COLUMNS, TRADE_COLUMNS, bookColumns } from '../../store/lake/tables.js';
import type { KnownTables } from '../../warehouse/tables.js';

/** Levels of the book rows that a query makes of recordings, and that `book` has where there is none. */
export const QUERY_LEVELS = 5;

export const queryTables = (): KnownTables => ({
  depth: DEPTH_COLUMNS,
  book: bookColumns(QUERY_LEVELS),
  trades: TRADE_COLUMNS,
  quotes: QUOTE_COLUMNS,
  signals: ROW_COLUMNS,
  gaps: GAP_COLUMNS,
});
