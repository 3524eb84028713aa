// The steady gate passes a good run, and each threshold fails by itself; clocks decide nothing they cannot know.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  correctedLatencyUs,
  judgeExcess,
  judgeLatency,
  offsetOfRun,
} from '../../../src/core/quality/corrected-latency.js';
import { type SteadyRun, type SteadySymbol, judgeSteady } from '../../../src/core/quality/steady-gate.js';

const US = (ms: number) => ms * 1_000;
const latency = (...[p50, p95, p99, max = p99]: [p50: number, p95: number, p99: number, max?: number]) => {
  const figures = { p50: US(p50), p95: US(p95), p99: US(p99), max: US(max) };
  return { raw: figures, excess: figures };
};
const SYMBOL: SteadySymbol = { symbol: 'ETHUSDT', perSecond: 10, latency: latency(80, 82, 93, 168), batchSpanP95: 786 };
const GOOD: SteadyRun = {
  askedSeconds: 1_800,
  seconds: 1_800,
  symbols: [SYMBOL],
  offset: { offsetUs: 0, uncertaintyUs: US(5) },
  breaks: 0,
  resyncs: 0,
  reconnects: 1,
  coverage: [{ symbol: 'ETHUSDT', verifiedUs: US(1_799_000), spanUs: US(1_800_000), waitUs: 0 }],
  logQueueP95: 4,
  logDrops: 0,
  bytesWritten: 1,
  rotations: 1,
};

const failing = (run: Partial<SteadyRun>) =>
  judgeSteady({ ...GOOD, ...run }).rows.flatMap(({ name, verdict }) =>
    verdict === 'PASS' ? [] : [`${name} ${verdict}`],
  );
const symbol = (change: Partial<SteadySymbol>): Partial<SteadyRun> => ({ symbols: [{ ...SYMBOL, ...change }] });

test('an exchange that died halfway fails, though all else was good until then', () => {
  const half = [{ symbol: 'ETHUSDT', verifiedUs: US(900_000), spanUs: US(1_800_000), waitUs: 0 }];
  expect(failing({ coverage: half })).toEqual(['coverage FAIL']);
});

test('a good run passes every threshold of the original', () => {
  const { verdict, rows } = judgeSteady(GOOD);
  expect(verdict).toBe('PASS');
  expect(rows.map(({ name, limit, unit }) => `${name} ${limit} ${unit}`.trim())).toEqual([
    'duration ≥ 1800 s',
    'message rate ≥ 1.0 msg/s',
    'latency p50 < 100 ms',
    'latency p95 < 150 ms',
    'latency p99 < 200 ms',
    'latency max, hard cap < 2500 ms',
    'coverage ≥ 0.99',
    'breaks 0',
    'resyncs 0',
    'reconnects ≤ 1',
    'batch_span p95 < 1000',
    'log queue p95 < 100',
    'log drops 0',
    'NDJSON written > 0 B',
    'rotations ≥ 1',
  ]);
});

describe('fails by itself', () => {
  test.each<[string, Partial<SteadyRun>]>([
    ['duration', { seconds: 1_799.9 }],
    ['message rate', symbol({ perSecond: 0.999 })],
    ['message rate', symbol({ perSecond: null })],
    ['latency p50', symbol({ latency: latency(106, 107, 108) })],
    ['latency p95', symbol({ latency: latency(80, 156, 157) })],
    ['latency p99', symbol({ latency: latency(80, 82, 206) })],
    ['latency max, hard cap', symbol({ latency: latency(80, 82, 93, 2_600) })],
    ['breaks', { breaks: 1 }],
    ['resyncs', { resyncs: 1 }],
    ['reconnects', { reconnects: 2 }],
    ['batch_span p95', symbol({ batchSpanP95: 1_000 })],
    ['batch_span p95', symbol({ batchSpanP95: null })],
    ['log queue p95', { logQueueP95: 100 }],
    ['log drops', { logDrops: 1 }],
    ['NDJSON written', { bytesWritten: 0 }],
    ['rotations', { rotations: 0 }],
  ])('%s', (name, run) => {
    expect(failing(run)).toEqual([`${name} FAIL`]);
    expect(judgeSteady({ ...GOOD, ...run }).verdict).toBe('FAIL');
  });

  test('a run without symbols, and messages without a time', () => {
    expect(failing({ symbols: [] })).toHaveLength(6);
    expect(failing(symbol({ latency: null }))).toEqual(
      ['p50', 'p95', 'p99', 'max, hard cap'].map((one) => `latency ${one} FAIL`),
    );
  });

  test('one slow symbol among fast ones, by name', () => {
    const slow = { ...SYMBOL, symbol: 'BTCUSDT', perSecond: 0.5 };
    const row = judgeSteady({ ...GOOD, symbols: [SYMBOL, slow, { ...SYMBOL, symbol: 'XUSDT' }] }).rows[1];
    expect(row).toMatchObject({ symbol: 'BTCUSDT', measured: 0.5, verdict: 'FAIL' });
  });
});

test('the duration is the one asked for', () => {
  expect(failing({ askedSeconds: 120, seconds: 120 })).toEqual([]);
  expect(failing({ askedSeconds: 120, seconds: 119 })).toEqual(['duration FAIL']);
});

describe('clocks', () => {
  const judged = (offset: SteadyRun['offset']) => failing({ ...symbol({ latency: latency(80, 82, 93) }), offset });

  test('a clock 1.27 s behind is corrected, and the latencies pass', () => {
    const raw = latency(-1_190, -1_188, -1_177);
    const run = { ...GOOD, ...symbol({ latency: raw }), offset: { offsetUs: US(1_270), uncertaintyUs: US(3) } };
    expect(judgeSteady(run).verdict).toBe('PASS');
    expect(judgeSteady(run).rows[2]).toMatchObject({ measured: 80, unit: 'ms' });
  });

  test('INCONCLUSIVE only where the uncertainty reaches the limit', () => {
    expect(judged({ offsetUs: 0, uncertaintyUs: US(19.9) })).toEqual([]);
    expect(judged({ offsetUs: 0, uncertaintyUs: US(20) })).toEqual(['latency p50 INCONCLUSIVE']);
    expect(judged({ offsetUs: US(25), uncertaintyUs: US(5) })).toEqual(['latency p50 FAIL']);
    expect(judged({ offsetUs: US(25), uncertaintyUs: US(5.1) })).toEqual(['latency p50 INCONCLUSIVE']);
  });

  test('without a measured offset a low excess proves nothing, a high one fails', () => {
    expect(judged(null)).toEqual(['p50', 'p95', 'p99', 'max, hard cap'].map((one) => `latency ${one} INCONCLUSIVE`));
    expect(judgeSteady({ ...GOOD, offset: null }).verdict).toBe('INCONCLUSIVE');
    expect(judgeExcess(US(100), US(100))).toBe('FAIL');
  });

  test('the offset of a run covers all that was measured in it', () => {
    const measured = [
      { offsetUs: 10, uncertaintyUs: 2 },
      { offsetUs: 14, uncertaintyUs: 8 },
    ];
    expect(offsetOfRun(measured)).toEqual({ offsetUs: 14, uncertaintyUs: 8 });
    expect(offsetOfRun([])).toBeNull();
  });

  test('a verdict is firm exactly where every offset within the uncertainty gives it', () => {
    const us = fc.integer({ min: -1_000, max: 1_000 });
    fc.assert(
      fc.property(us, us, fc.record({ offsetUs: us, uncertaintyUs: fc.nat(500) }), (rawUs, limitUs, offset) => {
        const { offsetUs, uncertaintyUs } = offset;
        const results = [];
        for (let o = offsetUs - uncertaintyUs; o <= offsetUs + uncertaintyUs; o++) {
          results.push(correctedLatencyUs(rawUs, { offsetUs: o, uncertaintyUs: 0 }) < limitUs);
        }
        const expected = results.every(Boolean) ? 'PASS' : results.some(Boolean) ? 'INCONCLUSIVE' : 'FAIL';
        expect(judgeLatency(rawUs, limitUs, offset)).toBe(expected);
      }),
    );
  });
});
