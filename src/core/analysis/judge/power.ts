// The power matrix: every signal at every judged horizon.

import { blockEffectiveN, blockEstimate } from '../calendar-blocks.js';
import { blockSums, blockTotals } from '../collect/block-view.js';
import type { Collected, CollectedLane, EventList } from '../collect/collected.js';
import type { Estimate } from '../estimate.js';
import { benjaminiHochberg } from '../multiple-testing.js';
import { pesaranTimmermann } from '../pesaran-timmermann.js';
import type { PowerCell } from '../result-power.js';
import { hitBounds, hitEstimate, leastP, pByInversion, strictEstimate, tieEstimate } from './bounds.js';
import type { Sliced } from './context.js';
import { UNGRADED, gradedFigures } from './graded.js';
import { type HitSample, laneSample, studySample } from './hit-sample.js';
import { rngFor } from './seeds.js';
import { permutationOf } from './permutation.js';
import { gradedSeries } from './store-series.js';

/** Replications where no verdict hangs on them. */
export const LIGHT_REPLICATIONS = 500;

/** Moments that a cell's permutation test looks at: all shifts of so many are still thousands. */
const MOST_SHIFTED = 32_768;

/** Share of ups among the unconditional moves that were none of nought; one half where there was none. */
export function upShareOf({ moves }: Collected, horizonUs: number): number {
  const found = moves.find((move) => move.horizonUs === horizonUs);
  return found === undefined || found.n === found.ties ? 0.5 : found.ups / (found.n - found.ties);
}

/** Hit rate that sides so mixed would have by chance: longs hit when the price rises. */
function chanceRate(lane: CollectedLane, s: number, upShare: number): number {
  const long = blockTotals(blockSums(lane.blocks, s, 'long'));
  const short = blockTotals(blockSums(lane.blocks, s, 'short'));
  const n = long.n - long.ties + short.n - short.ties;
  return n === 0 ? 0.5 : ((long.n - long.ties) * upShare + (short.n - short.ties) * (1 - upShare)) / n;
}

/** Two-sided p of the onsets' hit rate against chance of the same sides, by the bounds that verdicts use. */
function twoSidedP(sample: HitSample, bar: number, replications: number): number | null {
  if (sample.count.n === 0 || bar <= 0 || bar >= 1) return null;
  const boundsAt = (alpha: number): ReturnType<typeof hitBounds> => hitBounds(sample, alpha);
  const least = Math.min(pByInversion(boundsAt, bar, 'above'), pByInversion(boundsAt, bar, 'below'));
  return Math.min(1, 2 * Math.max(leastP(replications), least));
}

/** Pesaran–Timmermann on the onsets that do not overlap. */
function directionTest({ side, y }: EventList): PowerCell['pesaranTimmermann'] {
  const kept = [...y.keys()].filter((e) => (y[e] as number) !== 0 && !Number.isNaN(y[e]));
  const test = pesaranTimmermann(
    kept.map((e) => side[e] as number),
    kept.map((e) => y[e] as number),
  );
  if (test === null || test.statistic === null || test.pTwoSided === null) return null;
  return { statistic: test.statistic, p: test.pTwoSided };
}

/** Means of side · outcome with an interval by blocks. */
export const edgeEstimate = ({ edge }: HitSample): Estimate => blockEstimate(edge);

interface Matrix {
  readonly collected: Collected;
  /** Permutation tests that endpoints have made already, at the primary horizon, by signal. */
  readonly tested: ReadonlyMap<string, PowerCell['permutation']>;
  /** Trials on these data in the ledger, this study's included. */
  readonly trials: number;
}

function cellOf({ collected, tested }: Matrix, lane: CollectedLane, s: number): PowerCell {
  const { plan } = collected;
  const h = plan.horizonsUs.indexOf(lane.horizonUs);
  const { horizonUs, latencyUs } = lane;
  const rng = rngFor(plan.seed, 'power', [s, h]);
  const onset = studySample(collected, lane, { s, scheme: 'onset' });
  const all = laneSample(lane, { s, scheme: 'all' }, { replications: LIGHT_REPLICATIONS, rng });
  const events = lane.events?.[s];
  const spec = plan.signals[s];
  return {
    signal: spec?.name ?? '',
    horizonUs,
    latencyUs,
    nRaw: all.n,
    nOnset: lane.entries[s] as number,
    nNonOverlap: onset.n,
    ties: onset.ties,
    nEff: blockEffectiveN(onset.rate),
    tieShare: tieEstimate(onset),
    hitOnset: hitEstimate(onset),
    hitAll: blockEstimate(all.rate),
    strictHit: strictEstimate(onset),
    edgeBp: edgeEstimate(onset),
    ...(spec?.graded === true ? gradedFigures(gradedSeries(collected, { s, h }), horizonUs, rng) : UNGRADED),
    pesaranTimmermann: events === undefined ? null : directionTest(events),
    permutation:
      (lane.primary ? tested.get(spec?.name ?? '') : null) ??
      permutationOf(collected, { lane, s, h, most: MOST_SHIFTED }),
    p: twoSidedP(onset, chanceRate(lane, s, upShareOf(collected, horizonUs)), plan.replications),
    q: null,
  };
}

/**
 * q of each cell by Benjamini and Hochberg over all cells that have a p, and all that was tried on these data besides: what
 * is not in this study is taken to have found nothing.
 */
function withQ(cells: readonly PowerCell[], trials: number): PowerCell[] {
  const tested = cells.filter(({ p }) => p !== null);
  const p = new Float64Array(Math.max(tested.length, trials)).fill(1);
  p.set(tested.map((cell) => cell.p as number));
  const q = benjaminiHochberg(p);
  return cells.map((cell) => {
    const at = tested.indexOf(cell);
    return at < 0 ? cell : { ...cell, q: q[at] as number };
  });
}

export function* judgePower(matrix: Matrix): Sliced<PowerCell[]> {
  const { plan, lanes } = matrix.collected;
  const judged = lanes.filter((lane) => lane.judged);
  const cells: PowerCell[] = [];
  const of = judged.length * plan.signals.length;
  for (const lane of judged) {
    for (let s = 0; s < plan.signals.length; s++) {
      yield { part: 'power', done: cells.length, of };
      cells.push(cellOf(matrix, lane, s));
    }
  }
  return withQ(cells, matrix.trials);
}
