// Generalised order flow imbalance (GOFI) of the best quotes: sizes at every price that the best quote passed over.
// Su, Sun, Li & Yuan, "The price impact of generalized order flow imbalance", arXiv 2112.02947, 2021.

import type { TopLevels } from '../book/top-levels.js';

/** Turns the lots of one term into what is summed. */
type Measure = (lots: number) => number;

function bidsAbove({ bidTicks, bidLots, bidCount }: TopLevels, tick: number): number {
  let lots = 0;
  for (let k = 0; k < bidCount && (bidTicks[k] as number) > tick; k++) lots += bidLots[k] as number;
  return lots;
}

function asksBelow({ askTicks, askLots, askCount }: TopLevels, tick: number): number {
  let lots = 0;
  for (let k = 0; k < askCount && (askTicks[k] as number) < tick; k++) lots += askLots[k] as number;
  return lots;
}

/** Without any bid the best one counts as −∞: all that appear are new. */
function bidGain(prev: TopLevels, next: TopLevels, measure: Measure): number {
  const old = prev.bidCount > 0 ? (prev.bidTicks[0] as number) : -Infinity;
  const now = next.bidCount > 0 ? (next.bidTicks[0] as number) : -Infinity;
  if (now > old) return measure(bidsAbove(next, old));
  if (now < old) return -measure(bidsAbove(prev, now));
  return now === -Infinity ? 0 : measure(next.bidLots[0] as number) - measure(prev.bidLots[0] as number);
}

function askGain(prev: TopLevels, next: TopLevels, measure: Measure): number {
  const old = prev.askCount > 0 ? (prev.askTicks[0] as number) : Infinity;
  const now = next.askCount > 0 ? (next.askTicks[0] as number) : Infinity;
  if (now < old) return measure(asksBelow(next, old));
  if (now > old) return -measure(asksBelow(prev, now));
  return now === Infinity ? 0 : measure(next.askLots[0] as number) - measure(prev.askLots[0] as number);
}

const asIs: Measure = (lots) => lots;

/** A single lot still counts, and no size is infinitely small. */
const asLog: Measure = (lots) => Math.log(1 + lots);

/**
 * Lots, an exact integer; positive is net demand. Of the bids
 *
 *   Pb > Pb':  Σ_{p > Pb'} q(p)       Pb = Pb':  q(Pb) − q'(Pb)       Pb < Pb':  −Σ_{p > Pb} q'(p)
 *
 * minus the same of the asks, mirrored. Where the best quote moves by one level it is e_1 (cksLevelFlow). Prices beyond
 * the levels of the snapshots are not seen.
 */
export const generalisedFlow = (prev: TopLevels, next: TopLevels): number =>
  bidGain(prev, next, asIs) - askGain(prev, next, asIs);

/** The same with ln(1 + lots) of each term in place of its lots: the stationarised variant. */
export const logGeneralisedFlow = (prev: TopLevels, next: TopLevels): number =>
  bidGain(prev, next, asLog) - askGain(prev, next, asLog);
