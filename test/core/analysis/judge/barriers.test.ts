// What the triple barrier says: against plain sums over the outcomes kept, and on markets whose truth is known.

import { describe, expect, test } from 'vitest';
import { judgeBarriers } from '../../../../src/core/analysis/judge/barriers.js';
import { finish } from '../../../../src/core/analysis/judge/context.js';
import { averageUniqueness } from '../../../../src/core/analysis/uniqueness.js';
import { plantedCollected, spec } from '../../../support/planted-study.js';

const study = (rho: number) =>
  plantedCollected({
    rho,
    steps: 3_000,
    signals: [spec('ofi'), spec('flow', null, 'user'), spec('qi', null, 'baseline')],
    values: ({ signal, flow }) => [signal, flow, flow],
    plan: { barriers: { up: 0.5, down: 0.5 } },
  });

describe('of a planted signal', () => {
  const collected = study(0.5);
  const rows = finish(judgeBarriers(collected));
  const [row] = rows;
  const list = collected.lanes.find(({ primary }) => primary)!.barriers![0]!;

  test('primaries and the user’s have a row, baselines none', () => {
    expect(rows.map(({ signal }) => signal)).toEqual(['ofi', 'flow']);
  });

  test('rates are weighed by uniqueness, as plain sums say', () => {
    const spans = { starts: [...list.entryUs], ends: [...list.touchUs] };
    const weights = averageUniqueness(spans, 1_000_000).map((weight) => weight!);
    const weighed = (pick: (i: number) => number | null): number => {
      let [total, count] = [0, 0];
      weights.forEach((weight, i) => {
        const value = pick(i);
        if (value === null) return;
        total += weight * value;
        count += weight;
      });
      return total / count;
    };
    const hit = weighed((i) => (list.y[i] === 0 ? null : Number(list.y[i]! > 0)));
    // The grid of a second counts both ends of a label.
    expect(Math.abs(row!.hit.value! - hit)).toBeLessThan(0.02);
    expect(Math.abs(row!.edgeBp.value! / weighed((i) => list.y[i]!) - 1)).toBeLessThan(0.02);
    const mean = weights.reduce((a, b) => a + b, 0) / weights.length;
    expect(Math.abs(row!.uniqueness.value! - mean)).toBeLessThan(0.02);
    expect(row!.n).toBe(list.touch.length);
    expect(row!.hit.n).toBe(list.y.filter((y) => y !== 0).length);
    expect(row!.gainShare.value).toBeCloseTo(list.touch.filter((touch) => touch > 0).length / row!.n, 12);
  });

  test('it is found, and the effective number is no more than the weights', () => {
    expect(row!.hit.low!).toBeGreaterThan(0.5);
    expect(row!.edgeBp.low!).toBeGreaterThan(0);
    expect(row!.gainShare.low!).toBeGreaterThan(row!.lossShare.high!);
    expect(row!.hit.nEff!).toBeLessThanOrEqual(row!.uniqueness.value! * row!.n + 1e-9);
  });
});

test('a market that knows nothing of the signal holds one half', () => {
  const [row] = finish(judgeBarriers(study(0)));
  expect(row!.n).toBeGreaterThan(100);
  expect(row!.hit.low!).toBeLessThan(0.5);
  expect(row!.hit.high!).toBeGreaterThan(0.5);
});
