// Analysis results for tests of reports. Every figure here is invented: nothing was measured.

import { type Estimate, noEstimate } from '../../src/core/analysis/estimate.js';
import {
  ANALYSIS_SCHEMA,
  type AnalysisResult,
  type Endpoint,
  type GateResult,
  type SignalUse,
} from '../../src/core/analysis/result.js';
import type { BreakEvenEstimates } from '../../src/core/analysis/result-market.js';
import type { SignalSpec } from '../../src/core/analysis/study-plan.js';
import { analysisEconomics, analysisMarket, analysisProvenance, nowhere } from './analysis-market.js';
import { ANALYSIS_PLAN, ANALYSIS_SIGNALS } from './analysis-plan.js';
import { analysisPower } from './analysis-power.js';

const S = 1_000_000;

/** An estimate with a symmetric interval. */
export const about = (value: number, half: number, n: number): Estimate => ({
  ...{ value, low: value - half, high: value + half, level: 0.95, n, nEff: n * 0.9, method: 'wilson', reason: null },
});

const gate = (
  name: GateResult['gate'],
  passed: boolean,
  [value, wanted]: [number | null, number | null],
): GateResult => ({
  gate: name,
  passed,
  value,
  wanted,
});

/** One onset an outcome: what is said of n follows the hit rate. */
export const analysisEndpoint = (changes: Partial<Endpoint> = {}): Endpoint => ({
  signal: 'ofi',
  horizonUs: 60 * S,
  kind: 'target',
  bar: 0.55,
  hit: about(0.582, 0.031, 961),
  lower: 0.544,
  upper: 0.62,
  nRaw: 412_330,
  nOnset: 2_804,
  nNonOverlap: 973,
  nEff: 884.2,
  ties: 12,
  tieShare: about(0.012, 0.006, 973),
  strictHit: about(0.575, 0.031, 973),
  alpha: 0.0125,
  pValue: 0.021,
  pHolm: 0.063,
  gates: [],
  verdict: 'INCONCLUSIVE',
  needs: [{ what: 'bound', outcomes: 731, hours: 54.2 }],
  neededOutcomes: 731,
  neededHours: 54.2,
  isAtBar: false,
  isClumped: false,
  paired: null,
  ...(changes.hit === undefined ? {} : { nNonOverlap: changes.hit.n + 12, nEff: changes.hit.nEff }),
  ...changes,
});

const baseRate = (changes: Partial<Endpoint>): Endpoint =>
  analysisEndpoint({
    kind: 'base-rate',
    bar: 0.507,
    verdict: 'PASS',
    lower: 0.544,
    neededHours: null,
    neededOutcomes: null,
    ...changes,
  });

const FEW: Partial<Endpoint> = {
  hit: { value: 0.6, low: 0.231, high: 0.882, level: 0.95, n: 5, nEff: 5, method: 'wilson', reason: 'few_outcomes' },
  lower: 0.19,
  upper: 0.91,
  nRaw: 340,
  nOnset: 9,
  nNonOverlap: 5,
  ties: 0,
  nEff: 4.8,
  strictHit: about(0.6, 0.3, 5),
  tieShare: about(0, 0, 5),
  alpha: 0.05,
  pHolm: 0.41,
  gates: [gate('outcomes', false, [5, 100])],
  needs: [{ what: 'outcomes', outcomes: 95, hours: 27.9 }],
  neededHours: 27.9,
};

const ENDPOINTS: readonly Endpoint[] = [
  analysisEndpoint({ hit: about(0.612, 0.03, 1_040), lower: 0.571, upper: 0.65, pHolm: 0.0004, verdict: 'PASS' }),
  baseRate({ hit: about(0.612, 0.03, 1_040) }),
  analysisEndpoint({
    signal: 'cvd',
    hit: about(0.497, 0.026, 1_422),
    lower: 0.466,
    upper: 0.528,
    alpha: 0.0167,
    pHolm: 1,
    verdict: 'FAIL',
    strictHit: about(0.489, 0.026, 1_434),
  }),
  baseRate({ signal: 'cvd', verdict: 'INCONCLUSIVE', lower: 0.466, upper: 0.528, hit: about(0.497, 0.026, 1_422) }),
  analysisEndpoint({
    signal: 'fusion',
    bar: 0.6,
    ...FEW,
    paired: { against: 'ofi', difference: about(-0.012, 0.09, 5), lower: -0.09 },
    gates: [gate('outcomes', false, [5, 100]), gate('paired', false, [-0.09, 0])],
    needs: [
      { what: 'outcomes', outcomes: 95, hours: 27.9 },
      { what: 'paired', outcomes: 40, hours: 12.5 },
    ],
  }),
  baseRate({ signal: 'fusion', ...FEW, verdict: 'INCONCLUSIVE' }),
  analysisEndpoint({ signal: 'divergence', alpha: 0.025 }),
  baseRate({
    signal: 'divergence',
    verdict: 'INCONCLUSIVE',
    gates: [gate('permutation', false, [0.21, 0.025])],
    needs: [{ what: 'permutation', outcomes: 12_000, hours: 889 }],
    neededHours: 889,
  }),
];

const use = (one: SignalSpec, at: number): SignalUse => ({
  spec: one,
  rows: 2_584_800,
  valid: 0.981,
  longShare: 0.021 / (at + 1),
  shortShare: 0.02 / (at + 1),
  onsetsPerHour: 39.1 / (at + 1),
  meanRunSeconds: 2.4 + at,
  autocorrelation: [0.91, 0.52, at === 3 ? null : 0.04],
  windowSeconds: one.role === 'primary' ? [28.4, 30, 31.9] : null,
});

const ECONOMIC: AnalysisResult['economic'] = [
  {
    signal: 'ofi',
    horizonUs: 60 * S,
    verdict: 'NOT_TRADABLE',
    route: 'maker-maker',
    netEdgeBp: about(-2.31, 0.42, 1_040),
  },
  {
    signal: 'cvd',
    horizonUs: 60 * S,
    verdict: 'NOT_TRADABLE',
    route: 'maker-maker',
    netEdgeBp: about(-3.9, 0.38, 1_422),
  },
  {
    signal: 'fusion',
    horizonUs: 60 * S,
    verdict: 'INCONCLUSIVE',
    route: 'taker-taker',
    netEdgeBp: noEstimate(5, 'few_outcomes'),
  },
  {
    signal: 'divergence',
    horizonUs: 60 * S,
    verdict: 'TRADABLE',
    route: 'maker-taker',
    netEdgeBp: about(1.2, 0.9, 961),
  },
];

const MULTIPLICITY: AnalysisResult['multiplicity'] = {
  trials: 7,
  ledgerPath: 'v13-data/trials.ndjson',
  cells: 32,
  discoveries05: 9,
  discoveries10: 11,
  deflatedSharpe: { signal: 'ofi', sharpe: -0.21, n: 1_040, dsr: 0.003 },
  pbo: { value: 0.62, combinations: 70, strategies: 8 },
  spa: { pConsistent: 0.41, models: 4, n: 720 },
};

const AUDIT: AnalysisResult['audit'] = [
  { kind: 'circular-shift', runs: 200, rejected: about(0.045, 0.028, 200), nominal: 0.05 },
  { kind: 'at-the-bar', runs: 200, rejected: about(0.055, 0.031, 200), nominal: 0.05 },
  { kind: 'random-walk', runs: 200, rejected: about(0.125, 0.045, 200), nominal: 0.05 },
];

/** Everything there, full, mainnet. */
export const richAnalysis = (changes: Partial<AnalysisResult> = {}): AnalysisResult => ({
  schema: ANALYSIS_SCHEMA,
  software: 'v13 0.1.0',
  command: 'v13 analyze captures/eth --full --seed 1',
  configHash: 'c0ffee'.repeat(10) + 'abcd',
  dataHash: 'da7a'.repeat(16),
  env: 'mainnet',
  venue: 'binance-usdm',
  symbol: 'ETHUSDT',
  lead: null,
  plan: ANALYSIS_PLAN,
  full: true,
  verdict: 'FAIL',
  endpoints: ENDPOINTS,
  suspicions: [],
  economic: ECONOMIC,
  provenance: analysisProvenance(),
  market: analysisMarket(ANALYSIS_PLAN),
  signals: ANALYSIS_SIGNALS.map(use),
  ...analysisPower(ANALYSIS_PLAN),
  economics: analysisEconomics(ANALYSIS_PLAN),
  multiplicity: MULTIPLICITY,
  audit: AUDIT,
  ...changes,
});

const none = noEstimate(0, 'no_outcomes');
const nothing: BreakEvenEstimates = { takerTaker: none, takerMaker: none, makerMaker: none };

const BARE_POWER: Partial<AnalysisResult> = {
  impact: null,
  power: [],
  decay: { horizons: [], latencies: [], halfLife: [], recipe: [] },
  shape: null,
  barriers: null,
  baselines: null,
  regimes: null,
  audit: null,
};

const ALL_GATES = [
  ...([
    'environment',
    'coverage',
    'gaps',
    'outcomes',
    'null_audit',
    'permutation',
    'interval',
    'paired',
    'foresight',
  ] as const),
];

const NO_QUALITY = {
  ...{ resyncs: 0, disconnects: 0, silences: 0, staleShare: 0, streams: [], warnings: [] },
  ...{ latencyMs: null, latencyExcessMs: null, latencyCurve: null, clock: { leastLatencyMs: null, steps: 0 } },
};

/** A recording of no length: everything that can be missing is. */
export const bareAnalysis = (changes: Partial<AnalysisResult> = {}): AnalysisResult =>
  richAnalysis({
    env: 'synthetic',
    verdict: 'INCONCLUSIVE',
    endpoints: ['ofi', 'cvd'].map((signal) =>
      analysisEndpoint({
        ...{ signal, hit: none, lower: null, upper: null, nRaw: 0, nOnset: 0, nNonOverlap: 0, nEff: null },
        ...{ tieShare: none, strictHit: none, pValue: null, pHolm: null, neededHours: null, neededOutcomes: null },
        gates: ALL_GATES.map((name) => gate(name, false, [null, null])),
        needs: ALL_GATES.map((what) => ({ what, outcomes: null, hours: null })),
      }),
    ),
    economic: [],
    provenance: { ...nowhere, ...NO_QUALITY },
    market: {
      ...{ tick: 0.01, meanMid: null, spreadTicks: null, spreadBp: null, topSize: null, hours: [] },
      moves: [
        {
          horizonUs: 60 * S,
          n: 0,
          meanAbsBp: none,
          sdBp: none,
          tieShare: none,
          upShare: none,
          breakEven: nothing,
          conditional: [],
        },
      ],
    },
    signals: [],
    ...BARE_POWER,
    economics: { costs: { takerBp: 5, makerBp: 2 }, routes: [], equity: null, capacityQuote: none },
    multiplicity: {
      ...{ trials: 1, ledgerPath: null, cells: 0, discoveries05: 0, discoveries10: 0 },
      ...{ deflatedSharpe: null, pbo: null, spa: null },
    },
    ...changes,
  });
