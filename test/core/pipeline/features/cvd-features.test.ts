// Features of cumulative volume delta: the published trades, units, and what a break takes away.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FeatureKind } from '../../../../src/core/pipeline/feature.js';
import { cvdEwma } from '../../../../src/core/pipeline/features/cvd-ewma.js';
import { cvdNotional } from '../../../../src/core/pipeline/features/cvd-notional.js';
import { cvdRobust } from '../../../../src/core/pipeline/features/cvd-robust.js';
import { cvdWindows } from '../../../../src/core/pipeline/features/cvd-windows.js';
import { vpin } from '../../../../src/core/pipeline/features/vpin.js';
import { FeatureRun, type FeatureValues } from '../../../support/feature-run.js';

/** Published, in ms, ticks of 0.1 and lots of 0.5: buys 7.5, sells 5. */
const SEVEN = [[1000, 1000, 4], [1200, 1001, 2], [1500, 1000, -8], [2100, 999, -1], [2600, 1000, 6], [3050, 1001, 3], [3050, 1001, -1]] as const; // prettier-ignore
const SCALE = { tick: 0.1, step: 0.5 };

function published(kind: FeatureKind, settings = {}): FeatureRun {
  const run = new FeatureRun(kind, settings, SCALE);
  run.row(900);
  for (const [ms, priceTicks, signed] of SEVEN) run.trade(ms, { priceTicks, signed });
  return run;
}

describe('published trades', () => {
  test('notional CVD 250.25', () => {
    expect(published(cvdNotional).row(3100)['cvd_notional']).toBeCloseTo(250.25, 12);
  });

  test('decayed over a half-life: each trade by its age', () => {
    const truth = SEVEN.reduce((sum, [ms, , signed]) => sum + (signed / 2) * 2 ** ((ms - 6000) / 1000), 0);
    expect(published(cvdEwma, { half_life: 1_000_000 }).row(6000)['cvd_ewma']).toBeCloseTo(truth, 12);
  });

  test('signed square roots', () => {
    const truth = SEVEN.reduce((sum, [, , signed]) => sum + Math.sign(signed) * Math.sqrt(Math.abs(signed / 2)), 0);
    expect(published(cvdRobust).row(3100)['cvd_sqrt']).toBeCloseTo(truth, 12);
  });

  test('trade imbalance 2.5, a fifth of the volume; of a shorter span only its trades', () => {
    const run = published(cvdWindows, { short: 500_000, middle: 1_000_000, long: 2_100_000 });
    const values = run.row(3100);
    expect([values['cvd_delta_2100ms'], values['trade_imbalance_2100ms']]).toEqual([2.5, 0.2]);
    expect([values['cvd_delta_1s'], values['trade_imbalance_1s']]).toEqual([3.5, 3.5 / 5.5]);
    expect(values['cvd_delta_500ms']).toBe(4);
    expect(run.row(4200)['trade_imbalance_1s']).toBeNull();
    expect(run.row(4200)['cvd_delta_1s']).toBe(0);
  });

  test('VPIN of four buckets of 3: 0.75', () => {
    expect(published(vpin, { size: 3, window: 4 }).row(3100)).toEqual({ vpin: 0.75, vpin_buckets: 4 });
  });
});

describe('when there is no value', () => {
  test('notional: before the first trade; what a row adds, also in the row of that trade', () => {
    const run = new FeatureRun(cvdNotional);
    expect(run.row(100)).toEqual({ cvd_notional: null, cvd_notional_delta: null });
    expect(run.trade(150, { priceTicks: 20, signed: 5 }).row(200)).toEqual({ cvd_notional: 0.01, cvd_notional_delta: null }); // prettier-ignore
    expect(run.trade(250, { priceTicks: 10, signed: -5 }).row(300)).toEqual({ cvd_notional: 0.005, cvd_notional_delta: -0.005 }); // prettier-ignore
    expect(run.row(400)).toEqual({ cvd_notional: 0.005, cvd_notional_delta: 0 });
    expect(run.broken().row(500)).toEqual({ cvd_notional: null, cvd_notional_delta: null });
  });

  test('decayed: for five half-lives after the first trade of a segment', () => {
    const run = new FeatureRun(cvdEwma, { half_life: 1_000_000 });
    run.trade(1000, { priceTicks: 1, signed: 32_000 });
    expect(run.row(5999)['cvd_ewma']).toBeNull();
    expect(run.row(6000)['cvd_ewma']).toBeCloseTo(1, 12);
    expect(run.broken().row(7000)['cvd_ewma']).toBeNull();
  });

  test('cut sizes: until the window of trades is full; then a giant counts as a large trade', () => {
    const run = new FeatureRun(cvdRobust, { window: 5, deviations: 2 });
    for (const lots of [1, 5, 3, 9, 7]) run.trade(100, { priceTicks: 1, signed: lots });
    expect(run.row(200)['cvd_winsor']).toBeNull();
    run.trade(300, { priceTicks: 1, signed: -100_000 });
    expect(run.row(400)['cvd_winsor']).toBeCloseTo(-(5 + 2 * 1.4826 * 2) / 1000, 12);
    expect(run.broken().row(500)).toEqual({ cvd_sqrt: null, cvd_sqrt_delta: null, cvd_winsor: null, cvd_winsor_delta: null }); // prettier-ignore
  });

  test('windows: until the span lies behind the first trade; none spans a break', () => {
    const run = new FeatureRun(cvdWindows, { short: 100_000, middle: 200_000, long: 300_000 });
    run.trade(50, { priceTicks: 1, signed: 5 });
    const known = (values: FeatureValues) => [100, 200, 300].map((ms) => values[`cvd_delta_${ms}ms`]);
    expect(known(run.row(100))).toEqual([null, null, null]);
    expect(known(run.row(200))).toEqual([0, null, null]);
    expect(known(run.row(350))).toEqual([0, 0, 0.005]);
    expect(known(run.broken().row(900))).toEqual([null, null, null]);
  });

  test('VPIN: no bucket before the trailing volume is known, none filled after a break', () => {
    const run = new FeatureRun(vpin, { trailing: 6_000_000, share: 0.5, window: 1 });
    for (let ms = 50; ms < 6100; ms += 100) run.trade(ms, { priceTicks: 1, signed: 4 });
    expect(run.row(6099)).toEqual({ vpin: null, vpin_buckets: 0 });
    run.trade(6150, { priceTicks: 1, signed: -119 });
    expect(run.row(6200)['vpin_buckets']).toBe(0);
    expect(run.trade(6160, { priceTicks: 1, signed: 1 }).row(6300)).toEqual({ vpin: 118 / 120, vpin_buckets: 1 });
    expect(run.broken().row(6400)).toEqual({ vpin: null, vpin_buckets: 0 });
  });
});

const trade = fc.tuple(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 990, max: 1010 }), fc.integer({ min: 1, max: 900 }), fc.boolean()); // prettier-ignore
const trades = fc.array(trade, { minLength: 1, maxLength: 60 });
type Trades = typeof trades extends fc.Arbitrary<infer T> ? T : never;

/** Rows every 100 ms over the trades; sizes times `lots`, sides changed over by −1. */
function rows(run: FeatureRun, list: Trades, { sign = 1, lots = 1 } = {}): FeatureValues[] {
  const out: FeatureValues[] = [];
  let time = 0;
  let next = 100;
  for (const [wait, priceTicks, size, bought] of list) {
    time += wait;
    for (; next <= time; next += 100) out.push(run.row(next));
    run.trade(time, { priceTicks, signed: (bought ? 1 : -1) * sign * lots * size });
  }
  return [...out, run.row(next), run.row(next + 5000)];
}

const SHORT: readonly (readonly [FeatureKind, Record<string, number>])[] = [
  [cvdNotional, {}],
  [cvdEwma, { half_life: 100_000 }],
  [cvdRobust, { window: 5 }],
  [cvdWindows, { short: 100_000, middle: 300_000, long: 1_000_000, window: 3 }],
];

describe.each(SHORT)('$name', (kind, settings) => {
  test('buyers and sellers changed over: the opposite of everything', () => {
    fc.assert(
      fc.property(trades, (list) => {
        const mirror = rows(new FeatureRun(kind, settings), list, { sign: -1 });
        rows(new FeatureRun(kind, settings), list).forEach((values, i) => {
          for (const [name, value] of Object.entries(values)) {
            const other = mirror[i]![name]!;
            if (value === null) expect(other).toBeNull();
            else expect(other + value).toBeCloseTo(0, 9);
          }
        });
      }),
      { numRuns: 40 },
    );
  });
});

test('sizes four times as large: sums four times, roots twice, z and imbalance the same', () => {
  const factor = (name: string) => (/_z_|imbalance/.test(name) ? 1 : /sqrt/.test(name) ? 2 : 4);
  fc.assert(
    fc.property(trades, (list) => {
      for (const [kind, settings] of SHORT) {
        const more = rows(new FeatureRun(kind, settings), list, { lots: 4 });
        rows(new FeatureRun(kind, settings), list).forEach((values, i) => {
          for (const [name, value] of Object.entries(values)) {
            // The limit of cut sizes has a floor of one lot, which does not scale.
            if (value !== null && !name.includes('winsor')) expect(more[i]![name]).toBeCloseTo(factor(name) * value, 6);
          }
        });
      }
    }),
    { numRuns: 30 },
  );
});

test('values of windows know nothing of trades older than them', () => {
  fc.assert(
    fc.property(trades, trades, (old, list) => {
      const settings = { short: 100_000, middle: 300_000, long: 1_000_000, window: 3 };
      const [one, other] = [new FeatureRun(cvdWindows, settings), new FeatureRun(cvdWindows, settings)];
      rows(one, old);
      one.broken();
      const shifted: Trades = [[30_000, 1000, 1, true], ...list];
      rows(other, shifted);
      rows(one, shifted);
      expect(one.row(60_000)).toEqual(other.row(60_000));
    }),
    { numRuns: 30 },
  );
});
