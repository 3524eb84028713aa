// How often the data of a study have been asked: distinct trials over all runs on the same market and time.

import type { OutcomeLine, PlanLine, Trial, TrialLine, TrialMarket } from '../../store/trial-ledger.js';

/** Equal keys, the same trial again. */
const keyOf = (chainHash: string, trial: Trial, lead: string | null): string => {
  const { signal, rule, horizonUs, latencyUs, label, family = null } = trial;
  return JSON.stringify([chainHash, lead, signal, rule, horizonUs, latencyUs, label, family]);
};

/** Times of a run as they are known at last. */
function spanOf(plan: PlanLine, outcomes: ReadonlyMap<string, OutcomeLine>): readonly [number, number] {
  const outcome = outcomes.get(plan.id);
  return [outcome?.fromUs ?? plan.fromUs ?? -Infinity, outcome?.toUs ?? plan.toUs ?? Infinity];
}

/** What was tried before the environment was stated counts afterwards: stating it makes no new data. */
const mayBeSame = (a: string, b: string): boolean => a === b || a === 'unstated' || b === 'unstated';

/** Prices of the same symbol from the same place, at times that meet. An unfinished run may have seen all of it. */
function isSameData(market: TrialMarket, plan: PlanLine, [fromUs, toUs]: readonly [number, number]): boolean {
  if (plan.venue !== market.venue || plan.symbol !== market.symbol || !mayBeSame(plan.env, market.env)) return false;
  return fromUs <= (market.toUs ?? Infinity) && toUs >= (market.fromUs ?? -Infinity);
}

/** Distinct trials on these data, those of `own` included. */
export function countTrials(
  lines: readonly TrialLine[],
  market: TrialMarket,
  own: { readonly chainHash: string; readonly trials: readonly Trial[] },
): number {
  const outcomes = new Map(lines.flatMap((line) => (line.kind === 'outcome' ? [[line.id, line] as const] : [])));
  const keys = new Set(own.trials.map((trial) => keyOf(own.chainHash, trial, market.lead)));
  for (const line of lines) {
    if (line.kind !== 'plan' || !isSameData(market, line, spanOf(line, outcomes))) continue;
    for (const trial of line.trials) keys.add(keyOf(line.chainHash, trial, line.lead));
  }
  return keys.size;
}
