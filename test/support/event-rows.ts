// Event batches as lines of text, one an event, that tests compare with those of a reference.

import { ALL_SYMBOLS, type EventBatch, FLAG, KIND } from '../../src/core/market/event-batch.js';

export type PlainRow = Readonly<Record<string, unknown>>;

/** [[price, quantity], …] of the levels [from, from + count). */
function levelsAt(batch: EventBatch, from: number, count: number): [number, number][] {
  return Array.from({ length: count }, (_, k) => [batch.levelTicks[from + k]!, batch.levelLots[from + k]!]);
}

function sidesOf(batch: EventBatch, i: number): PlainRow {
  const from = batch.levelStart[i]!;
  const bids = batch.bidCount[i]!;
  return { bids: levelsAt(batch, from, bids), asks: levelsAt(batch, from + bids, batch.askCount[i]!) };
}

/** What the column table of event-batch.ts says of the kind. */
function bodyOf(batch: EventBatch, i: number, flag: (bit: number) => boolean): PlainRow {
  const [id1, id2, prevId] = [batch.id1[i]!, batch.id2[i]!, batch.prevId[i]!];
  const [price, qty, price2, qty2] = [batch.price[i]!, batch.qty[i]!, batch.price2[i]!, batch.qty2[i]!];
  switch (batch.kind[i]) {
    case KIND.depthDelta:
      return {
        kind: 'delta',
        ids: [id1, id2, flag(FLAG.hasPrevId) ? prevId : null],
        ...sidesOf(batch, i),
        buffered: flag(FLAG.buffered),
      };
    case KIND.depthSnapshot:
      return { kind: 'snapshot', lastId: id1, ...sidesOf(batch, i) };
    case KIND.trade:
    case KIND.aggTrade: {
      const isAggregate = batch.kind[i] === KIND.aggTrade;
      return {
        kind: isAggregate ? 'aggTrade' : 'trade',
        ids: isAggregate ? [id1, prevId, id2] : [id1],
        price,
        qty,
        nq: flag(FLAG.hasQtyNoRpi) ? qty2 : null,
        sell: flag(FLAG.buyerIsMaker),
        ...(flag(FLAG.healed) ? { healed: true } : {}),
      };
    }
    case KIND.bookTicker:
      return { kind: 'ticker', u: id1, bid: [price, qty], ask: [price2, qty2] };
    case KIND.markPrice: {
      const index = flag(FLAG.hasIndexPrice) ? price2 : null;
      return { kind: 'mark', mark: price, index, rate: flag(FLAG.hasFundingRate) ? qty : null };
    }
    case KIND.gap:
      return { kind: 'gap', stream: flag(FLAG.tradeStream) ? 'trade' : 'depth', ids: [id1, id2] };
    case KIND.resync:
      return { kind: 'resync', lastId: id1 };
    case KIND.tick:
      return { kind: 'tick', of: price };
    default:
      return { kind: batch.kind[i] };
  }
}

const TIMED: readonly number[] = [KIND.depthDelta, KIND.trade, KIND.aggTrade, KIND.bookTicker, KIND.markPrice];

/** One row as text: the event, its receive time, and (where the kind has them) the exchange's times. */
export function rowText(batch: EventBatch, i: number, symbols: readonly string[]): string {
  const flags = batch.flags[i]!;
  const flag = (bit: number) => (flags & bit) !== 0;
  const code = batch.symbol[i]!;
  const times = TIMED.includes(batch.kind[i]!)
    ? {
        E: flag(FLAG.hasEventTime) ? batch.eventUs[i]! : null,
        T: flag(FLAG.hasMatchTime) ? batch.matchUs[i]! : null,
      }
    : {};
  const symbol = code === ALL_SYMBOLS ? '*' : symbols[code];
  return JSON.stringify({ ...bodyOf(batch, i, flag), symbol, at: batch.recvUs[i]!, ...times });
}

export const rowTexts = (batch: EventBatch, symbols: readonly string[]): string[] =>
  Array.from({ length: batch.count }, (_, i) => rowText(batch, i, symbols));
