// The permutation test of signals that speak at single moments: the pattern of a list laid elsewhere on the recording.

import { describe, expect, test } from 'vitest';
import type { Collected } from '../../../../src/core/analysis/collect/collected.js';
import { permutationOf } from '../../../../src/core/analysis/judge/permutation.js';
import { primaryOf } from '../../../../src/core/analysis/judge/endpoints.js';
import { gradedSeries, storeSeries } from '../../../../src/core/analysis/judge/store-series.js';
import { plantedCollected, spec } from '../../../support/planted-study.js';

const single = { ...spec('user:mine', null, 'user'), single: true };
const list = (rho: number, seed: number): Collected => plantedCollected({ rho, steps: 1_200, seed, signals: [single] });
const testOf = (collected: Collected, most = Infinity) =>
  permutationOf(collected, { ...primaryOf(collected), s: 0, most });

describe('a list', () => {
  test('that knows something is better than its shifts', () => {
    expect(testOf(list(0.5, 1))!.p).toBeLessThan(0.01);
  });

  test('that knows nothing is as good as its shifts: p is uniform', () => {
    const p = Array.from({ length: 60 }, (_, seed) => testOf(list(0, seed + 1))!.p);
    expect(p.filter((one) => one < 0.1).length).toBeLessThan(14);
    expect(p.filter((one) => one < 0.5).length).toBeGreaterThan(15);
    expect(p.filter((one) => one < 0.5).length).toBeLessThan(45);
  });

  test('gives the same answer twice', () => {
    expect(testOf(list(0.2, 3))).toEqual(testOf(list(0.2, 3)));
  });

  test('each of its moments is an entry, however near to the last', () => {
    const edge = plantedCollected({ rho: 0.2, steps: 1_200, signals: [spec('ofi')], threshold: 0 });
    const each = plantedCollected({
      rho: 0.2,
      steps: 1_200,
      signals: [{ ...spec('ofi'), single: true }],
      threshold: 0,
    });
    expect(each.signals[0]!.entries).toBe(1_200);
    expect(edge.signals[0]!.entries).toBeLessThan(800);
  });
});

test('what is no list is tested by the moments that were kept', () => {
  const collected = plantedCollected({ rho: 0.5, steps: 1_200 });
  expect(testOf(collected)!.p).toBeLessThan(0.01);
});

test('values of a list are judged at its own moments alone', () => {
  const collected = list(0.3, 1);
  const { lane } = primaryOf(collected);
  const events = lane.events![0]!;
  const series = gradedSeries(collected, { s: 0, h: 0 });
  expect([series.timeUs, series.value]).toEqual([events.timeUs, events.value]);
  const zone = plantedCollected({ rho: 0.3, steps: 300 });
  expect(gradedSeries(zone, { s: 0, h: 0 })).toEqual(storeSeries(zone, { s: 0, h: 0 }));
});
