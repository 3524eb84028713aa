// Documents of every kind as evidence: what is read from where, and that nothing is made up where it is not there.

import { describe, expect, test } from 'vitest';
import { evidenceIn, inputsOf, lastUsOf } from '../../../../src/core/analysis/scorecard/document-figures.js';

const percentiles = { p50: 20, p95: 90, p99: 140, max: 900 };
const METRICS = {
  schema: 'v13.metrics/1',
  env: 'mainnet',
  uptime_s: 1_900,
  total_messages: 19_000,
  breaks: 0,
  resyncs: 1,
  reconnects: 2,
  batch_span: { p95: 400 },
  latency_event_ms: { raw: { run: percentiles }, corrected: { run: percentiles } },
  latency_pipeline_ms: { run: { p99: 1.5 } },
  clock: { offset_ms: 3 },
  log_queue: { p95: 4, drops: 0 },
  storage: { bytes: 1e6, segment: 3 },
};

describe('metrics.json', () => {
  test('gives the figures of the steady run', () => {
    const found = evidenceIn(METRICS);
    expect(found).toMatchObject({ kind: 'capture', env: 'mainnet', seconds: 1_900 });
    const values = Object.entries(found?.figures ?? {}).map(([key, { value }]) => [key, value]);
    expect(Object.fromEntries(values)).toEqual({
      ...{ 'steady.seconds': 1_900, 'steady.rate': 10, 'steady.breaks': 0, 'steady.resyncs': 1 },
      ...{ 'steady.latency_p50': 20, 'steady.latency_p95': 90, 'steady.latency_p99': 140, 'steady.latency_max': 900 },
      ...{ 'steady.reconnects': 2, 'steady.batch_span': 400, 'steady.log_queue': 4, 'steady.log_drops': 0 },
      ...{ 'steady.written': 1e6, 'steady.rotations': 3, end_to_end_ms: 1.5 },
    });
  });

  test('without a clock offset latency stays open', () => {
    const found = evidenceIn({ ...METRICS, clock: { offset_ms: null } });
    expect(found?.figures['steady.latency_p95']).toMatchObject({ value: 90, verdict: 'INCONCLUSIVE' });
  });

  test('what is not there is absent', () => {
    const found = evidenceIn({ schema: 'v13.metrics/1' });
    expect(found?.env).toBe('unstated');
    expect(found?.figures['steady.resyncs']).toEqual({ value: null, verdict: null, note: null });
    expect(found?.figures['steady.rate']?.value).toBeNull();
  });
});

test('a capture that judged itself: its verdicts, but not on a shorter length', () => {
  const rows = [
    { name: 'duration', measured: 60, verdict: 'PASS', note: null },
    { name: 'latency p95', measured: 99, verdict: 'INCONCLUSIVE', note: 'excess' },
    { name: 'log drops', measured: 1, verdict: 'FAIL', note: null },
  ];
  const found = evidenceIn({
    ...{ schema: 'v13.capture/1', env: 'TESTNET', seconds: 60, pipelineMs: { p99: 2 } },
    gate: { gate: 'steady-30m', rows },
  });
  expect(found).toMatchObject({ kind: 'capture', env: 'testnet', seconds: 60, preferred: true });
  expect(found?.figures).toEqual({
    'steady.seconds': { value: 60, verdict: null, note: null },
    'steady.latency_p95': { value: 99, verdict: 'INCONCLUSIVE', note: 'excess' },
    'steady.log_drops': { value: 1, verdict: 'FAIL', note: null },
    end_to_end_ms: { value: 2, verdict: null, note: null },
  });
});

test('a replay: speed in ms, shares of known z-scores of the worst symbol', () => {
  const stage = (name: string, p99: number, within: boolean | null) => ({ stage: name, time: { p99 }, within });
  const found = evidenceIn({
    ...{ schema: 'v13.replay/1', environment: 'MAINNET', span: { recordedSeconds: 60, lastUs: 9 } },
    timings: { stages: [stage('ofi', 2_000_000, true), stage('cvd', 6_000_000, false), stage('fusion', 1_000, null)] },
    health: [
      { ofiZ: { n: 90, nulls: [{ rows: 10 }] }, cvdZ: { n: 0, nulls: [{ rows: 100 }] } },
      { ofiZ: { n: 50, nulls: [{ rows: 50 }] }, cvdZ: { n: 50, nulls: [] } },
    ],
  });
  expect(found).toMatchObject({ kind: 'replay', env: 'mainnet', seconds: 60 });
  expect(found?.figures).toMatchObject({
    ofi_ms: { value: 2, verdict: null },
    cvd_ms: { value: 6, verdict: null },
    fusion_ms: { value: 0.001, verdict: 'INCONCLUSIVE' },
    ofi_known: { value: 0.5 },
    cvd_known: { value: 0 },
  });
});

const endpoint = (signal: string, verdict: string, rest: object = {}) => ({
  ...{
    signal,
    kind: 'target',
    verdict,
    hit: { value: 0.57 },
    gates: [{ gate: 'coverage', passed: true }],
    paired: null,
  },
  ...rest,
});
const ANALYSIS = {
  schema: 'v13.analyze/2',
  env: 'mainnet',
  lead: null,
  plan: { primaryUs: 60_000_000 },
  provenance: { coveredUs: 30 * 3_600e6, lastUs: 77, inputs: [{ path: 'raw/a.ndjson', bytes: 5 }] },
  endpoints: [
    endpoint('ofi', 'PASS'),
    endpoint('cvd', 'FAIL'),
    endpoint('divergence', 'INCONCLUSIVE', { gates: [{ gate: 'outcomes', passed: false }] }),
    endpoint('fusion', 'PASS', { paired: { lower: 0.01, difference: { high: 0.1 } } }),
    { ...endpoint('ofi', 'FAIL'), kind: 'base-rate' },
  ],
};

describe('an analysis', () => {
  test('gives the verdicts of its endpoints, not the bare rates', () => {
    const found = evidenceIn(ANALYSIS);
    expect(found).toMatchObject({ kind: 'analysis', env: 'mainnet', seconds: 108_000, preferred: true });
    expect(found?.figures).toEqual({
      coverage: { value: 30, verdict: null, note: null },
      'hit.ofi': { value: 0.57, verdict: 'PASS', note: null },
      'hit.cvd': { value: 0.57, verdict: 'FAIL', note: null },
      'hit.divergence': { value: 0.57, verdict: 'INCONCLUSIVE', note: 'not held in the report: outcomes' },
      'hit.fusion': { value: 0.57, verdict: 'PASS', note: null },
      fusion_gain: { value: 0.01, verdict: null, note: null },
    });
  });

  test.each([
    ['bounds on both sides of nought leave it open', { lower: -0.01, difference: { high: 0.1 } }, 'INCONCLUSIVE'],
    ['wholly below nought it fails', { lower: -0.1, difference: { high: -0.01 } }, 'FAIL'],
    ['without a pair it is open', null, 'INCONCLUSIVE'],
  ])('fusion against its parts: %s', (_, paired, verdict) => {
    const found = evidenceIn({ ...ANALYSIS, endpoints: [endpoint('fusion', 'INCONCLUSIVE', { paired })] });
    expect(found?.figures['fusion_gain']?.verdict).toBe(verdict);
  });

  test('at another horizon it answers another question', () => {
    const found = evidenceIn({ ...ANALYSIS, plan: { primaryUs: 1_000_000 } });
    expect(found?.preferred).toBe(false);
    expect(found?.figures['hit.ofi']).toMatchObject({ verdict: 'INCONCLUSIVE' });
    expect(found?.figures['hit.ofi']?.note).toBe('judged at a horizon of 1 s instead of 60 s');
  });

  test('of somebody’s own signals it says nothing about the stages', () => {
    expect(evidenceIn({ ...ANALYSIS, endpoints: [{ ...endpoint('mine', 'PASS'), kind: 'base-rate' }] })).toBeNull();
  });

  test('report.json names the environment as people read it', () => {
    const { env: _, ...rest } = ANALYSIS;
    expect(evidenceIn({ environment: 'SYNTHETIC', ...rest })?.env).toBe('synthetic');
  });

  test('names its inputs and the last time it saw', () => {
    expect(inputsOf(ANALYSIS)).toEqual([{ name: 'a.ndjson', bytes: 5 }]);
    expect(lastUsOf(ANALYSIS)).toBe(77);
    expect(lastUsOf({})).toBeNull();
  });
});

test('reports of trading and training give their figures by name', () => {
  const document = { schema: 'v13.trade/1', env: 'testnet', seconds: 86_400, figures: { pnl: 12, win_rate: 'many' } };
  expect(evidenceIn(document)).toEqual({
    ...{ kind: 'trade', env: 'testnet', seconds: 86_400, preferred: false },
    figures: { pnl: { value: 12, verdict: null, note: null }, win_rate: { value: null, verdict: null, note: null } },
  });
  expect(evidenceIn({ schema: 'v13.train/1' })).toMatchObject({ kind: 'train', figures: {} });
});

test('other documents are none', () => {
  expect(evidenceIn({ schema: 'v13.simulate/1' })).toBeNull();
  expect(evidenceIn({})).toBeNull();
});
