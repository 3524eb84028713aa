// Rows of an event batch as event objects: for tests, screens and logs, not for hot loops.

import type {
  BookTicker,
  Crossed,
  DepthDelta,
  DepthSnapshot,
  EventKind,
  Gap,
  Level,
  MarketEvent,
  MarkPrice,
  Trade,
} from './event.js';
import { ALL_SYMBOLS, type EventBatch, FLAG } from './event-batch.js';
import { lots, ticks, timeUs } from './units.js';

/** Crossings are found by the chain: no row of a batch is one. */
type RowKind = Exclude<EventKind, Crossed['kind']>;

const KIND_NAMES: readonly (RowKind | null)[] = [
  null,
  'depth_delta',
  'depth_snapshot',
  'trade',
  'agg_trade',
  'book_ticker',
  'mark_price',
  'gap',
  'resync',
  'disconnect',
  'silence',
  'clock_step',
  'rest_failure',
  'session',
  'tick',
];

/** Name of a kind code; throws RangeError for a code that is none. */
export function kindName(code: number): RowKind {
  const name = KIND_NAMES[code] ?? null;
  if (name === null) throw new RangeError(`unknown event kind code ${code}`);
  return name;
}

type Column = Float64Array | Uint32Array | Uint16Array | Uint8Array;
type Timed = Pick<MarketEvent, 'recvUs' | 'eventUs' | 'matchUs' | 'symbol'>;

/** One row to be read: what all readers below share. */
interface Row {
  readonly batch: EventBatch;
  readonly i: number;
  readonly flags: number;
  readonly timed: Timed;
}

const valueAt = (row: Row, column: Column): number => column[row.i] ?? 0;
const has = (row: Row, flag: number): boolean => (row.flags & flag) !== 0;

function sideAt(batch: EventBatch, start: number, count: number): Level[] {
  const levels: Level[] = [];
  for (let k = start; k < start + count; k++) {
    levels.push({ priceTicks: ticks(batch.levelTicks[k] ?? 0), qtyLots: lots(batch.levelLots[k] ?? 0) });
  }
  return levels;
}

function levelsOf(row: Row): { bids: Level[]; asks: Level[] } {
  const start = valueAt(row, row.batch.levelStart);
  const bidCount = valueAt(row, row.batch.bidCount);
  return {
    bids: sideAt(row.batch, start, bidCount),
    asks: sideAt(row.batch, start + bidCount, valueAt(row, row.batch.askCount)),
  };
}

function depthDelta(row: Row): DepthDelta {
  const { batch } = row;
  return {
    kind: 'depth_delta',
    ...row.timed,
    firstId: valueAt(row, batch.id1),
    finalId: valueAt(row, batch.id2),
    prevId: has(row, FLAG.hasPrevId) ? valueAt(row, batch.prevId) : null,
    ...levelsOf(row),
    buffered: has(row, FLAG.buffered),
  };
}

function depthSnapshot(row: Row): DepthSnapshot {
  return { kind: 'depth_snapshot', ...row.timed, lastId: valueAt(row, row.batch.id1), ...levelsOf(row) };
}

function trade(row: Row, kind: Trade['kind']): Trade {
  const { batch } = row;
  const isAggregate = kind === 'agg_trade';
  return {
    kind,
    ...row.timed,
    tradeId: valueAt(row, batch.id1),
    priceTicks: ticks(valueAt(row, batch.price)),
    qtyLots: lots(valueAt(row, batch.qty)),
    qtyNoRpiLots: has(row, FLAG.hasQtyNoRpi) ? lots(valueAt(row, batch.qty2)) : null,
    taker: has(row, FLAG.buyerIsMaker) ? 'sell' : 'buy',
    firstFillId: isAggregate ? valueAt(row, batch.prevId) : null,
    lastFillId: isAggregate ? valueAt(row, batch.id2) : null,
    healed: has(row, FLAG.healed),
  };
}

function bookTicker(row: Row): BookTicker {
  const { batch } = row;
  return {
    kind: 'book_ticker',
    ...row.timed,
    updateId: valueAt(row, batch.id1),
    bidTicks: ticks(valueAt(row, batch.price)),
    bidLots: lots(valueAt(row, batch.qty)),
    askTicks: ticks(valueAt(row, batch.price2)),
    askLots: lots(valueAt(row, batch.qty2)),
  };
}

function markPrice(row: Row): MarkPrice {
  const { batch } = row;
  return {
    kind: 'mark_price',
    ...row.timed,
    markE8: valueAt(row, batch.price),
    indexE8: has(row, FLAG.hasIndexPrice) ? valueAt(row, batch.price2) : null,
    fundingRateE8: has(row, FLAG.hasFundingRate) ? valueAt(row, batch.qty) : null,
  };
}

function gap(row: Row): Gap {
  return {
    kind: 'gap',
    ...row.timed,
    stream: has(row, FLAG.tradeStream) ? 'trade' : 'depth',
    fromId: valueAt(row, row.batch.id1),
    toId: valueAt(row, row.batch.id2),
  };
}

/** Row `i` of a batch as one event object. Throws RangeError outside the batch. */
export function eventAt(batch: EventBatch, i: number, symbols: readonly string[]): MarketEvent {
  if (i < 0 || i >= batch.count) throw new RangeError(`event ${i} of ${batch.count}`);
  const flags = batch.flags[i] ?? 0;
  const code = batch.symbol[i] ?? ALL_SYMBOLS;
  const timed: Timed = {
    recvUs: timeUs(batch.recvUs[i] ?? 0),
    eventUs: flags & FLAG.hasEventTime ? timeUs(batch.eventUs[i] ?? 0) : null,
    matchUs: flags & FLAG.hasMatchTime ? timeUs(batch.matchUs[i] ?? 0) : null,
    symbol: code === ALL_SYMBOLS ? '*' : (symbols[code] ?? '?'),
  };
  const row: Row = { batch, i, flags, timed };
  const kind = kindName(batch.kind[i] ?? 0);
  switch (kind) {
    case 'depth_delta':
      return depthDelta(row);
    case 'depth_snapshot':
      return depthSnapshot(row);
    case 'trade':
    case 'agg_trade':
      return trade(row, kind);
    case 'book_ticker':
      return bookTicker(row);
    case 'mark_price':
      return markPrice(row);
    case 'gap':
      return gap(row);
    case 'resync':
      return { kind, ...timed, lastId: batch.id1[i] ?? 0 };
    default:
      return { kind, ...timed };
  }
}
