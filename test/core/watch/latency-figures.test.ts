// Tests of latencies as a screen shows them.

import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { initLogSketch, insertLogSketch } from '../../../src/core/stats/log-sketch.js';
import { latencyFigures, latencyHistogram, percentilesMs } from '../../../src/core/watch/latency-figures.js';

const sketchOf = (values: readonly number[]) => {
  const sketch = initLogSketch(3);
  for (const value of values) insertLogSketch(sketch, value);
  return sketch;
};

describe('percentiles', () => {
  test('are in milliseconds, and null where nothing was measured', () => {
    expect(percentilesMs(sketchOf([]))).toBeNull();
    expect(percentilesMs(sketchOf([1000, 2000, 3000]), 500)).toEqual({ n: 3, p50: 2.5, p95: 3.5, p99: 3.5, max: 3.5 });
  });

  test('are corrected by the offset where it is known, else by the excess, else not', () => {
    const raw = sketchOf([-5000]);
    const [offset, excess] = [{ offsetUs: 6000, uncertaintyUs: 200 }, sketchOf([40])];
    const common = { raw, pipeline: null };
    expect(latencyFigures({ ...common, offset, excess })).toMatchObject({
      corrected: { p50: 1 },
      correctedBy: 'offset',
      offsetMs: 6,
      uncertaintyMs: 0.2,
      pipeline: null,
    });
    expect(latencyFigures({ ...common, offset: null, excess })).toMatchObject({
      corrected: { p50: 0.04 },
      correctedBy: 'excess',
      offsetMs: null,
    });
    expect(latencyFigures({ ...common, offset: null, excess: null })).toMatchObject({
      corrected: null,
      correctedBy: null,
    });
  });
});

describe('the histogram', () => {
  test('is null without values, and one bin for one value', () => {
    expect(latencyHistogram(sketchOf([]))).toBeNull();
    expect(latencyHistogram(sketchOf([12_340]))?.counts).toEqual([1]);
  });

  test('holds every value in few bins of a round width', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -2_000_000, max: 5_000_000 }), { minLength: 1, maxLength: 300 }),
        (values) => {
          const histogram = latencyHistogram(sketchOf(values))!;
          expect(histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(values.length);
          expect(histogram.counts.length).toBeLessThanOrEqual(34);
          expect(['1', '2', '5']).toContain(histogram.stepMs.toExponential()[0]);
        },
      ),
    );
  });
});
