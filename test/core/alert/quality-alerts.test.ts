// The alerts of data quality: what raises each, what does not, and that each comes back.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { initQualityAlerts, stepQualityAlerts } from '../../../src/core/alert/quality-alerts.js';
import {
  DEFAULT_QUALITY,
  QUALITY_RULES,
  type QualityFigures,
  type SymbolFigures,
} from '../../../src/core/alert/quality-figures.js';

const START_US = 1_700_000_000_000_000;
const S = 1_000_000;

/** A symbol that has sent a message each `everyS` until second `untilS`. */
const heard = (everyS: number, untilS: number, symbol = 'ETHUSDT'): SymbolFigures => ({
  symbol,
  messages: Math.floor(untilS / everyS) + 1,
  firstUs: START_US,
  lastUs: START_US + Math.floor(untilS / everyS) * everyS * S,
  depthGaps: 0,
  tradeGaps: 0,
  resyncs: 0,
});

const figures = (second: number, more: Partial<QualityFigures>): QualityFigures => ({
  nowUs: START_US + second * S,
  symbols: [],
  latencyP99Us: null,
  disk: null,
  ...more,
});

/** `raise stale ETHUSDT@61` for each edge. */
function run(seconds: number, of: (second: number) => Partial<QualityFigures>): string[] {
  const state = initQualityAlerts(DEFAULT_QUALITY);
  return Array.from({ length: seconds + 1 }, (_, second) => second).flatMap((second) =>
    stepQualityAlerts(state, figures(second, of(second))).map(
      ({ kind, rule, symbol, suppressed }) =>
        `${kind} ${rule} ${symbol ?? '*'}@${second}${suppressed > 0 ? ` +${suppressed}` : ''}`,
    ),
  );
}

describe('stale', () => {
  test('a busy symbol after ten seconds, and back', () => {
    const found = run(100, (second) => ({
      symbols: [heard(0.1, second < 50 ? second : second < 70 ? 50 : second), heard(0.1, second, 'BTCUSDT')],
    }));
    expect(found).toEqual(['raise stale ETHUSDT@62', 'clear stale ETHUSDT@70']);
  });

  test('a quiet market is not: twenty usual intervals are its patience', () => {
    expect(run(1000, (second) => ({ symbols: [heard(6, second < 500 ? second : 500)] }))).toEqual([
      'raise stale ETHUSDT@620',
    ]);
    expect(run(600, (second) => ({ symbols: [heard(6, second < 500 ? second : 500)] }))).toEqual([]);
  });

  test('while the usual rate is not known, six times as long', () => {
    const never = { ...heard(1, 0), messages: 0, firstUs: null, lastUs: null };
    expect(run(70, () => ({ symbols: [never] }))).toEqual(['raise stale ETHUSDT@62']);
    expect(run(59, () => ({ symbols: [heard(1, 0)] }))).toEqual([]);
  });

  test('all together are one alert', () => {
    const names = ['A', 'B', 'C', 'D'];
    const found = run(80, (second) => ({
      symbols: names.map((name, k) => heard(0.1, second < 60 ? Math.min(second, 40 + k * 0.3) : second, name)),
    }));
    expect(found).toEqual(['raise stale *@52', 'clear stale *@60']);
  });

  test('one that was stale before the others stays told', () => {
    const found = run(80, (second) => ({
      symbols: [heard(0.1, Math.min(second, 20), 'A'), heard(0.1, Math.min(second, 50), 'B')],
    }));
    expect(found).toEqual(['raise stale A@32', 'raise stale *@62']);
  });
});

describe('gap and resync', () => {
  const counts = (more: Partial<SymbolFigures>): SymbolFigures => ({ ...heard(0.1, 1e6), ...more });

  test('each growth, standing for ten seconds', () => {
    const found = run(60, (second) => ({
      symbols: [counts({ depthGaps: second < 5 ? 0 : 1, tradeGaps: second < 50 ? 0 : 2, resyncs: second < 6 ? 0 : 1 })],
    }));
    expect(found).toEqual([
      'raise gap ETHUSDT@5',
      'raise resync ETHUSDT@6',
      'clear gap ETHUSDT@15',
      'clear resync ETHUSDT@16',
      'raise gap ETHUSDT@50',
      'clear gap ETHUSDT@60',
    ]);
  });

  test('again within half a minute: counted, not raised', () => {
    const found = run(60, (second) => ({
      symbols: [counts({ resyncs: second < 5 ? 0 : second < 16 ? 1 : second < 45 ? 2 : 3 })],
    }));
    expect(found).toEqual([
      'raise resync ETHUSDT@5',
      'clear resync ETHUSDT@15',
      'raise resync ETHUSDT@45 +1',
      'clear resync ETHUSDT@55',
    ]);
  });

  test('of many symbols at once one', () => {
    const names = ['A', 'B', 'C', 'D'];
    const found = run(20, (second) => ({
      symbols: names.map((name) => counts({ symbol: name, resyncs: second < 5 ? 0 : 1 })),
    }));
    expect(found).toEqual(['raise resync *@5', 'clear resync *@15']);
  });
});

describe('latency', () => {
  test('over the limit, and back below four fifths of it', () => {
    const p99 = [null, 900e3, 1000e3, 1001e3, 900e3, 801e3, 799e3, 900e3, 1500e3];
    const found = run(p99.length - 1, (second) => ({ latencyP99Us: p99[second] ?? null }));
    expect(found).toEqual(['raise latency *@3', 'clear latency *@6']);
  });
});

describe('disk', () => {
  const GB = 1e9;
  test('by the rate of writing: less than two hours left', () => {
    // 1 MB/s; stops at 1 GB. 7,200 s are 7.2 GB above it.
    const found = run(700, (second) => ({
      disk: { freeBytes: 8.6 * GB - second * 1e6, writtenBytes: second * 1e6, stopBytes: GB },
    }));
    expect(found).toEqual(['raise disk *@401']);
  });

  test('near the stop limit whatever the rate, and back', () => {
    const free = (second: number) => (second < 5 ? 2 : second < 10 ? 1.2 : second < 15 ? 1.4 : 1.6) * GB;
    const found = run(20, (second) => ({ disk: { freeBytes: free(second), writtenBytes: 0, stopBytes: GB } }));
    expect(found).toEqual(['raise disk *@5', 'clear disk *@15']);
  });

  test('a disk that does not say is none', () => {
    expect(run(20, () => ({ disk: { freeBytes: null, writtenBytes: 5, stopBytes: GB } }))).toEqual([]);
  });
});

const anyFigures = fc.array(
  fc.record({
    lastS: fc.constantFrom(null, 0, 1, 5),
    gaps: fc.nat(2),
    resyncs: fc.nat(2),
    latencyP99Us: fc.constantFrom(null, 1e5, 9e5, 2e6),
    free: fc.constantFrom(null, 1e9, 5e9),
  }),
  { maxLength: 120 },
);

test('a checkpoint in the middle changes nothing, and every alert says something', () => {
  fc.assert(
    fc.property(anyFigures, fc.nat(120), (list, cut) => {
      const whole = initQualityAlerts(DEFAULT_QUALITY);
      let state = structuredClone(whole);
      let gaps = 0;
      let resyncs = 0;
      list.forEach((one, k) => {
        if (k === cut) state = structuredClone(state);
        gaps += one.gaps;
        resyncs += one.resyncs;
        const lastUs = one.lastS === null ? null : START_US + one.lastS * S;
        const symbols = ['A', 'B'].map((name) => ({ ...heard(0.1, 1, name), depthGaps: gaps, resyncs, lastUs }));
        const disk = { freeBytes: one.free, writtenBytes: k * 1e6, stopBytes: 1e9 };
        const now = figures(k * 7, { symbols, latencyP99Us: one.latencyP99Us, disk });
        const edges = stepQualityAlerts(state, now);
        expect(edges).toEqual(stepQualityAlerts(whole, now));
        for (const { kind, rule, text } of edges) {
          expect(QUALITY_RULES).toContain(rule);
          if (kind === 'raise') expect(text).toMatch(/^[^\n]{10,}$/);
          expect(text).not.toMatch(/undefined|NaN|Infinity/);
        }
      });
    }),
  );
});
