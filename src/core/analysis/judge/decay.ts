// How an edge fades: over the horizon at the study's latency, over the latency at each judged horizon.

import { bootstrapSums } from '../block-statistics.js';
import { type BlockBootstrap, blockEstimate, commonRun } from '../calendar-blocks.js';
import { blockSums } from '../collect/block-view.js';
import type { Collected, CollectedLane } from '../collect/collected.js';
import { type Estimate, noEstimate } from '../estimate.js';
import type { DecayPoint, DecayResult, Scheme } from '../result-power.js';
import { hitEstimate } from './bounds.js';
import type { JudgeContext, Sliced } from './context.js';
import { joinBlocks, joinFactor, studySample } from './hit-sample.js';
import { LIGHT_REPLICATIONS } from './power.js';
import { rngFor } from './seeds.js';

const SCHEMES: readonly Scheme[] = ['onset', 'non-overlap'];

/** Points of a lane: all signals, onsets and non-overlapping samples. */
function pointsOf(collected: Collected, lane: CollectedLane): DecayPoint[] {
  return collected.plan.signals.flatMap(({ name }, s) =>
    SCHEMES.map((scheme): DecayPoint => {
      const sample = studySample(collected, lane, { s, scheme });
      const { horizonUs, latencyUs } = lane;
      return {
        signal: name,
        horizonUs,
        latencyUs,
        scheme,
        ties: sample.ties,
        hit: hitEstimate(sample),
        edgeBp: blockEstimate(sample.edge),
      };
    }),
  );
}

/**
 * Latency at which the edge is half of that at the least latency, by linear interpolation between the points on either side
 * of the first crossing. Null where the edge did not begin above nought or never halved.
 * @param points of one signal, scheme and horizon, by latency
 */
export function halvedAt(
  points: readonly { readonly latencyUs: number; readonly edge: number | null }[],
): number | null {
  const known = points.filter((point): point is { latencyUs: number; edge: number } => point.edge !== null);
  const half = (known[0]?.edge ?? 0) / 2;
  if (!(half > 0)) return null;
  for (let i = 1; i < known.length; i++) {
    const [a, b] = [known[i - 1], known[i]];
    if (a === undefined || b === undefined || b.edge > half) continue;
    return a.latencyUs + ((a.edge - half) / (a.edge - b.edge)) * (b.latencyUs - a.latencyUs);
  }
  return null;
}

/** Stands for a half-life beyond the last latency: no two lie so far apart. */
const BEYOND_US = 1e15;

/** Σ and n of a signal's onsets by latency, over one calendar: that of the lane with the longest blocks. */
function columnsByLatency(lanes: readonly CollectedLane[], s: number): Float64Array[] {
  const lengthUs = Math.max(...lanes.map(({ blocks }) => blocks.lengthUs));
  const numbersOf = ({ blocks }: CollectedLane): number[] =>
    Array.from(blocks.numbers, (number) => Math.floor((number * blocks.lengthUs) / lengthUs));
  const numbers = [...new Set(lanes.flatMap(numbersOf))].sort((a, b) => a - b);
  const place = new Map(numbers.map((number, b) => [number, b]));
  return lanes.flatMap((lane) => {
    const { sum, n } = blockSums(lane.blocks, s, 'onset');
    const columns = [new Float64Array(numbers.length), new Float64Array(numbers.length)] as const;
    numbersOf(lane).forEach((number, b) => {
      const at = place.get(number) as number;
      columns[0][at] = (columns[0][at] as number) + (sum[b] as number);
      columns[1][at] = (columns[1][at] as number) + (n[b] as number);
    });
    return columns;
  });
}

/** The half-life in draws of the same blocks for all latencies. */
function halfLifeOf({ plan }: Collected, lanes: readonly CollectedLane[], s: number): Estimate {
  const columns = columnsByLatency(lanes, s).map((column) => joinBlocks(column, joinFactor(column.length)));
  const [total = new Float64Array(0), count = new Float64Array(0)] = columns;
  const [drawn] = bootstrapSums(columns, {
    replications: LIGHT_REPLICATIONS,
    rng: rngFor(plan.seed, 'decay', [s, lanes[0]?.horizonUs ?? 0]),
    run: commonRun([{ kind: 'mean', total, count }]),
    count,
    statistics: (sums) => {
      const edges = lanes.map(({ latencyUs }, l) => {
        const n = sums[2 * l + 1] as number;
        return { latencyUs, edge: n > 0 ? (sums[2 * l] as number) / n : null };
      });
      if (edges[0]?.edge === null) return [NaN];
      // An edge that is not there at first in some draw is gone by then.
      return [(edges[0]?.edge ?? 0) > 0 ? (halvedAt(edges) ?? BEYOND_US) : (lanes[0]?.latencyUs ?? 0)];
    },
  }) as [BlockBootstrap];
  const lastUs = lanes.at(-1)?.latencyUs ?? 0;
  const { value, low, high, ...rest } = blockEstimate(drawn);
  const seen = (at: number | null): number | null => (at === null || at > lastUs ? null : at);
  const isCut = (value ?? 0) > lastUs || (high ?? 0) > lastUs;
  // Where the lower end lies beyond too, the last latency is as much as can be said.
  const from = low === null ? null : Math.min(low, lastUs);
  return { ...rest, value: seen(value), low: from, high: seen(high), reason: isCut ? 'not_reached' : rest.reason };
}

function halfLives(collected: Collected, latencies: readonly DecayPoint[]): DecayResult['halfLife'] {
  const { plan } = collected;
  return plan.signals.flatMap(({ name }, s) =>
    plan.horizonsUs.map((horizonUs) => {
      const first = latencies.find(
        (point) => point.signal === name && point.horizonUs === horizonUs && point.scheme === 'onset',
      );
      const lanes = collected.lanes
        .filter((lane) => lane.horizonUs === horizonUs)
        .sort((a, b) => a.latencyUs - b.latencyUs);
      // Half of what may be nothing is no figure: the first edge has to stand clear of nought.
      const isThere = (first?.edgeBp.low ?? 0) > 0;
      const none = noEstimate(first?.edgeBp.n ?? 0, first?.edgeBp.value === null ? 'no_outcomes' : 'no_edge');
      return { signal: name, horizonUs, latencyUs: isThere ? halfLifeOf(collected, lanes, s) : none };
    }),
  );
}

const byPlace = (a: DecayPoint, b: DecayPoint): number => a.horizonUs - b.horizonUs || a.latencyUs - b.latencyUs;

/** Points in order of horizon, then latency; signals in the order of the plan. */
export function* judgeDecay(collected: Collected, { recipe }: JudgeContext): Sliced<DecayResult> {
  const { plan, lanes } = collected;
  const points: DecayPoint[] = [];
  for (const [i, lane] of lanes.entries()) {
    yield { part: 'decay', done: i, of: lanes.length };
    points.push(...pointsOf(collected, lane));
  }
  const latencies = points.filter(({ horizonUs }) => plan.horizonsUs.includes(horizonUs)).sort(byPlace);
  return {
    horizons: points.filter(({ latencyUs }) => latencyUs === plan.latencyUs).sort(byPlace),
    latencies,
    halfLife: halfLives(collected, latencies),
    recipe,
  };
}
