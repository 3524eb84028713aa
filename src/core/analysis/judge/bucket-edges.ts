// The edges that part a signal's values by size.

import { quantileType7, sortedCopy } from '../../stats/quantile.js';
import { Z_EDGES } from '../buckets.js';

/** Of a normal distribution the share within one standard deviation. */
const WITHIN_ONE = 0.6827;
/** What never goes farther than so many units has no tails: a share, an imbalance. */
const BOUNDED = 2;

const scaled = (unit: number): number[] => Z_EDGES.map((edge) => edge * Number(unit.toPrecision(2)));

/**
 * Edges in units of the signal, known from its values alone: those of a z-score where it is about one in size; of a
 * signal without tails sixths of its range; else as many units. The unit is what 68 % do not exceed, which a few huge
 * values leave where it is.
 */
export function edgesFor(x: Float64Array): number[] {
  const sizes = sortedCopy(x.map(Math.abs));
  const most = sizes.at(-1) ?? 0;
  if (!(most > 0)) return [...Z_EDGES];
  const unit = quantileType7(sizes, WITHIN_ONE) ?? 0;
  if (unit > 0.5 && unit < 2.5 && most > BOUNDED) return [...Z_EDGES];
  return scaled(unit > 0 && most > BOUNDED * unit ? unit : most / 3);
}
