// Imbalance of the queues at rest, and the mid weighted by it.

import type { TopLevels } from '../book/top-levels.js';

/** (qb − qa)/(qb + qa) of two sizes, within −1..1; null when both are 0. Gould & Bonart 2016. */
export function queueImbalance(bidLots: number, askLots: number): number | null {
  const both = bidLots + askLots;
  return both > 0 ? (bidLots - askLots) / both : null;
}

/** The same of the sizes summed over the best `levels` levels. */
export function depthImbalance(top: TopLevels, levels: number): number | null {
  let bid = 0;
  let ask = 0;
  for (let k = 0; k < levels && k < top.bidCount; k++) bid += top.bidLots[k] as number;
  for (let k = 0; k < levels && k < top.askCount; k++) ask += top.askLots[k] as number;
  return queueImbalance(bid, ask);
}

/**
 * I·Pa + (1 − I)·Pb in ticks, I = qb/(qb + qa) at the best level: near the ask when the bid queue is the longer one.
 * Null while a side is empty. Gatheral & Oomen 2010.
 */
export function weightedMidTicks(top: TopLevels): number | null {
  if (top.bidCount === 0 || top.askCount === 0) return null;
  const bidLots = top.bidLots[0] as number;
  const share = bidLots / (bidLots + (top.askLots[0] as number));
  return share * (top.askTicks[0] as number) + (1 - share) * (top.bidTicks[0] as number);
}
