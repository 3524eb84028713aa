// Invented predictive power of an analysis, for tests of reports.

import { type Estimate, noEstimate } from '../../src/core/analysis/estimate.js';
import type { AnalysisResult } from '../../src/core/analysis/result.js';
import type {
  BarrierRow,
  DecayPoint,
  ImpactRow,
  PowerCell,
  RegimeKind,
  RegimeRow,
  ShapeResult,
} from '../../src/core/analysis/result-power.js';
import type { StudyPlan } from '../../src/core/analysis/study-plan.js';

const PRIMARIES = ['ofi', 'cvd', 'fusion', 'divergence'] as const;

/** Clipped to a share where the value is one. */
function estimate(value: number, half: number, n: number): Estimate {
  return {
    value,
    low: value - half,
    high: value + half,
    level: 0.95,
    n,
    nEff: n * 0.88,
    method: 'calendar-blocks',
    reason: null,
  };
}

/** Fades from .7 towards a coin, slower for the first signals. */
const hitAt = (signal: number, horizonUs: number, latencyUs: number): number =>
  0.5 + (signal === 1 ? -0.04 : 0.24 / (signal + 1)) / (1 + horizonUs / 8e6 + latencyUs / 4e5);

function powerCell(signal: string, at: number, horizonUs: number): PowerCell {
  const n = Math.floor(256_000_000_000 / horizonUs / (at + 3));
  const hit = hitAt(at % 4, horizonUs, 100_000);
  const isGraded = signal !== 'divergence' && signal !== 'momentum';
  const q = Math.min(1, 1.6 * Math.exp(-Math.abs(hit - 0.5) * Math.sqrt(n) * 2.4));
  return {
    ...{ signal, horizonUs, latencyUs: 100_000, nRaw: n * 40, nOnset: n * 2, nNonOverlap: n, nEff: n * 0.9 },
    ties: Math.round(n / 9),
    tieShare: estimate(0.36 / (horizonUs / 1e6), 0.01, n),
    hitOnset: estimate(hit, 1 / Math.sqrt(n), n),
    hitAll: estimate(hit + 0.01, 1.2 / Math.sqrt(n), n * 40),
    strictHit: estimate(hit - 0.1, 1 / Math.sqrt(n), n),
    edgeBp: estimate((hit - 0.5) * 4, 2 / Math.sqrt(n), n),
    ic: isGraded ? estimate(0.06 / (at + 1), 0.012, 131_072) : null,
    rankIc: isGraded ? estimate(0.055 / (at + 1), 0.012, 131_072) : null,
    icHacT: isGraded ? 4.2 - at : null,
    icir: isGraded ? noEstimate(2, 'few_blocks') : null,
    auc: isGraded ? estimate(0.5 + 0.06 / (at + 1), 0.01, n) : null,
    averagePrecision: isGraded ? estimate(0.52, 0.012, n) : null,
    upShare: isGraded ? estimate(0.503, 0.01, n) : null,
    pesaranTimmermann: { statistic: 3.1 - at, p: 0.002 * (at + 1) },
    permutation: { p: q / 2, shifts: 386 },
    p: q / 3,
    q,
  };
}

function decayPoint(at: number, horizonUs: number, latencyUs: number): DecayPoint {
  const hit = hitAt(at, horizonUs, latencyUs);
  const n = Math.max(20, Math.floor(2e10 / (horizonUs + 2e6)));
  return {
    ...{ signal: PRIMARIES[at] ?? '', horizonUs, latencyUs, scheme: 'onset', ties: Math.round(n / 9) },
    hit: at === 2 && horizonUs > 2e8 ? noEstimate(3, 'few_outcomes') : estimate(hit, 1 / Math.sqrt(n), n),
    edgeBp: estimate((hit - 0.5) * 3 * Math.sqrt(1 + horizonUs / 1e7), 3 / Math.sqrt(n) + horizonUs / 2e8, n),
  };
}

function shapeOf(signal: string, at: number, horizonUs: number): ShapeResult {
  const edges = [null, -2, -1, 0, 1, 2, null];
  return {
    signal,
    horizonUs,
    buckets: edges.slice(0, -1).map((from, k) => ({
      from,
      to: edges[k + 1] ?? null,
      meanBp: estimate(
        (k - 2.5) * 0.32 * (at === 1 ? -0.4 : 1),
        0.18 + Math.abs(k - 2.5) * 0.12,
        4_000 - 900 * Math.abs(k - 2.5),
      ),
      hit: estimate(0.5 + (k - 2.5) * 0.012, 0.02, 4_000),
    })),
    monotone: { spearman: at === 1 ? -0.94 : 1, p: at === 1 ? 0.81 : 0.004 },
    long: estimate(0.57, 0.03, 520),
    short: estimate(0.59, 0.03, 520),
    calibration:
      at === 2
        ? null
        : {
            ...{ n: 5_200, brier: estimate(0.2471, 0.0021, 5_200), reliability: estimate(0.0011, 0.0006, 5_200) },
            ...{ resolution: estimate(0.0039, 0.0011, 5_200), uncertainty: estimate(0.2499, 0.0001, 5_200) },
            ece: estimate(0.018, 0.006, 5_200),
            bins: [0.42, 0.46, 0.5, 0.54, 0.58].map((forecast, k) => ({
              forecast,
              observed: estimate(forecast + (k - 2) * 0.011, 0.03, 900),
              n: 900,
            })),
          },
  };
}

const REGIMES: readonly (readonly [RegimeKind, readonly string[]])[] = [
  ['volatility', ['low', 'middle', 'high']],
  ['spread', ['1 tick', 'more']],
  ['session', ['asia', 'europe', 'us', 'late']],
  ['day', ['2024-08-08', '2024-08-09', '2024-08-10']],
  ['rolling', Array.from({ length: 14 }, (_, k) => String(k + 1))],
  ['leave-one-out', ['2024-08-08 00:00', '2024-08-08 06:00', '2024-08-09 12:00']],
];

/** Five hours each, from 8 August 2024 on. */
const stretchOf = (kind: RegimeKind, k: number): Pick<RegimeRow, 'fromUs' | 'toUs'> =>
  kind === 'rolling' || kind === 'leave-one-out'
    ? { fromUs: 1_723_075_200e6 + k * 18_000e6, toUs: 1_723_075_200e6 + (k + 1) * 18_000e6 - 60e6 }
    : { fromUs: null, toUs: null };

const regimesOf = (signal: string, horizonUs: number): RegimeRow[] =>
  REGIMES.flatMap(([kind, names], group) =>
    names.map((name, k) => ({
      ...{ signal, horizonUs, kind, name, ties: 3, ...stretchOf(kind, k) },
      hit: estimate(
        0.57 + 0.03 * Math.sin(3.1 * k + group),
        0.03 + 0.01 * k * (kind === 'rolling' ? 0 : 1),
        300 - 40 * group,
      ),
      edgeBp: estimate(0.4 + 0.2 * Math.cos(k), 0.3, 300),
    })),
  );

const barrierOf = (signal: string, at: number, horizonUs: number): BarrierRow => ({
  signal,
  horizonUs,
  n: 2_120 - 400 * at,
  stride: 1,
  unset: 12,
  gainShare: estimate(0.341 - 0.02 * at, 0.02, 2_120 - 400 * at),
  lossShare: estimate(0.322, 0.02, 2_120 - 400 * at),
  meanWidthBp: estimate(4.21, 0.3, 2_120 - 400 * at),
  meanHeldUs: estimate(41_200_000, 900_000, 2_120 - 400 * at),
  uniqueness: estimate(0.432, 0.02, 2_120 - 400 * at),
  hit: estimate(0.517 - 0.01 * at, 0.031, 2_101 - 400 * at),
  edgeBp: estimate(0.12 - 0.2 * at, 0.24, 2_120 - 400 * at),
});

const none = noEstimate(0, 'no_outcomes');

const noBarriers = (horizonUs: number): BarrierRow => ({
  ...{ signal: 'divergence', horizonUs, n: 0, stride: 1, unset: 7, gainShare: none, lossShare: none },
  ...{ meanWidthBp: none, meanHeldUs: none, uniqueness: none, hit: none, edgeBp: none },
});

type Power = Pick<AnalysisResult, 'impact' | 'power' | 'decay' | 'shape' | 'barriers' | 'baselines' | 'regimes'>;

/** Of the last signal the upper end lies beyond the last latency. */
const halfAt = (us: number, at: number): Estimate => ({
  ...estimate(us, 40_000, 900),
  ...(at === 3 ? { high: null, reason: 'not_reached' as const } : {}),
});

function decayOf(plan: StudyPlan): Power['decay'] {
  const each = <T>(make: (at: number) => T[]): T[] => PRIMARIES.flatMap((_, at) => make(at));
  return {
    horizons: each((at) => plan.decayHorizonsUs.map((horizonUs) => decayPoint(at, horizonUs, plan.latencyUs))),
    latencies: each((at) =>
      plan.horizonsUs.flatMap((horizonUs) => plan.decayLatenciesUs.map((us) => decayPoint(at, horizonUs, us))),
    ),
    halfLife: PRIMARIES.map((signal, at) => ({
      signal,
      horizonUs: 1_000_000,
      latencyUs: at === 1 ? noEstimate(900, 'no_edge') : halfAt(310_000 - 80_000 * at, at),
    })),
    recipe: [
      ['clock', 'receive time'],
      ['grid', '100 ms'],
      ['onset', 'first sample in the zone, then silent for max(horizon, time to leave the zone)'],
      ['z', '300 samples, the current one left out, ddof 1'],
    ],
  };
}

function impactRow(at: number, k: number, n: number): ImpactRow {
  const r2 = at === 2 ? 0.03 : 0.36 + 0.05 * k - 0.2 * at;
  const few = n < 60_000;
  return {
    ...{
      flow: ['ofi', 'ti', 'ofi:index'][at] ?? '',
      binUs: (IMPACT_BINS[k] ?? 0) * 1e6,
      n,
      alpha: estimate(0.0012, 0.002, n),
      beta: 0.141,
      r2,
      r2Adjusted: r2 - 0.001,
    },
    nextCorrelation: k === 4 ? null : estimate(0.18 - 0.05 * k, 0.01, n - 1),
    betaEstimate: few ? { ...noEstimate(n, 'few_blocks'), value: 0.141 } : estimate(0.141, 0.02, n),
    r2Estimate: estimate(r2, 0.02, n),
    r2Unseen: estimate(r2 - 0.01, 0.03, n - 100),
    nextR2: estimate(0.001, 0.001, n - 1),
    nextR2Unseen: estimate(-0.002, 0.003, n - 200),
  };
}

const IMPACT_BINS = [0.1, 0.5, 1, 5, 10];

function impactOf(): Power['impact'] {
  return {
    clock: 'exchange',
    source: 'bookTicker',
    rows: [0, 1, 2].flatMap((at) => IMPACT_BINS.map((seconds, k) => impactRow(at, k, Math.floor(256_000 / seconds)))),
    levels: {
      ...{ binUs: 1_000_000, n: 256_000, explained: 0.755 },
      levels: [1, 2, 3].map((level) => ({ level, beta: estimate(0.3 / level, 0.05, 256_000), weight: 0.5 / level })),
    },
    scatter: {
      ...{ flow: 'ofi', binUs: 1_000_000, n: 256_000, stride: 512, alpha: 0.0012, beta: 0.141 },
      points: Array.from({ length: 40 }, (_, k): [number, number] => [(k % 9) - 4, ((k * 7) % 11) / 5 - 1]),
    },
    betaDepth: estimate(0.93, 0.05, 256_000),
    stepDepth: estimate(0.91, 0.05, 256_000),
    ticksPerStep: 1.04,
  };
}

export const analysisPower = (plan: StudyPlan): Power => ({
  impact: impactOf(),
  power: plan.signals.flatMap(({ name }, at) => plan.horizonsUs.map((horizonUs) => powerCell(name, at, horizonUs))),
  decay: decayOf(plan),
  barriers: [
    ...PRIMARIES.slice(0, 3).map((signal, at) => barrierOf(signal, at, plan.primaryUs)),
    noBarriers(plan.primaryUs),
  ],
  shape: PRIMARIES.slice(0, 3).map((signal, at) => shapeOf(signal, at, plan.primaryUs)),
  baselines: PRIMARIES.flatMap((signal, at) =>
    ['momentum', 'reversal', 'qi', 'majority', 'random'].map((baseline, k) => ({
      ...{ signal, baseline, horizonUs: plan.primaryUs },
      hit: estimate(0.51 + 0.01 * k, 0.03, 900),
      difference: estimate(0.05 - 0.02 * k - 0.01 * at, 0.03, 900),
      partialIc: estimate(0.04, 0.012, 131_072),
    })),
  ),
  regimes: ['ofi', 'cvd'].flatMap((signal) => regimesOf(signal, plan.primaryUs)),
});
