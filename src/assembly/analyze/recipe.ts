// How rows, signals and outcomes of a study were made, word for word enough to make them again.

import type { StudyPlan } from '../../core/analysis/study-plan.js';
import type { ChainConfig } from '../../core/pipeline/config.js';
import { formatDuration } from '../../text/duration.js';

const PRICES = {
  mid: 'mean of best bid and best ask',
  microprice: 'mid weighted by the sizes at the best prices',
  executable: 'a long buys the ask and sells the bid, a short the reverse',
} as const;

/** Pairs of key and value, for the section on decay. */
export function recipeOf(chain: ChainConfig, plan: StudyPlan): (readonly [key: string, value: string])[] {
  const { grid, ofi, cvd } = chain;
  const z = ({ window, baseline, ddof, warmup }: ChainConfig['ofi']['z']): string =>
    `${window} samples, ${baseline === 'exclude' ? 'without' : 'with'} the current one, ddof ${ddof}, warm-up ${warmup}`;
  return [
    ['clock', 'receive time'],
    ['grid', grid.kind === 'event' ? 'one row a depth update' : `one row each ${formatDuration(grid.stepUs)}`],
    ['quotes', ofi.source === 'depth' ? 'best levels of the book after each depth update' : 'book ticker'],
    ['price', PRICES[plan.label]],
    ['entry', 'last state at or before decision + latency'],
    ['exit', 'last state at or before entry time + horizon'],
    [
      'onset',
      'first row inside the zone, or on its other side; the next one counts when the horizon is over and the zone was left',
    ],
    ...(plan.signals.some(({ single }) => single === true)
      ? ([['moments', 'each moment of the list is a decision and an entry of its own, at its exact time']] as const)
      : []),
    [
      'dropped',
      `a break before the exit; no message of the symbols of the run for more than ${formatDuration(plan.staleUs)} at decision, entry or exit; an exit after the data`,
    ],
    ['ofi', `mode ${ofi.mode}, weights ${ofi.weights.join(' ')}; z over ${z(ofi.z)}`],
    ['cvd', `mode ${cvd.mode}, bars of ${formatDuration(cvd.barUs)}; z over ${z(cvd.z)}`],
  ];
}
