// The moments kept, as a signal and a horizon see them.

import { expect, test } from 'vitest';
import { permutationOf } from '../../../../src/core/analysis/judge/permutation.js';
import { storeSeries } from '../../../../src/core/analysis/judge/store-series.js';
import { MINUTE_US, plantedCollected, spec } from '../../../support/planted-study.js';

const collected = plantedCollected({
  steps: 600,
  signals: [spec('ofi'), spec('momentum', null, 'baseline'), spec('reversal', null, 'baseline')],
  values: ({ signal }) => [signal],
  plan: { horizonsUs: [MINUTE_US, 5 * MINUTE_US] },
});

test.each([0, 1])('momentum and reversal go by the past return over the horizon asked for, number %i', (h) => {
  const momentum = storeSeries(collected, { s: 1, h });
  const reversal = storeSeries(collected, { s: 2, h });
  expect(momentum.value).toEqual(momentum.past);
  expect(momentum.side).toEqual(Int8Array.from(momentum.past, (move) => (Number.isNaN(move) ? 0 : Math.sign(move))));
  expect(reversal.side).toEqual(momentum.side.map((side) => -side));
  expect(momentum.past.filter((move) => !Number.isNaN(move)).length).toBeGreaterThan(590);
});

test('other signals say the same at each horizon', () => {
  expect(storeSeries(collected, { s: 0, h: 1 }).value).toEqual(storeSeries(collected, { s: 0, h: 0 }).value);
});

test('their permutation test is that of their own horizon', () => {
  const lane = collected.lanes.find(({ horizonUs, judged }) => judged && horizonUs === 5 * MINUTE_US)!;
  const [follows, turns] = [1, 2].map((s) => permutationOf(collected, { lane, s, h: 1, most: Infinity })!);
  // Nothing ties but the first moments: what is well with one is ill with the other.
  expect(follows!.p + turns!.p).toBeCloseTo(1, 1);
});
