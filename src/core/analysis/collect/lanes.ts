// The lanes of a plan: every horizon at every latency that is judged or drawn in a decay table.

import type { StudyPlan } from '../study-plan.js';
import type { Lane } from './collected.js';

const ascending = (numbers: Iterable<number>): number[] => [...new Set(numbers)].sort((a, b) => a - b);

/** All distinct horizons of a plan, µs, ascending. */
export const horizonsOf = (plan: StudyPlan): number[] => ascending([...plan.horizonsUs, ...plan.decayHorizonsUs]);

/** A mark a horizon must fit into one word. */
export const MOST_HORIZONS = 31;

/**
 * Judged horizons first, then the other horizons at the plan's latency, then the other latencies of judged horizons.
 * @throws RangeError when the plan names no horizon, too many, or a primary one that is not judged
 */
export function lanesOf(plan: StudyPlan): Lane[] {
  const { primaryUs, latencyUs } = plan;
  const judged = ascending(plan.horizonsUs);
  const all = horizonsOf(plan);
  if (!judged.includes(primaryUs)) throw new RangeError(`primary horizon ${primaryUs} µs is not among the horizons`);
  if (all.length > MOST_HORIZONS) throw new RangeError(`${all.length} horizons, at most ${MOST_HORIZONS}`);
  if (!all.every((horizonUs) => Number.isSafeInteger(horizonUs) && horizonUs > 0))
    throw new RangeError('a horizon ≤ 0');
  const latencies = ascending(plan.decayLatenciesUs).filter((other) => other !== latencyUs);
  const decay = (horizonUs: number, latency: number): Lane => ({
    horizonUs,
    latencyUs: latency,
    judged: false,
    primary: false,
  });
  return [
    ...judged.map((horizonUs): Lane => ({ horizonUs, latencyUs, judged: true, primary: horizonUs === primaryUs })),
    ...all.filter((horizonUs) => !judged.includes(horizonUs)).map((horizonUs) => decay(horizonUs, latencyUs)),
    ...judged.flatMap((horizonUs) => latencies.map((latency) => decay(horizonUs, latency))),
  ];
}

/** The lane of a horizon at a latency, or null where the plan has none. */
export const laneAt = <L extends Lane>(lanes: readonly L[], horizonUs: number, latencyUs: number): L | null =>
  lanes.find((lane) => lane.horizonUs === horizonUs && lane.latencyUs === latencyUs) ?? null;
