// How an edge fades: over the horizon at the study's latency, over the latency at each judged horizon.

import { blockEstimate } from '../calendar-blocks.js';
import type { Collected, CollectedLane } from '../collect/collected.js';
import type { DecayPoint, DecayResult, Scheme } from '../result-power.js';
import { hitEstimate } from './bounds.js';
import type { JudgeContext, Sliced } from './context.js';
import { studySample } from './hit-sample.js';

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

function halfLives({ plan }: Collected, latencies: readonly DecayPoint[]): DecayResult['halfLife'] {
  return plan.signals.flatMap(({ name }) =>
    plan.horizonsUs.map((horizonUs) => {
      const own = latencies.filter(
        (point) => point.signal === name && point.horizonUs === horizonUs && point.scheme === 'onset',
      );
      const points = own.map((point) => ({ latencyUs: point.latencyUs, edge: point.edgeBp.value }));
      // Half of what may be nothing is no figure: the first edge has to stand clear of nought.
      const isThere = (own[0]?.edgeBp.low ?? 0) > 0;
      return { signal: name, horizonUs, latencyUs: isThere ? halvedAt(points) : null };
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
