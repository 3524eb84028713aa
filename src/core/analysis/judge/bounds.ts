// One-sided bounds of a hit rate: the worse of Wilson's, right for independent outcomes, and that of calendar blocks.

import type { Count } from '../binomial.js';
import { blockEffectiveN, blockLower, blockUpper } from '../calendar-blocks.js';
import type { Estimate } from '../estimate.js';
import { mapEstimate, noEstimate } from '../estimate.js';
import { logistic } from '../logistic-fit.js';
import { wilsonLower, wilsonUpper } from '../proportion-bound.js';
import type { HitSample } from './hit-sample.js';

/** A rate to be beaten that was itself measured: `hits` of `n`. */
export type MeasuredRate = Count;

export interface Bounds {
  readonly lower: number;
  readonly upper: number;
}

type BoundsAt = (alpha: number) => Bounds | null;

type Sampled = Pick<HitSample, 'count' | 'rate' | 'slow'>;

/** Bounds with error `alpha` each; null without outcomes, and where there are too few blocks to know. */
export function hitBounds({ count, rate, slow }: Sampled, alpha: number): Bounds | null {
  const wilson = { lower: wilsonLower(count, alpha), upper: wilsonUpper(count, alpha) };
  const blocks = { lower: blockLower(rate, alpha), upper: blockUpper(rate, alpha) };
  if (wilson.lower === null || wilson.upper === null || blocks.lower === null || blocks.upper === null) return null;
  const slowLower = (slow === null ? null : blockLower(slow, alpha)) ?? 1;
  const slowUpper = (slow === null ? null : blockUpper(slow, alpha)) ?? 0;
  return {
    lower: Math.min(wilson.lower, blocks.lower, slowLower),
    upper: Math.max(wilson.upper, blocks.upper, slowUpper),
  };
}

/**
 * The same, widened by what is not known of the rate they are compared with: p − √((p − L)² + (U₀ − b)²), the lower limit
 * of a difference by the method of variance estimates recovery (Zou & Donner, Statistics in Medicine 27(10), 2008).
 */
export function boundsAgainst(sample: HitSample, measured: MeasuredRate): BoundsAt {
  const { hits, n } = sample.count;
  const p = hits / n;
  const b = measured.hits / measured.n;
  return (alpha) => {
    const bounds = hitBounds(sample, alpha);
    const low = wilsonLower(measured, alpha);
    const high = wilsonUpper(measured, alpha);
    if (bounds === null || low === null || high === null) return bounds;
    return { lower: p - joinErrors(p - bounds.lower, high - b), upper: p + joinErrors(bounds.upper - p, b - low) };
  };
}

/** √(a² + b²), each square with the sign of its error: beyond α = ½ bounds lie on the other side of the estimate. */
function joinErrors(a: number, b: number): number {
  const sum = a * Math.abs(a) + b * Math.abs(b);
  return Math.sign(sum) * Math.sqrt(Math.abs(sum));
}

const STEPS = 50;
/** Logits of the error searched: 1e-6 to its complement. */
const REACH = 13.8;

/**
 * One-sided p-value by inversion: the least alpha at which the lower bound exceeds the bar (`above`) or the upper one stays
 * below it (`below`). So `p ≤ alpha` and the verdict at alpha cannot disagree. 1 where there are no bounds.
 */
export function pByInversion(boundsAt: BoundsAt, bar: number, side: 'above' | 'below'): number {
  const rejects = (alpha: number): boolean => {
    const bounds = boundsAt(alpha);
    if (bounds === null) return false;
    return side === 'above' ? bounds.lower > bar : bounds.upper < bar;
  };
  let [from, to] = [-REACH, REACH];
  if (!rejects(logistic(to))) return 1;
  for (let i = 0; i < STEPS; i++) {
    const middle = (from + to) / 2;
    if (rejects(logistic(middle))) to = middle;
    else from = middle;
  }
  return logistic(to);
}

/** A p-value cannot be told below what the replications resolve. */
export const leastP = (replications: number): number => 1 / (replications + 1);

/** Hit rate with the wider of both two-sided intervals; Wilson's alone, and why, where there are too few blocks. */
export function hitEstimate(sample: Sampled, level = 0.95): Estimate {
  const { count, rate } = sample;
  if (count.n === 0) return noEstimate(0, 'no_outcomes');
  const alpha = (1 - level) / 2;
  const bounds = hitBounds(sample, alpha);
  const wilson = { lower: wilsonLower(count, alpha), upper: wilsonUpper(count, alpha) };
  const isWilson = bounds === null || (bounds.lower === wilson.lower && bounds.upper === wilson.upper);
  return {
    value: count.hits / count.n,
    low: bounds?.lower ?? wilson.lower,
    high: bounds?.upper ?? wilson.upper,
    level,
    n: count.n,
    nEff: blockEffectiveN(rate),
    method: isWilson ? 'wilson' : 'calendar-blocks',
    reason: bounds === null ? (rate.reason ?? 'few_blocks') : null,
  };
}

/** Ties as misses. */
export const strictEstimate = ({ count, n, strict }: HitSample): Estimate =>
  hitEstimate({ count: { hits: count.hits, n }, rate: strict, slow: null });

/** Share of ties. */
export const tieEstimate = ({ n, ties, moved }: HitSample): Estimate =>
  mapEstimate(hitEstimate({ count: { hits: n - ties, n }, rate: moved, slow: null }), (share) => 1 - share);

/** Wilson's interval of a count. */
export function wilsonEstimate(count: Count, level = 0.95): Estimate {
  if (count.n === 0) return noEstimate(0, 'no_outcomes');
  const alpha = (1 - level) / 2;
  const [low, high] = [wilsonLower(count, alpha), wilsonUpper(count, alpha)];
  return { value: count.hits / count.n, low, high, level, n: count.n, nEff: null, method: 'wilson', reason: null };
}
