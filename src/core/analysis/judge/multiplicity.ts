// What so many questions do to the answers: false discoveries, the best of many trials, and whether any beats a baseline.

import type { BlockSums } from '../collect/block-view.js';
import { blockSums } from '../collect/block-view.js';
import type { Collected } from '../collect/collected.js';
import { sampleSd } from '../moments.js';
import { backtestOverfitting } from '../pbo.js';
import type { MultiplicityResult } from '../result.js';
import type { EconomicsResult } from '../result-market.js';
import type { PowerCell } from '../result-power.js';
import { deflatedSharpe } from '../sharpe.js';
import { superiorPredictiveAbility } from '../spa.js';
import { leastP } from './bounds.js';
import type { JudgeContext, Sliced } from './context.js';
import { primaryOf } from './endpoints.js';
import { netReturns, sharpeSample } from './equity.js';
import { MOST_BLOCKS, joinedSums } from './hit-sample.js';
import { rngFor } from './seeds.js';

/** Blocks that PBO splits the recording into: 924 splits of 12. */
const PBO_BLOCKS = 12;
const SPA_REPLICATIONS = 1_000;
/** Trades below which a Sharpe ratio is left out of the spread of those tried, and is not deflated. */
const LEAST_TRADES = 30;
/** Mean block of the SPA bootstrap, calendar blocks. */
const SPA_BLOCK = 5;

/** Sharpe ratios a trade of everything that was tried in this study: their spread is what luck can choose from. */
function triedSharpes(collected: Collected): number[] {
  return collected.lanes.flatMap(({ judged, events }) =>
    (judged ? (events ?? []) : []).flatMap((list) => {
      const sample = sharpeSample(netReturns(collected, list));
      return sample === null || sample.n < LEAST_TRADES ? [] : [sample.sharpe];
    }),
  );
}

function deflatedOf(
  collected: Collected,
  equity: EconomicsResult['equity'],
  trials: number,
): MultiplicityResult['deflatedSharpe'] {
  if (equity === null || equity.trades < LEAST_TRADES) return null;
  const s = collected.plan.signals.findIndex(({ name }) => name === equity.signal);
  const lane = collected.lanes.find(({ judged, horizonUs }) => judged && horizonUs === equity.horizonUs);
  const events = lane?.events?.[s];
  const sample = events === undefined ? null : sharpeSample(netReturns(collected, events));
  const sd = sampleSd(triedSharpes(collected));
  const deflated = sample === null || sd === null ? null : deflatedSharpe(sample, { trials: Math.max(1, trials), sd });
  if (sample === null || deflated === null) return null;
  return { signal: equity.signal, sharpe: sample.sharpe, n: sample.n, dsr: deflated.probability };
}

/** Edge of each signal by calendar block of the primary lane, bp: nought where it did not fire. */
function edges(collected: Collected): Float64Array[] {
  const { lane } = primaryOf(collected);
  const joined = (s: number): BlockSums => joinedSums(blockSums(lane.blocks, s, 'onset'), MOST_BLOCKS);
  return collected.plan.signals.map((_, s) => joined(s).sum);
}

function overfitting(series: readonly Float64Array[]): MultiplicityResult['pbo'] {
  const alive = series.filter((column) => column.some((edge) => edge !== 0));
  const result = backtestOverfitting(alive, PBO_BLOCKS);
  if (result === null) return null;
  return { value: result.pbo, combinations: result.combinations, strategies: alive.length };
}

/** All signals against the best baseline: chosen afterwards, which makes it the harder to beat. */
function superiority(collected: Collected, series: readonly Float64Array[]): MultiplicityResult['spa'] {
  const { signals, seed } = collected.plan;
  const total = (column: Float64Array): number => column.reduce((sum, edge) => sum + edge, 0);
  const baselines = series.filter((_, s) => signals[s]?.role === 'baseline');
  const models = series.filter((_, s) => signals[s]?.role !== 'baseline');
  const [first, ...others] = baselines;
  if (first === undefined || models.length === 0) return null;
  const best = others.reduce((a, b) => (total(b) > total(a) ? b : a), first);
  const losses = (column: Float64Array): Float64Array => column.map((edge) => -edge);
  const meanBlock = Math.min(SPA_BLOCK, Math.max(1, first.length / 10));
  const drawing = { replications: SPA_REPLICATIONS, rng: rngFor(seed, 'spa'), meanBlock };
  const result = superiorPredictiveAbility(losses(best), models.map(losses), drawing);
  if (result === null) return null;
  // No p below what the replications can tell.
  const pConsistent = Math.max(leastP(SPA_REPLICATIONS), result.pConsistent);
  return { pConsistent, models: result.models, n: result.n };
}

export interface Found {
  readonly power: readonly PowerCell[];
  readonly equity: EconomicsResult['equity'];
}

export function* judgeMultiplicity(
  collected: Collected,
  context: JudgeContext,
  found: Found,
): Sliced<MultiplicityResult> {
  yield { part: 'multiplicity', done: 0, of: 1 };
  const tested = found.power.filter(({ q }) => q !== null);
  const under = (limit: number): number => tested.filter(({ q }) => (q as number) <= limit).length;
  const series = context.full ? edges(collected) : [];
  return {
    trials: context.trials,
    ledgerPath: context.ledgerPath,
    cells: tested.length,
    discoveries05: under(0.05),
    discoveries10: under(0.1),
    deflatedSharpe: deflatedOf(collected, found.equity, context.trials),
    pbo: overfitting(series),
    spa: superiority(collected, series),
  };
}
