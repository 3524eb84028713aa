// Latencies as a screen shows them: percentiles in milliseconds, and a histogram of equal bins.

import type { MeasuredOffset } from '../quality/corrected-latency.js';
import { type LogSketch, eachBucket, sketchQuantile } from '../stats/log-sketch.js';
import { type Stepped, lastOf } from '../stats/steps.js';
import type { LatencyFigures, Percentiles } from './figures.js';

const US_PER_MS = 1_000;

/** µs → ms, each figure moved by `shiftUs`. Null for an empty sketch. */
export function percentilesMs(sketch: LogSketch, shiftUs = 0): Percentiles | null {
  if (sketch.count === 0) return null;
  const ms = (us: number | null): number => ((us ?? 0) + shiftUs) / US_PER_MS;
  const at = (p: number): number => ms(sketchQuantile(sketch, p));
  return { n: sketch.count, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: ms(sketch.max) };
}

const BINS = 32;
/** Bins begin and end at these quantiles: a few outliers would squeeze all others into one. */
const LOW = 0.005;
const HIGH = 0.995;

/** The smallest of 1, 2, 5 times a power of ten that is at least `least`. */
function niceStep(least: number): number {
  let decade = 0.001;
  while (decade * 10 <= least) decade *= 10;
  for (const factor of [1, 2, 5]) if (decade * factor >= least) return decade * factor;
  return decade * 10;
}

/** Counts in at most 33 bins of a round width, ms; the outer bins hold what lies beyond. Null for an empty sketch. */
export function latencyHistogram(sketch: LogSketch): LatencyFigures['histogram'] {
  const low = sketchQuantile(sketch, LOW);
  const high = sketchQuantile(sketch, HIGH);
  if (low === null || high === null) return null;
  const stepMs = niceStep(Math.max(0.01, (high - low) / US_PER_MS / BINS));
  const fromMs = Math.floor(low / US_PER_MS / stepMs) * stepMs;
  const counts = new Array<number>(Math.floor((high / US_PER_MS - fromMs) / stepMs) + 1).fill(0);
  eachBucket(sketch, (from, to, count) => {
    const ms = (from + (to - from) / 2) / US_PER_MS;
    const bin = Math.min(counts.length - 1, Math.max(0, Math.floor((ms - fromMs) / stepMs)));
    counts[bin] = (counts[bin] as number) + count;
  });
  return { fromMs, stepMs, counts };
}

export interface LatencyInput {
  /** Receive time − E, µs. */
  readonly raw: LogSketch;
  /** Above the trailing minimum, µs; null where it is not kept. */
  readonly excess: LogSketch | null;
  readonly offset: MeasuredOffset | null;
  /** Receipt → computed, µs; null in a replay. */
  readonly pipeline: LogSketch | null;
}

export const latencyFigures = (input: LatencyInput): LatencyFigures => lastOf(latencyFigureSteps(input));

/** The same in short steps: each walk goes through thousands of counts. */
export function* latencyFigureSteps({ raw, excess, offset, pipeline }: LatencyInput): Stepped<LatencyFigures> {
  const byExcess = offset === null ? excess : null;
  const measured = percentilesMs(raw);
  yield;
  const corrected =
    byExcess !== null ? percentilesMs(byExcess) : offset === null ? null : percentilesMs(raw, offset.offsetUs);
  yield;
  const computed = pipeline === null ? null : percentilesMs(pipeline);
  yield;
  return {
    raw: measured,
    corrected,
    correctedBy: offset !== null ? 'offset' : byExcess !== null ? 'excess' : null,
    offsetMs: offset === null ? null : offset.offsetUs / US_PER_MS,
    uncertaintyMs: offset === null ? null : offset.uncertaintyUs / US_PER_MS,
    pipeline: computed,
    histogram: latencyHistogram(raw),
  };
}
