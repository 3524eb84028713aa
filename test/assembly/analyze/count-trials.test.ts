// How often the same data have been asked: by market and overlapping time, whatever was said of them.

import { describe, expect, test } from 'vitest';
import { countTrials } from '../../../src/assembly/analyze/count-trials.js';
import {
  TRIALS_SCHEMA,
  type OutcomeLine,
  type PlanLine,
  type Trial,
  type TrialMarket,
} from '../../../src/store/trial-ledger.js';

const market: TrialMarket = {
  venue: 'binance-usdm',
  env: 'mainnet',
  symbol: 'ETHUSDT',
  lead: null,
  fromUs: 1_000,
  toUs: 2_000,
};
const trial = (signal: string): Trial => ({ signal, rule: '|z| > 2', horizonUs: 5, latencyUs: 1, label: 'mid' });
const asked = (signal: string, change: Partial<PlanLine> = {}): PlanLine => ({
  schema: TRIALS_SCHEMA,
  kind: 'plan',
  id: signal,
  time: '2026-01-01T00:00:00.000Z',
  software: 'v13',
  command: 'v13 analyze',
  chainHash: 'chain',
  configHash: 'config',
  inputHash: null,
  trials: [trial(signal)],
  ...market,
  ...change,
});
const ended = (id: string, fromUs: number, toUs: number): OutcomeLine => ({
  schema: TRIALS_SCHEMA,
  kind: 'outcome',
  id,
  time: '2026-01-01T00:01:00.000Z',
  dataHash: 'data',
  fromUs,
  toUs,
  verdict: 'FAIL',
  resultHash: 'result',
});
const own = { chainHash: 'chain', trials: [trial('own')] };

describe('trials on the same data', () => {
  test.each<[string, PlanLine, number]>([
    ['the same question again is one', asked('own'), 1],
    ['another question is another', asked('ofi'), 2],
    ['the same signal computed otherwise is another', asked('own', { chainHash: 'other' }), 2],
    ['asked before the environment was stated', asked('ofi', { env: 'unstated' }), 2],
    ['of the emulator', asked('ofi', { env: 'emulator' }), 1],
    ['of another symbol', asked('ofi', { symbol: 'BTCUSDT' }), 1],
    ['of the time before', asked('ofi', { fromUs: 0, toUs: 999 }), 1],
    ['of a time that meets it', asked('ofi', { fromUs: 0, toUs: 1_000 }), 2],
    ['of a time that never became known', asked('ofi', { fromUs: null, toUs: null }), 2],
  ])('%s', (_name, line, count) => {
    expect(countTrials([line], market, own)).toBe(count);
  });

  test('the outcome says which time it was', () => {
    const line = asked('ofi', { fromUs: null, toUs: null });
    expect(countTrials([line, ended('ofi', 5_000, 6_000)], market, own)).toBe(1);
    expect(countTrials([line, ended('ofi', 1_500, 6_000)], market, own)).toBe(2);
  });
});
