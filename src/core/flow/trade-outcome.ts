// What became of trades: their distance from the mid, and where the mid went in the time after them.
// R. D. Huang, H. R. Stoll, "Dealer versus auction markets", Journal of Financial Economics 41(3), 1996.

import {
  type TimeRing,
  clearTimeRing,
  initTimeRing,
  isTimeRingFull,
  pushTimeRing,
  timeRingSlot,
} from '../stats/time-ring.js';
import type { QuotedTrade } from './taker-trade.js';

/** Cells of a waiting trade. */
const CELL = { price2: 0, mid2: 1, signed: 2 } as const;
/** Sums of trades whose horizon has passed, for each horizon and side: Σq, Σq·realised, Σq·move. */
const SUM = { lots: 0, realised: 1, move: 2 } as const;
const WIDTH = 3;
const SIDES = 2;

/**
 * Ratios are to the mid M_t that was known with the trade, d = +1 for a taker that bought, −1 for one that sold. Trades
 * wait in order of time for each of their horizons.
 */
export interface TradeOutcomes {
  readonly horizonsUs: Float64Array;
  readonly waiting: TimeRing;
  /** Index of the first trade that still waits for horizon k. */
  readonly next: Float64Array;
  /** Since the last row, by horizon, side (buy, sell) and SUM. */
  readonly sums: Float64Array;
  /** A trade whose horizon k lies at or before this was given up for want of room; null where none was. */
  lostUntilUs: (number | null)[];
  /** Twice the mid as of the last moment seen, ticks; null while no book can be read. */
  mid2: number | null;
}

/** A power of two: two megabytes a symbol. More than a thousand trades a second over a minute. */
export const MOST_WAITING = 65_536;

/** @param horizonsUs each above 0 */
export function initTradeOutcomes(horizonsUs: readonly number[], limit = MOST_WAITING): TradeOutcomes {
  for (const horizon of horizonsUs) if (!(horizon > 0)) throw new RangeError(`a horizon of ${horizon} µs`);
  return {
    horizonsUs: Float64Array.from(horizonsUs),
    waiting: initTimeRing(WIDTH, limit),
    next: new Float64Array(horizonsUs.length),
    sums: new Float64Array(horizonsUs.length * SIDES * WIDTH),
    lostUntilUs: horizonsUs.map(() => null),
    mid2: null,
  };
}

/** After a break: nobody knows where the mid was meanwhile. What waits is given up, without a trace. */
export function clearTradeOutcomes(state: TradeOutcomes): void {
  clearTimeRing(state.waiting);
  state.next.fill(0);
  state.sums.fill(0);
  state.lostUntilUs.fill(null);
  state.mid2 = null;
}

function addOutcome(state: TradeOutcomes, k: number, slot: number): void {
  if (state.mid2 === null) return;
  const { cells } = state.waiting;
  const signed = cells[slot * WIDTH + CELL.signed] as number;
  const price2 = cells[slot * WIDTH + CELL.price2] as number;
  const mid2 = cells[slot * WIDTH + CELL.mid2] as number;
  const at = (k * SIDES + (signed > 0 ? 0 : 1)) * WIDTH;
  const { sums } = state;
  sums[at + SUM.lots] = (sums[at + SUM.lots] as number) + Math.abs(signed);
  sums[at + SUM.realised] = (sums[at + SUM.realised] as number) + (signed * (price2 - state.mid2)) / mid2;
  sums[at + SUM.move] = (sums[at + SUM.move] as number) + (signed * (state.mid2 - mid2)) / mid2;
}

/** Trades whose horizon lies before `timeUs` meet the mid as of then, which is the last one seen. */
function settle(state: TradeOutcomes, timeUs: number): void {
  const { waiting, next, horizonsUs } = state;
  let oldest = waiting.end;
  for (let k = 0; k < horizonsUs.length; k++) {
    const until = timeUs - (horizonsUs[k] as number);
    let i = next[k] as number;
    while (i < waiting.end) {
      const slot = timeRingSlot(waiting, i);
      if ((waiting.timesUs[slot] as number) >= until) break;
      addOutcome(state, k, slot);
      i++;
    }
    next[k] = i;
    if (i < oldest) oldest = i;
  }
  waiting.first = oldest;
}

/** The mid as of `timeUs`. Times must not decrease; a horizon that ends at this very moment meets what it leaves. */
export function seeMid(state: TradeOutcomes, timeUs: number, mid2: number | null): void {
  settle(state, timeUs);
  state.mid2 = mid2;
}

/** Drops the oldest trade: the rows in which its horizons would have passed must not be told without it. */
function giveUpOldest(state: TradeOutcomes): void {
  const { waiting, next, horizonsUs, lostUntilUs } = state;
  const time = waiting.timesUs[timeRingSlot(waiting, waiting.first)] as number;
  for (let k = 0; k < horizonsUs.length; k++) {
    if ((next[k] as number) > waiting.first) continue;
    lostUntilUs[k] = time + (horizonsUs[k] as number);
    next[k] = waiting.first + 1;
  }
}

/** Adds a trade; one that came without a readable book is not followed. */
export function addTradeOutcome(state: TradeOutcomes, trade: QuotedTrade): void {
  const { waiting } = state;
  seeMid(state, trade.timeUs, trade.mid2);
  if (trade.mid2 === null) return;
  if (isTimeRingFull(waiting)) giveUpOldest(state);
  const at = pushTimeRing(waiting, trade.timeUs) * WIDTH;
  waiting.cells[at + CELL.price2] = 2 * trade.priceTicks;
  waiting.cells[at + CELL.mid2] = trade.mid2;
  waiting.cells[at + CELL.signed] = trade.side * trade.lots;
}

/** Volume-weighted means over the trades whose horizon has passed since the last row, as ratios to M_t. */
export interface Outcome {
  /** 2·d·(p − M_{t+Δ})/M_t, both sides. */
  realisedSpread: number | null;
  /** 2·d·(M_{t+Δ} − M_t)/M_t, both sides: effective − realised spread. */
  impact: number | null;
  /** d·(M_{t+Δ} − M_t)/M_t of trades whose taker bought, and of those whose taker sold. */
  buyMarkout: number | null;
  sellMarkout: number | null;
}

export const noOutcome = (): Outcome => ({ realisedSpread: null, impact: null, buyMarkout: null, sellMarkout: null });

const share = (sum: number, lots: number): number | null => (lots > 0 ? sum / lots : null);

/** Writes the outcome of horizon k to `out`, after seeMid of the row; null where no horizon passed in the row. */
export function readOutcome(state: TradeOutcomes, k: number, out: Outcome): void {
  const { sums } = state;
  const buy = k * SIDES * WIDTH;
  const sell = buy + WIDTH;
  const isWhole = state.lostUntilUs[k] === null;
  const buyLots = isWhole ? (sums[buy + SUM.lots] as number) : 0;
  const sellLots = isWhole ? (sums[sell + SUM.lots] as number) : 0;
  const realised = (sums[buy + SUM.realised] as number) + (sums[sell + SUM.realised] as number);
  const buyMove = sums[buy + SUM.move] as number;
  const sellMove = sums[sell + SUM.move] as number;
  // The factor d is in the sums by way of the signed size; prices and mids both count in half ticks.
  out.realisedSpread = share(2 * realised, buyLots + sellLots);
  out.impact = share(2 * (buyMove + sellMove), buyLots + sellLots);
  out.buyMarkout = share(buyMove, buyLots);
  out.sellMarkout = share(sellMove, sellLots);
}

/** Begins the next row at `timeUs`. */
export function beginOutcomeRow(state: TradeOutcomes, timeUs: number): void {
  state.sums.fill(0);
  for (let k = 0; k < state.lostUntilUs.length; k++) {
    const lost = state.lostUntilUs[k] ?? null;
    if (lost !== null && lost < timeUs) state.lostUntilUs[k] = null;
  }
}
