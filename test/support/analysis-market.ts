// Invented data, market and economics of an analysis, for tests of reports.

import { type Estimate, exactEstimate, mapEstimate } from '../../src/core/analysis/estimate.js';
import type {
  BreakEvenEstimates,
  EconomicsResult,
  MarketResult,
  ProvenanceResult,
  Route,
} from '../../src/core/analysis/result-market.js';
import type { StudyPlan } from '../../src/core/analysis/study-plan.js';

const START = 1_723_075_200_000_000;
const HOUR = 3_600_000_000;

export const analysisProvenance = (): ProvenanceResult => ({
  envOrigin: 'recorded',
  inputs: [
    { path: 'captures/eth/2024-08-08.ndjson.gz', bytes: 4_312_994_021, sha256: 'ab'.repeat(32), from: 'recording' },
    { path: 'captures/eth/2024-08-09.ndjson.gz', bytes: 3_911_204_777, sha256: null, from: 'recording' },
  ],
  firstUs: START,
  lastUs: START + 71.8 * HOUR,
  coveredUs: 71.2 * HOUR,
  coverage: 0.9916,
  segments: 3,
  depthGaps: 2,
  tradeGaps: 0,
  resyncs: 2,
  streams: [
    { stream: 'ethusdt@depth@100ms', messages: 2_584_112 },
    { stream: 'ethusdt@bookTicker', messages: 40_998_213 },
    { stream: 'ethusdt@aggTrade', messages: 6_120_444 },
  ],
  latencyMs: [-4.2, 18.7, 96.1],
  latencyExcessMs: [6.1, 29, 106.4],
  latencyCurve: [0, 0.01, 0.25, 0.5, 0.75, 0.95, 0.99, 0.999, 1].map((share) => ({
    share,
    ms: -10.3 + 140 * share * share * share,
    excessMs: 140 * share * share * share,
  })),
  clock: { leastLatencyMs: -10.3, steps: 0 },
  disconnects: 2,
  silences: 0,
  staleShare: 0.0004,
  warnings: ['two sessions overlap for 3 s; repeats were left out'],
});

const net = (value: number, half: number, n: number): Estimate => ({
  value,
  low: value - half,
  high: value + half,
  level: 0.95,
  n,
  nEff: null,
  method: 'calendar-blocks',
  reason: null,
});

const breakEven = (move: Estimate): BreakEvenEstimates => {
  const at = (cost: number): Estimate => mapEstimate(move, (moveBp) => 0.5 + cost / (2 * moveBp));
  return { takerTaker: at(10), takerMaker: at(7), makerMaker: at(4) };
};

export const analysisMarket = (plan: StudyPlan): MarketResult => ({
  tick: 0.01,
  meanMid: 2_450.31,
  spreadTicks: { mean: 1.08, p50: 1, p95: 1, oneTickShare: 0.951 },
  spreadBp: 0.044,
  topSize: 38.2,
  moves: plan.horizonsUs.map((horizonUs) => {
    const size = 0.95 * Math.sqrt(horizonUs / 1_000_000);
    const n = Math.floor((71.2 * HOUR) / horizonUs);
    const meanAbsBp = net(size, 0.05 * size, n);
    const fired = (k: number): Estimate => net(size * (1.2 + 0.3 * k), 0.1 * size, 1_000 - 900 * k);
    return {
      horizonUs,
      n,
      meanAbsBp,
      sdBp: net(size * 1.32, 0.08 * size, n),
      tieShare: net(0.36 / (horizonUs / 1_000_000), 0.001, n),
      upShare: net(0.503, 0.01, n),
      breakEven: breakEven(meanAbsBp),
      conditional: ['ofi', 'fusion'].map((signal, k) => ({
        signal,
        n: 1_000 - 900 * k,
        meanAbsBp: fired(k),
        breakEven: breakEven(fired(k)),
      })),
    };
  }),
  hours: Array.from({ length: 24 }, (_, hour) => ({
    hour,
    seconds: hour === 4 ? 0 : 10_000,
    volatilityBp: hour === 4 ? null : 42 + 31 * Math.exp(-((hour - 14) * (hour - 14)) / 14),
    volume: hour === 4 ? 0 : 81_000 + 60_000 * Math.exp(-((hour - 15) * (hour - 15)) / 20),
  })),
});

const ROUTES: readonly (readonly [Route, number, Estimate])[] = [
  ['taker-taker', -9.1, exactEstimate(1, 1_040)],
  ['maker-taker', -5.9, net(0.61, 0.03, 1_700)],
  ['maker-maker', -2.3, net(0.37, 0.03, 1_700)],
];

/** A walk with a drift, the same every time. */
function curve(): [number, number][] {
  let level = 0;
  let state = 7;
  return Array.from({ length: 400 }, (_, k) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    level += (state / 4_294_967_296 - 0.53) * 9;
    return [START + (k * 71 * HOUR) / 400, level];
  });
}

export const analysisEconomics = (plan: StudyPlan): EconomicsResult => ({
  costs: plan.costs,
  routes: ['ofi', 'cvd', 'fusion', 'divergence'].flatMap((signal, at) =>
    plan.horizonsUs.flatMap((horizonUs) =>
      ROUTES.map(([route, value, fillRate]) => ({
        signal,
        horizonUs,
        route,
        grossBp: net(0.9 - 0.3 * at, 0.35 + at * 0.2, 1_040 - 300 * at),
        netBp: net(value + (at === 3 ? 3.4 : 0.2 * at), 0.4 + at * 0.3, 1_040 - 300 * at),
        fillRate,
        breakEvenCostBp: net(0.45 - 0.15 * at, 0.2, 1_040 - 300 * at),
      })),
    ),
  ),
  equity: {
    signal: 'ofi',
    horizonUs: plan.primaryUs,
    trades: 1_040,
    curve: curve(),
    sharpePerTrade: net(-0.21, 0.062, 1_040),
    psr: 0.00003,
    maxDrawdownBp: 912.4,
    winRate: net(0.171, 0.023, 1_040),
  },
  capacityQuote: net(93_604, 8_100, 1_040),
});

/** Of a recording of no length. */
export const nowhere = {
  ...{ inputs: [], envOrigin: 'recorded' as const, firstUs: 0, lastUs: 0, coveredUs: 0, coverage: 0 },
  ...{ segments: 0, depthGaps: 0, tradeGaps: 0 },
};
