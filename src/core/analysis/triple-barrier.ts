// Triple-barrier labels: which comes first, a gain, a loss or the end of patience.

import { initEwma, stepEwma } from '../stats/ewma.js';

/** Prices above 0 at ascending times, any unit. */
export interface PricePath {
  readonly times: ArrayLike<number>;
  readonly prices: ArrayLike<number>;
}

export interface Barriers {
  /** Ratios above 0: +0.001 is ten basis points up, and down. */
  readonly up: number;
  readonly down: number;
  /** Patience, in the unit of the times. */
  readonly vertical: number;
}

export interface BarrierTouch {
  /** 1 the upper barrier, −1 the lower one, 0 neither by the end of patience. */
  readonly label: -1 | 0 | 1;
  /** Time of the touch; of a 0 the end of patience. */
  readonly time: number;
  /** price/price₀ − 1 at that time. */
  readonly change: number;
}

/**
 * First price at or beyond a barrier after sample `index`. López de Prado, Advances in Financial Machine Learning, 2018, §3.4.
 * @returns null where the path ends before any barrier is met
 */
export function firstTouch({ times, prices }: PricePath, index: number, barriers: Barriers): BarrierTouch | null {
  const [start, entry] = [times[index] as number, prices[index] as number];
  const deadline = start + barriers.vertical;
  let change = 0;
  for (let i = index + 1; i < times.length; i++) {
    const time = times[i] as number;
    if (time > deadline) return { label: 0, time: deadline, change };
    change = (prices[i] as number) / entry - 1;
    if (change >= barriers.up) return { label: 1, time, change };
    if (change <= -barriers.down) return { label: -1, time, change };
    if (time === deadline) return { label: 0, time, change };
  }
  return null;
}

/** The first touch from every sample. */
export const tripleBarrier = (path: PricePath, barriers: Barriers): (BarrierTouch | null)[] =>
  Array.from({ length: path.times.length }, (_, index) => firstTouch(path, index, barriers));

/**
 * Width of the barriers at each sample: `multiple` times the exponentially weighted standard deviation of the returns so
 * far, a ratio. Causal. Null for the first two samples, and while the price has not moved.
 * @param alpha weight of the newest return, in (0, 1]
 */
export function volatilityBarriers(
  prices: ArrayLike<number>,
  { alpha, multiple }: { readonly alpha: number; readonly multiple: number },
): (number | null)[] {
  const state = initEwma(alpha);
  return Array.from({ length: prices.length }, (_, i) => {
    if (i === 0) return null;
    stepEwma(state, (prices[i] as number) / (prices[i - 1] as number) - 1);
    return i >= 2 && state.variance > 0 ? multiple * Math.sqrt(state.variance) : null;
  });
}

/** Meta-label: whether the side of a primary signal was right, 1 or 0; null where the outcome is open or a tie. */
export function metaLabel(side: number, touch: BarrierTouch | null): 0 | 1 | null {
  if (touch === null || touch.change === 0 || side === 0) return null;
  return side > 0 === touch.change > 0 ? 1 : 0;
}
