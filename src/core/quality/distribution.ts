// A distribution in seven numbers.

import { type LogSketch, initLogSketch, mergeLogSketch, sketchMean, sketchQuantile } from '../stats/log-sketch.js';

/**
 * Nearest-rank quantiles from a log sketch: within 0.4 % of the exact ones (latencies 0.05 %); n, min, max and mean
 * are exact.
 */
export interface Distribution {
  readonly n: number;
  readonly mean: number;
  readonly min: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** Null for an empty sketch. */
export function distributionOf(sketch: LogSketch): Distribution | null {
  if (sketch.count === 0) return null;
  // None of these is null where there is a value.
  const at = (p: number): number => sketchQuantile(sketch, p) ?? 0;
  return {
    n: sketch.count,
    mean: sketchMean(sketch) ?? 0,
    min: sketch.min,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    max: sketch.max,
  };
}

/** All of them as one; their digits must be equal. */
export function mergedSketch(sketches: readonly LogSketch[]): LogSketch {
  const all = initLogSketch(sketches[0]?.digits);
  for (const sketch of sketches) mergeLogSketch(all, sketch);
  return all;
}
