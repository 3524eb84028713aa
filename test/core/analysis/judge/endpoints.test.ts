// Verdicts of endpoints: gate by gate, side by side, and what must never happen.

import { describe, expect, test } from 'vitest';
import type { Collected } from '../../../../src/core/analysis/collect/collected.js';
import { type JudgeContext, finish } from '../../../../src/core/analysis/judge/context.js';
import {
  commonerDirection,
  judgeEndpoints,
  primaryOf,
  verdictOf,
  wholeVerdict,
} from '../../../../src/core/analysis/judge/endpoints.js';
import { allows } from '../../../../src/core/analysis/judge/gates.js';
import type { Endpoint, GateName } from '../../../../src/core/analysis/result.js';
import { MINUTE_US, context, plantedCollected, spec } from '../../../support/planted-study.js';

const judge = (collected: Collected, over: Partial<JudgeContext> = {}): Endpoint[] =>
  finish(judgeEndpoints(collected, context(over))).map(({ endpoint }) => endpoint);

const target = (endpoints: readonly Endpoint[], signal = 'ofi'): Endpoint =>
  endpoints.find((one) => one.signal === signal && one.kind === 'target')!;

const failedGates = ({ gates }: Endpoint): GateName[] => gates.filter(({ passed }) => !passed).map(({ gate }) => gate);

const skilled = plantedCollected({ rho: 0.5, steps: 1_500 });

describe('a signal with skill', () => {
  const endpoint = target(judge(skilled));

  test('passes, all gates held', () => {
    expect(endpoint.verdict).toBe('PASS');
    expect(failedGates(endpoint)).toEqual([]);
    expect(endpoint.neededHours).toBe(0);
    expect(endpoint.lower!).toBeGreaterThan(0.55);
    expect(endpoint.pValue!).toBeLessThan(endpoint.alpha);
  });

  test('is better than the base rate too', () => {
    const base = judge(skilled).find(({ kind }) => kind === 'base-rate')!;
    expect(base.verdict).toBe('PASS');
    expect(base.bar).toBeGreaterThanOrEqual(0.5);
  });
});

test('outcomes in a corner of the recording are told: good and bad hours cannot widen their bounds', () => {
  const corner = plantedCollected({
    ...{ rho: 0.5, steps: 3_000 },
    values: ({ signal }) => [signal.map((value, i) => (i < 400 ? value : 0))],
  });
  expect(target(judge(corner)).isClumped).toBe(true);
  expect(target(judge(skilled)).isClumped).toBe(false);
});

describe('each gate alone turns PASS into INCONCLUSIVE', () => {
  test.each(['testnet', 'emulator', 'synthetic', 'unstated'] as const)('environment: %s', (env) => {
    const endpoint = target(judge(skilled, { env }));
    expect(failedGates(endpoint)).toEqual(['environment']);
    expect(endpoint.verdict).toBe('INCONCLUSIVE');
  });

  test('environment: allowed on request', () => {
    expect(target(judge(skilled, { env: 'synthetic', allowSynthetic: true })).verdict).toBe('PASS');
  });

  test('coverage', () => {
    const asked = plantedCollected({ rho: 0.5, steps: 1_500, plan: { leastCoverageUs: 24 * 60 * MINUTE_US } });
    const endpoint = target(judge(asked, { coveredUs: 23 * 60 * MINUTE_US }));
    expect(failedGates(endpoint)).toEqual(['coverage']);
    expect(endpoint.verdict).toBe('INCONCLUSIVE');
    expect(endpoint.neededHours).toBeCloseTo(1, 9);
  });

  test('gaps', () => {
    const breaks = Array.from({ length: 180 }, (_, i) => 8 * i);
    const endpoint = target(judge(plantedCollected({ rho: 0.6, steps: 1_500, breaks })));
    expect(failedGates(endpoint)).toEqual(['gaps']);
    expect(endpoint.verdict).toBe('INCONCLUSIVE');
  });

  test('outcomes', () => {
    const endpoint = target(judge(plantedCollected({ rho: 0.95, steps: 140 })));
    expect(failedGates(endpoint)).toContain('outcomes');
    expect(endpoint.verdict).toBe('INCONCLUSIVE');
  });

  test('interval: too few blocks', () => {
    const one = { rho: 0.9, steps: 45, plan: { leastOutcomes: 5 } };
    const endpoint = target(judge(plantedCollected(one)));
    expect(failedGates(endpoint)).toContain('interval');
    expect(endpoint.lower).toBeNull();
    expect(endpoint.verdict).toBe('INCONCLUSIVE');
  });

  test('null audit, permutation and pairing are read as gates', () => {
    const bounds = { lower: 0.6, upper: 0.7 };
    for (const gate of ['null_audit', 'permutation', 'paired'] as const) {
      const gates = [{ gate, passed: false, value: 0.5, wanted: 0.05 }];
      expect(verdictOf(bounds, 0.55, gates)).toBe('INCONCLUSIVE');
    }
  });
});

describe('FAIL', () => {
  test('a coin that was tossed often enough fails the bar', () => {
    const endpoint = target(judge(plantedCollected({ rho: 0, steps: 4_000 })));
    expect(endpoint.verdict).toBe('FAIL');
    expect(endpoint.upper!).toBeLessThan(0.55);
  });

  test('a signal that is mostly wrong fails: its side is never turned round', () => {
    const endpoint = target(judge(plantedCollected({ rho: -0.31, steps: 2_000 })));
    expect(endpoint.hit.value!).toBeLessThan(0.45);
    expect(endpoint.verdict).toBe('FAIL');
  });

  test('does not need what only a claim of skill needs', () => {
    const no = (gate: GateName) => [{ gate, passed: false, value: null, wanted: null }];
    expect(allows(no('permutation'), 'FAIL')).toBe(true);
    expect(allows(no('paired'), 'FAIL')).toBe(true);
    expect(allows(no('permutation'), 'PASS')).toBe(false);
    for (const gate of ['environment', 'coverage', 'gaps', 'outcomes', 'null_audit', 'interval'] as const)
      expect(allows(no(gate), 'FAIL')).toBe(false);
  });

  test('the bar itself is neither above nor below', () => {
    expect(verdictOf({ lower: 0.55, upper: 0.6 }, 0.55, [])).toBe('INCONCLUSIVE');
    expect(verdictOf({ lower: 0.5, upper: 0.55 }, 0.55, [])).toBe('INCONCLUSIVE');
  });
});

describe('few, one-sided, never', () => {
  test('a signal that never fires is inconclusive, without a figure that it has not', () => {
    const silent = plantedCollected({ threshold: 99, steps: 300 });
    const endpoint = target(judge(silent));
    expect(endpoint).toMatchObject({ verdict: 'INCONCLUSIVE', lower: null, pValue: null, nRaw: 0, neededHours: null });
    expect(endpoint.hit).toMatchObject({ value: null, reason: 'no_outcomes' });
  });

  test('a signal that only ever says long is judged as any other', () => {
    const long = plantedCollected({
      rho: 0.5,
      steps: 2_500,
      values: ({ signal }) => [signal.map((x) => Math.max(0, x))],
    });
    expect(target(judge(long)).verdict).toBe('PASS');
  });

  test('a permanent long in a rising market beats one half but not the base rate', () => {
    const steps = 3_000;
    const collected = plantedCollected({
      steps,
      values: () => [Float64Array.from({ length: steps }, (_, i) => (i % 2 === 0 ? 1 : 0))],
      signals: [spec('ofi', 0.5)],
    });
    // The same market with a drift: two of three steps rise.
    const rising = {
      ...collected,
      moves: collected.moves.map((move) => ({ ...move, ups: Math.round(0.66 * move.n), ties: 0 })),
    };
    const base = judge(rising).find(({ kind }) => kind === 'base-rate')!;
    expect(base.bar).toBeCloseTo(0.66, 2);
    expect(base.verdict).toBe('FAIL');
  });

  test('no market at all', () => {
    const empty = plantedCollected({ steps: 0 });
    expect(judge(empty).every(({ verdict }) => verdict === 'INCONCLUSIVE')).toBe(true);
    expect(commonerDirection(empty, MINUTE_US)).toEqual({ hits: 1, n: 2 });
  });
});

describe('family', () => {
  const signals = ['ofi', 'cvd', 'fusion', 'divergence'].map((name) => spec(name, name === 'fusion' ? 0.6 : 0.55));
  const four = plantedCollected({
    rho: 0.45,
    steps: 1_500,
    signals,
    values: ({ signal, flow }) => [signal, flow, signal, flow],
  });
  const endpoints = judge(four);
  const targets = endpoints.filter(({ kind }) => kind === 'target');

  test('alpha is shared by Holm’s step-down', () => {
    const alphas = targets.map(({ alpha }) => alpha);
    expect(Math.min(...alphas)).toBeCloseTo(0.0125, 12);
    expect(alphas.every((alpha) => alpha <= 0.05)).toBe(true);
    for (const { pValue, pHolm, alpha, lower, bar } of targets) {
      expect(pHolm!).toBeGreaterThanOrEqual(pValue!);
      expect(pHolm! <= 0.05).toBe(pValue! <= alpha);
      expect(lower! > bar).toBe(pValue! <= alpha);
    }
  });

  test('fusion has to beat its better part, and cannot when it is that part', () => {
    const fusion = target(endpoints, 'fusion');
    expect(fusion.paired).toMatchObject({ against: 'ofi', difference: { value: 0 } });
    expect(failedGates(fusion)).toContain('paired');
    expect(fusion.verdict).not.toBe('PASS');
    expect(target(endpoints, 'ofi').paired).toBeNull();
  });

  test('the whole is as good as its worst part', () => {
    const of = (...verdicts: Endpoint['verdict'][]) => wholeVerdict(verdicts.map((verdict) => ({ verdict })));
    expect(of('PASS', 'PASS')).toBe('PASS');
    expect(of('PASS', 'INCONCLUSIVE')).toBe('INCONCLUSIVE');
    expect(of('INCONCLUSIVE', 'FAIL', 'PASS')).toBe('FAIL');
    expect(of()).toBe('INCONCLUSIVE');
  });

  test('a broken plan is refused', () => {
    expect(() => primaryOf({ ...four, lanes: [] })).toThrow(RangeError);
  });
});

test('the same study gives the same verdicts to the last digit', () => {
  expect(judge(skilled)).toEqual(judge(skilled));
});
