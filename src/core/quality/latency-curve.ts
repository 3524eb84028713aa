// The distribution function of the latencies of a symbol, at fixed shares: few points, however long the recording.

import { sketchQuantile } from '../stats/log-sketch.js';
import { mergedSketch } from './distribution.js';
import type { QualityState } from './stream-quality.js';

/** Shares of the messages; 0 and 1 are the least and the greatest latency. */
export const LATENCY_SHARES: readonly number[] = [
  0, 0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8,
  0.85, 0.9, 0.925, 0.95, 0.975, 0.99, 0.995, 0.999, 0.9999, 1,
];

/** So large a share of the messages was no later than this, µs: as measured, and above the trailing minimum. */
export interface LatencyPoint {
  readonly share: number;
  readonly rawUs: number;
  readonly excessUs: number;
}

/** All streams of the symbol with this code, by nearest rank from their sketches; null where no message carries E. */
export function latencyCurve({ symbols }: QualityState, code: number): LatencyPoint[] | null {
  const streams = symbols[code]?.streams ?? [];
  if (streams.length === 0) return null;
  const raw = mergedSketch(streams.map(({ latency }) => latency));
  const excess = mergedSketch(streams.map((stream) => stream.excess));
  if (raw.count === 0 || excess.count === 0) return null;
  return LATENCY_SHARES.map((share) => ({
    share,
    rawUs: sketchQuantile(raw, share) ?? 0,
    excessUs: sketchQuantile(excess, share) ?? 0,
  }));
}
