// How deep the writer's queue gets: now, 95th percentile and maximum, in chunks and in bytes.

import { type LogSketch, initLogSketch, insertLogSketch, sketchMax, sketchQuantile } from '../core/stats/log-sketch.js';

export interface Depth {
  readonly now: number;
  /** Over all appends so far, to 0.4 %; null before the first. */
  readonly p95: number | null;
  readonly max: number | null;
}

export interface QueueDepth {
  readonly chunks: LogSketch;
  readonly bytes: LogSketch;
}

export const initQueueDepth = (): QueueDepth => ({ chunks: initLogSketch(2), bytes: initLogSketch(2) });

/** Notes the depth right after an append: what each message found before it, and itself. */
export function noteDepth(depth: QueueDepth, chunks: number, bytes: number): void {
  insertLogSketch(depth.chunks, chunks);
  insertLogSketch(depth.bytes, bytes);
}

export const depthOf = (sketch: LogSketch, now: number): Depth => ({
  now,
  p95: sketchQuantile(sketch, 0.95),
  max: sketchMax(sketch),
});
