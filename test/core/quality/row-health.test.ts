// Health of z-scores, counts of signals, rows lost.

import { describe, expect, test } from 'vitest';
import { type HealthRow, initRowHealth, rowHealth, stepRowHealth } from '../../../src/core/quality/row-health.js';
import { initSignalGroup, signalCounts, stepSignalGroup } from '../../../src/core/quality/signal-count.js';
import { initZHealth, stepZHealth, zHealth } from '../../../src/core/quality/z-health.js';
import { initRng, nextNormal } from '../../../src/core/stats/rng.js';

const NEUTRAL: HealthRow = {
  timeUs: 0,
  symbol: 'ETHUSDT',
  segment: 0,
  ofiZ: 0.5,
  ofiReason: null,
  ofiSignal: 'neutral',
  ofiStrength: 0.25,
  cvdZ: 0.1,
  cvdReason: null,
  cvdSignal: 'neutral',
  cvdStrength: 0.1,
  fusion: 0.3,
  fusionReason: null,
  fusionSignal: 'neutral',
  fusionStrength: 0.1,
  divergence: 'none',
  divergenceStrength: null,
};
const WARMING: Partial<HealthRow> = {
  ofiZ: null,
  ofiReason: 'warming',
  ofiSignal: null,
  ofiStrength: null,
  fusion: null,
  fusionReason: 'no_input',
  fusionSignal: null,
  fusionStrength: null,
  divergence: null,
};

const run = (rows: readonly Partial<HealthRow>[]) => {
  const state = initRowHealth();
  rows.forEach((row, k) => stepRowHealth(state, { ...NEUTRAL, timeUs: k * 100_000, ...row }));
  return rowHealth(state);
};

describe('a z', () => {
  test('tails are strict and exact; nulls are counted by reason', () => {
    const state = initZHealth();
    for (const z of [-3.5, -3, -2.5, 0, 1, 1.5]) stepZHealth(state, z, null);
    for (const reason of ['warming', 'warming', 'std_zero']) stepZHealth(state, null, reason);
    const { n, nulls, values } = zHealth(state);
    expect(n).toBe(6);
    expect(nulls).toEqual([
      { reason: 'warming', rows: 2 },
      { reason: 'std_zero', rows: 1 },
    ]);
    expect(values?.tails.map(({ limit, count }) => [limit, count])).toEqual([
      [1, 4],
      [2, 3],
      [3, 1],
    ]);
    expect(values?.tails[2]?.share).toBeCloseTo(1 / 6, 12);
    expect(values?.tails[2]?.interval.low).toBeCloseTo(0.0301, 3);
    expect(values?.tails[2]?.interval.high).toBeCloseTo(0.5635, 3);
  });

  test('without any value there is no distribution', () => {
    expect(zHealth(initZHealth())).toEqual({ n: 0, nulls: [], values: null });
  });

  test('a normal z is found normal', () => {
    const state = initZHealth();
    const chance = initRng(7);
    for (let k = 0; k < 40_000; k++) stepZHealth(state, nextNormal(chance), null);
    const { values } = zHealth(state);
    expect(values?.median).toBeCloseTo(0, 1);
    expect(values?.iqr).toBeCloseTo(1.349, 1);
    for (const { interval, normalShare } of values?.tails ?? []) {
      expect(interval.low * 0.9).toBeLessThan(normalShare);
      expect(interval.high * 1.1).toBeGreaterThan(normalShare);
    }
  });
});

describe('signals', () => {
  test('three rows of one signal are one onset', () => {
    const group = initSignalGroup('ofi');
    for (const [signal, strength] of [
      ['buy', 1.2],
      ['buy', 1.6],
      ['neutral', 0.2],
      ['buy', 1.1],
      ['sell', 2],
    ] as const) {
      stepSignalGroup(group, signal, strength);
    }
    expect(signalCounts(group, 'ofi', 3_600_000_000)).toEqual(
      [
        { group: 'ofi', kind: 'buy', rows: 3, onsets: 2, rowsPerHour: 3, onsetsPerHour: 2, meanStrength: 1.3 },
        { group: 'ofi', kind: 'sell', rows: 1, onsets: 1, rowsPerHour: 1, onsetsPerHour: 1, meanStrength: 2 },
      ].map((one) => ({ ...one, meanStrength: expect.closeTo(one.meanStrength, 12) as number })),
    );
  });

  test('no time, no rate; no rows, no strength', () => {
    const [buy] = signalCounts(initSignalGroup('cvd'), 'cvd', 0);
    expect(buy).toMatchObject({ rows: 0, rowsPerHour: null, onsetsPerHour: null, meanStrength: null });
  });
});

describe('rows', () => {
  test('a signal on both sides of a break is two', () => {
    const buy = { ofiSignal: 'buy', ofiStrength: 1.5 };
    const [health] = run([buy, buy, { ...buy, segment: 1 }]);
    expect(health?.signals.find(({ group, kind }) => group === 'ofi' && kind === 'buy')).toMatchObject({
      rows: 3,
      onsets: 2,
    });
    expect(health?.segments).toBe(2);
  });

  test('rows lost to warm-up, by either window', () => {
    const [health] = run([
      WARMING,
      { ...WARMING, ofiReason: 'unsynced' },
      { ...WARMING, ofiReason: 'unsynced', cvdReason: 'warming' },
      {},
    ]);
    expect(health).toMatchObject({ rows: 4, warmupRows: 2, spanUs: 300_000 });
    expect(health?.fusion.nulls).toEqual([{ reason: 'no_input', rows: 3 }]);
  });

  test('symbols in name order, each by itself', () => {
    const all = run([{}, { symbol: 'BTCUSDT', divergence: 'bullish', divergenceStrength: 2 }]);
    expect(all.map(({ symbol, rows }) => [symbol, rows])).toEqual([
      ['BTCUSDT', 1],
      ['ETHUSDT', 1],
    ]);
    expect(all[0]?.signals.find(({ kind }) => kind === 'bullish')).toMatchObject({ rows: 1, meanStrength: 2 });
  });

  test('checkpoint in the middle equals the uninterrupted run', () => {
    const rows = Array.from({ length: 60 }, (_, k) => ({
      ...NEUTRAL,
      timeUs: k * 100_000,
      segment: Math.floor(k / 25),
      ofiZ: k % 7 === 0 ? null : Math.sin(k) * 3,
      ofiReason: k % 7 === 0 ? 'warming' : null,
      ofiSignal: k % 3 === 0 ? 'buy' : 'neutral',
    }));
    const whole = initRowHealth();
    rows.forEach((row) => stepRowHealth(whole, row));
    for (const middle of [0, 1, 24, 25, 26, 59]) {
      const first = initRowHealth();
      rows.slice(0, middle).forEach((row) => stepRowHealth(first, row));
      const second = structuredClone(first);
      rows.slice(middle).forEach((row) => stepRowHealth(second, row));
      expect(rowHealth(second)).toEqual(rowHealth(whole));
    }
  });
});
