// Columns of the lake's tables, with units and meanings: what a conversion writes and what docs and queries speak of.

import type { LakeKind } from '../catalog.js';
import type { ColumnType, TableColumn } from '../parquet/table-column.js';

interface Definition {
  readonly type: ColumnType;
  readonly unit?: string;
  readonly about: string;
  readonly nullable?: boolean;
}

const columnsOf = (definitions: Readonly<Record<string, Definition>>): readonly TableColumn[] =>
  Object.entries(definitions).map(([name, { type, unit = null, about, nullable = false }]) => {
    return { name, type, nullable, unit, about };
  });

const RECEIVED: Definition = {
  type: 'i64',
  unit: 'us',
  about: 'receive time since the epoch: the clock of all tables',
};
const SENT: Definition = { type: 'i64', unit: 'us', about: "the exchange's send time E", nullable: true };
const MATCHED: Definition = { type: 'i64', unit: 'us', about: "the matching engine's time T", nullable: true };
const PRICE: Definition = { type: 'f64', unit: 'quote', about: 'price: its ticks as the nearest binary number' };
const QTY: Definition = { type: 'f64', unit: 'base', about: 'quantity: its lots as the nearest binary number' };
const TICKS: Definition = { type: 'i64', unit: 'ticks', about: 'price, exact; the tick stands in the file' };
const LOTS: Definition = { type: 'i64', unit: 'lots', about: 'quantity, exact; the step stands in the file' };

/** One row a level that a message sets. Rows of one message share all ids. */
export const DEPTH_COLUMNS = columnsOf({
  ts_recv_us: RECEIVED,
  ts_event_us: SENT,
  ts_match_us: MATCHED,
  segment: { type: 'i64', unit: 'us', about: 'receive time at which this run of data without a break began' },
  first_update_id: { type: 'i64', about: 'U of the message; of a snapshot its last id' },
  final_update_id: { type: 'i64', about: 'u of the message; of a snapshot its last id' },
  prev_update_id: { type: 'i64', about: 'pu of the message: u of the one before it (futures)', nullable: true },
  is_snapshot: { type: 'bool', about: 'the level is of a whole book, which replaces what was known' },
  side: { type: 'text', about: '`bid` or `ask`' },
  price: PRICE,
  qty: { ...QTY, about: 'quantity now at this price, 0 for none: its lots as the nearest binary number' },
  price_ticks: TICKS,
  qty_lots: LOTS,
});

export const TRADE_COLUMNS = columnsOf({
  ts_recv_us: RECEIVED,
  ts_event_us: SENT,
  ts_match_us: MATCHED,
  trade_id: { type: 'i64', about: 'id of the trade or of the aggregate' },
  kind: { type: 'text', about: '`aggTrade` (fills of one order at one price) or `trade`' },
  price: PRICE,
  qty: QTY,
  price_ticks: TICKS,
  qty_lots: LOTS,
  qty_no_rpi: {
    type: 'f64',
    unit: 'base',
    about: 'quantity without retail price improvement, where sent',
    nullable: true,
  },
  side: { type: 'text', about: 'side of the taker: `buy` or `sell`' },
  first_fill_id: { type: 'i64', about: 'first fill of an aggregate', nullable: true },
  last_fill_id: { type: 'i64', about: 'last fill of an aggregate', nullable: true },
  healed: { type: 'bool', about: 'fetched later to fill a hole: it was not known when it happened' },
  available_at_us: { type: 'i64', unit: 'us', about: 'from when on a computation may know it' },
});

/** Best quotes as the exchange's book ticker sends them: every change, also those between two depth messages. */
export const QUOTE_COLUMNS = columnsOf({
  ts_recv_us: RECEIVED,
  ts_event_us: SENT,
  ts_match_us: MATCHED,
  update_id: { type: 'i64', about: 'u of the message' },
  bid_price: PRICE,
  bid_qty: QTY,
  ask_price: PRICE,
  ask_qty: QTY,
  bid_ticks: TICKS,
  bid_lots: LOTS,
  ask_ticks: TICKS,
  ask_lots: LOTS,
});

/** Every break and every note of one: what follows from ids, and what the recorder wrote down. */
export const GAP_COLUMNS = columnsOf({
  ts_recv_us: RECEIVED,
  kind: { type: 'text', about: '`gap`, `resync`, `disconnect`, `silence`, `clock_step`, `rest_failure` or `session`' },
  stream: { type: 'text', about: 'of a gap: `depth` or `trade`', nullable: true },
  from_id: { type: 'i64', about: 'first missing trade, or last depth id held', nullable: true },
  to_id: { type: 'i64', about: 'last missing trade, the pu that came, or the id of the new book', nullable: true },
  reason: { type: 'text', about: 'what the recorder said of it', nullable: true },
});

export const BOOK_LEVELS_MAX = 100;

/** The best `levels` of both sides after each depth message; null where the book holds fewer. */
export function bookColumns(levels: number): readonly TableColumn[] {
  const sides = ['bid', 'ask'].flatMap((side) => {
    return Array.from({ length: levels }, (_, k): [string, Definition][] => [
      [`${side}_price_${k + 1}`, { ...PRICE, about: `${side} price at level ${k + 1} from the best`, nullable: true }],
      [`${side}_qty_${k + 1}`, { ...QTY, about: `${side} quantity at level ${k + 1} from the best`, nullable: true }],
    ]).flat();
  });
  const final: Definition = { type: 'i64', about: 'u of the message that the book includes' };
  return columnsOf({ ts_recv_us: RECEIVED, final_update_id: final, ...Object.fromEntries(sides) });
}

/** Kinds that are made from recordings. */
export const CONVERTED_KINDS = ['depth', 'trades', 'quotes', 'gaps', 'book'] as const satisfies readonly LakeKind[];
export type ConvertedKind = (typeof CONVERTED_KINDS)[number];

/** Columns of a table; `levels` is of the book. */
export function tableColumnsOf(kind: ConvertedKind, levels: number): readonly TableColumn[] {
  switch (kind) {
    case 'depth':
      return DEPTH_COLUMNS;
    case 'trades':
      return TRADE_COLUMNS;
    case 'quotes':
      return QUOTE_COLUMNS;
    case 'gaps':
      return GAP_COLUMNS;
    case 'book':
      return bookColumns(levels);
  }
}

/** Number of a column by its name. Throws RangeError for one that is not there. */
export function columnNumber(columns: readonly TableColumn[], name: string): number {
  const k = columns.findIndex((column) => column.name === name);
  if (k < 0) throw new RangeError(`no column ${name}`);
  return k;
}
