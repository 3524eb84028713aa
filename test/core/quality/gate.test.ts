// The gate passes on good data and fails on each fault by itself.

import { describe, expect, test } from 'vitest';
import type { CrossingEvent } from '../../../src/core/market/crossing.js';
import { GATE_NAMES, judgeGate, overallVerdict } from '../../../src/core/quality/gate.js';
import { qualityReport } from '../../../src/core/quality/quality-report.js';
import { initQuality, stepQuality } from '../../../src/core/quality/stream-quality.js';
import { type Row, batchOf } from './events.js';

function judged(rows: readonly Row[], crossings: readonly CrossingEvent[] = []) {
  const state = initQuality();
  stepQuality(state, batchOf(rows), crossings);
  return judgeGate('layer1', qualityReport(state, ['ETHUSDT', 'BTCUSDT']));
}

/** Ten messages a second for two seconds, with the latencies given in turn (ms). */
const good = (latencies: readonly number[] = [30, 40]): Row[] => [
  { kind: 'depthSnapshot', at: 0 },
  ...Array.from({ length: 20 }, (_, k): Row => {
    const latency = latencies[k % latencies.length];
    const row: Row = { kind: 'depthDelta', at: 100 * (k + 1), ids: [k, k] };
    return latency === undefined ? row : { ...row, latency };
  }),
];

const verdicts = (rows: readonly Row[]) =>
  Object.fromEntries(judged(rows).rows.map(({ name, verdict }) => [name, verdict]));

const PASSING = {
  resyncs: 'PASS',
  'crossed books': 'PASS',
  'latency p95': 'PASS',
  'latency p95 raw': null,
  'message rate': 'PASS',
};

describe('layer1', () => {
  test('good data pass', () => {
    expect(judged(good()).verdict).toBe('PASS');
    expect(verdicts(good())).toEqual(PASSING);
  });

  test('one resync fails', () => {
    const rows: Row[] = [...good(), { kind: 'gap', at: 2_100 }, { kind: 'resync', at: 2_200 }];
    expect(verdicts(rows)).toEqual({ ...PASSING, resyncs: 'FAIL' });
    expect(judged(rows).verdict).toBe('FAIL');
  });

  test('a break that no snapshot ever heals fails too', () => {
    const row = judged([...good(), { kind: 'gap', at: 2_100 }]).rows[0];
    expect(row).toMatchObject({ measured: 1, verdict: 'FAIL', note: '1 breaks, 0 healed' });
  });

  test('a crossed book fails, even one that is in order with the next message', () => {
    const at = { symbol: 0, bidTicks: 5, askTicks: 5 };
    const { verdict, rows } = judged(good(), [
      { ...at, index: 3, timeUs: 300_000, kind: 'crossed' },
      { ...at, index: 4, timeUs: 400_000, kind: 'uncrossed' },
    ]);
    expect(verdict).toBe('FAIL');
    const failed = rows.filter((row) => row.verdict === 'FAIL');
    expect(failed).toMatchObject([{ name: 'crossed books', symbol: 'ETHUSDT', measured: 1, threshold: '0' }]);
  });

  test('latencies that vary by 2500 ms and more fail', () => {
    expect(verdicts(good([30, 2_600]))).toEqual({ ...PASSING, 'latency p95': 'FAIL' });
  });

  test('a constant clock offset alone does not, however large', () => {
    const { verdict, rows } = judged(good([9_000, 9_010]));
    expect(verdict).toBe('PASS');
    const raw = rows.find(({ name }) => name === 'latency p95 raw');
    expect(raw?.verdict).toBeNull();
    expect(Math.abs((raw?.measured ?? 0) / 9_010 - 1)).toBeLessThan(0.0005);
    expect(judged(good([-1_270, -1_260])).verdict).toBe('PASS');
  });

  test('no latency at all is the one thing inconclusive', () => {
    expect(verdicts(good([]))).toEqual({
      resyncs: 'PASS',
      'crossed books': 'PASS',
      'latency p95': 'INCONCLUSIVE',
      'message rate': 'PASS',
    });
    expect(judged(good([])).verdict).toBe('INCONCLUSIVE');
  });

  test('one message a second or fewer fails', () => {
    const rows: Row[] = [0, 1, 2, 3].map((k) => ({ kind: 'trade', at: k * 1_500, latency: 20 }));
    expect(verdicts(rows)).toEqual({ ...PASSING, 'message rate': 'FAIL' });
  });

  test('a single moment has no rate, and fails', () => {
    expect(verdicts([{ kind: 'trade', at: 0, latency: 20 }])['message rate']).toBe('FAIL');
  });

  test('one bad symbol of two fails the whole', () => {
    const rows: Row[] = [...good(), { kind: 'trade', at: 2_050, symbol: 1, latency: 20 }];
    const { verdict, rows: all } = judged(rows);
    expect(verdict).toBe('FAIL');
    expect(all.filter((row) => row.verdict === 'FAIL').map(({ symbol }) => symbol)).toEqual(['BTCUSDT']);
  });

  test('a capture is judged to its end: what came before an exchange died does not save it', () => {
    const state = initQuality();
    stepQuality(state, batchOf(good()));
    const judge = (verifiedUs: number) => {
      const coverage = [{ symbol: 'ETHUSDT', verifiedUs, spanUs: 60_000_000, waitUs: 0 }];
      return judgeGate('layer1', qualityReport(state, ['ETHUSDT']), { coverage }).verdict;
    };
    expect([judge(59_900_000), judge(30_000_000)]).toEqual(['PASS', 'FAIL']);
  });

  test('a silence at the end slows the rate down', () => {
    const state = initQuality();
    stepQuality(state, batchOf(good()));
    const rateTo = (untilUs?: number) => qualityReport(state, ['ETHUSDT'], untilUs).symbols[0]!.perSecond;
    expect([rateTo(), rateTo(20_000_000)]).toEqual([10, 1]);
  });

  test('no messages at all fail', () => {
    expect(judged([]).verdict).toBe('FAIL');
  });
});

test('FAIL beats INCONCLUSIVE, and rows that are only shown do not count', () => {
  const row = (verdict: 'PASS' | 'FAIL' | 'INCONCLUSIVE' | null) =>
    ({ name: 'x', symbol: null, measured: 1, unit: '', threshold: null, verdict, note: null }) as const;
  expect(overallVerdict([row('PASS'), row(null)])).toBe('PASS');
  expect(overallVerdict([row('INCONCLUSIVE'), row('PASS')])).toBe('INCONCLUSIVE');
  expect(overallVerdict([row('INCONCLUSIVE'), row('FAIL')])).toBe('FAIL');
});

test('gates are known by name', () => {
  expect(GATE_NAMES).toContain('layer1');
});

describe('layer1 with a measured clock offset', () => {
  const corrected = (latencyMs: number, offset: { offsetUs: number; uncertaintyUs: number }) => {
    const state = initQuality();
    stepQuality(state, batchOf(good([latencyMs])));
    return judgeGate('layer1', qualityReport(state, ['ETHUSDT']), { offset }).rows.find(
      ({ name }) => name === 'latency p95',
    );
  };

  test('a constant delay is seen, which the excess cannot see', () => {
    expect(corrected(3_000, { offsetUs: 0, uncertaintyUs: 1_000 })).toMatchObject({ measured: 3_000, verdict: 'FAIL' });
  });

  test('a clock that is 3 s ahead is no delay', () => {
    const row = corrected(3_040, { offsetUs: -3_000_000, uncertaintyUs: 5_000 });
    expect(row).toMatchObject({ measured: 40, verdict: 'PASS', note: 'corrected by the clock offset, ± 5.00 ms' });
  });

  test('only an uncertainty that reaches the limit leaves it open', () => {
    expect(corrected(2_400, { offsetUs: 0, uncertaintyUs: 99_000 })?.verdict).toBe('PASS');
    expect(corrected(2_400, { offsetUs: 0, uncertaintyUs: 101_000 })?.verdict).toBe('INCONCLUSIVE');
  });
});
