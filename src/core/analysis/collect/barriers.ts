// Triple-barrier outcomes of entries into a zone: which comes first, a gain, a loss or the end of the horizon.

import type { Barriers } from '../study-plan.js';
import type { BarrierList } from './collected.js';
import { type Columns, closeColumns, initColumns, offerRow } from './columns.js';
import { ASK, BID, QUOTE_WIDTH, type QuoteRing, quoteOffset } from './quote-ring.js';

const EMPTY = {
  entryUs: new Float64Array(0),
  touchUs: new Float64Array(0),
  side: new Int8Array(0),
  touch: new Int8Array(0),
  y: new Float64Array(0),
  widthBp: new Float64Array(0),
};

export interface BarrierState extends Columns<typeof EMPTY> {
  /** Entries while too little was known of volatility to set barriers. */
  unset: number;
}

export function initBarriers(most: number): BarrierState {
  const widths = { entryUs: 1, touchUs: 1, side: 1, touch: 1, y: 1, widthBp: 1 };
  return { ...initColumns(EMPTY, widths, most), unset: 0 };
}

export const barrierList = (state: BarrierState): BarrierList => ({
  stride: state.stride,
  seen: state.seen,
  unset: state.unset,
  ...closeColumns(state),
});

/** An entry whose horizon is over, and where its quotes stand: samples `entry` (as of the entry) to `exit`. */
export interface BarrierEntry {
  readonly entryUs: number;
  readonly horizonUs: number;
  /** +1 or −1. */
  readonly side: number;
  /** Variance of the mid's return over a second, bp², known at the decision; NaN: unknown. */
  readonly secondVariance: number;
  readonly entry: number;
  readonly exit: number;
}

const US_PER_SECOND = 1_000_000;
const BP = 1e4;

/**
 * Follows the mid from quote to quote until it has moved by the width of a barrier; quotes that cannot be read are passed
 * over. `touch` +1: the gain came first; −1: the loss; 0: neither within the horizon. y is side · return, bp.
 */
export function settleBarrier(
  state: BarrierState,
  { quotes, barriers }: { readonly quotes: QuoteRing; readonly barriers: Barriers },
  one: BarrierEntry,
): void {
  const { entryUs, horizonUs, side, secondVariance } = one;
  if (!(secondVariance > 0)) {
    state.unset++;
    return;
  }
  const row = offerRow(state);
  if (row < 0) return;
  const unit = Math.sqrt((secondVariance * horizonUs) / US_PER_SECOND);
  const found = firstTouchOf(quotes, one, { gain: barriers.up * unit, loss: barriers.down * unit });
  const { at } = state;
  at.entryUs[row] = entryUs;
  at.touchUs[row] = found.timeUs;
  at.side[row] = side;
  at.touch[row] = found.touch;
  at.y[row] = found.y;
  at.widthBp[row] = unit;
}

interface Touch {
  readonly timeUs: number;
  readonly touch: number;
  readonly y: number;
}

function firstTouchOf(
  { ring }: QuoteRing,
  { entryUs, horizonUs, side, entry, exit }: BarrierEntry,
  widths: { readonly gain: number; readonly loss: number },
): Touch {
  const { cells, timesUs } = ring;
  const mask = timesUs.length - 1;
  const start = quoteOffset({ ring, keepUs: 0 }, entry);
  const mid2 = (cells[start + BID] as number) + (cells[start + ASK] as number);
  // Of a short, the gain lies below.
  const high = mid2 * Math.exp((side > 0 ? widths.gain : widths.loss) / BP);
  const low = mid2 * Math.exp(-(side > 0 ? widths.loss : widths.gain) / BP);
  let last = mid2;
  for (let i = entry + 1; i <= exit; i++) {
    const at = (i & mask) * QUOTE_WIDTH;
    const now = (cells[at + BID] as number) + (cells[at + ASK] as number);
    if (Number.isNaN(now)) continue;
    last = now;
    if (now < high && now > low) continue;
    const touch = now >= high === side > 0 ? 1 : -1;
    return { timeUs: timesUs[i & mask] as number, touch, y: side * Math.log(now / mid2) * BP };
  }
  return { timeUs: entryUs + horizonUs, touch: 0, y: last === mid2 ? 0 : side * Math.log(last / mid2) * BP };
}
