// Book and taker volume of one symbol over time, by groups of prices whose width follows the price.

import { type DepthHistory, initDepthHistory } from './depth-history.js';
import { type VolumeHistory, initVolumeHistory } from './volume-history.js';

export interface MarketHistory {
  readonly groupTicks: number;
  readonly depth: DepthHistory;
  readonly volume: VolumeHistory;
}

/** A group is at most this share of the price: 2.5e-5, a fortieth of a per mille. */
const PRICES_A_GROUP = 40_000;
/** A price that has become so many times as high or as low wants other groups. */
const OUTGROWN = 4;

/** Ticks a price group: 1, 2 or 5 times a power of ten. */
export function groupTicksOf(priceTicks: number): number {
  const most = priceTicks / PRICES_A_GROUP;
  let group = 1;
  for (let decade = 1; decade <= most; decade *= 10) {
    for (const factor of [1, 2, 5]) if (decade * factor <= most) group = decade * factor;
  }
  return group;
}

export function initMarketHistory(priceTicks: number): MarketHistory {
  const groupTicks = groupTicksOf(priceTicks);
  return { groupTicks, depth: initDepthHistory(groupTicks), volume: initVolumeHistory(groupTicks) };
}

/** Whether the groups are still of use at a price. A history that is none any more is begun anew. */
export function fitsPrice({ groupTicks }: MarketHistory, priceTicks: number): boolean {
  const wanted = groupTicksOf(priceTicks);
  return wanted <= groupTicks * OUTGROWN && wanted * OUTGROWN >= groupTicks;
}
