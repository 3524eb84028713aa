// Runs legs: each timed, each ending in a finding whatever happens, in the order they are listed.

import { type Leg, type LegFinding, type LegGroup, failed } from '../../core/quality/leg.js';
import { V13Error } from '../../platform/errors.js';

export interface LegPlan {
  readonly group: LegGroup;
  readonly name: string;
  readonly look: () => LegFinding | Promise<LegFinding>;
}

export interface LegWatch {
  readonly signal: AbortSignal;
  readonly elapsedMs: () => number;
  /** Called as each leg ends. */
  readonly onLeg: (leg: Leg) => void;
}

/** An error as a finding: its words, and what to do about it. */
export function findingOf(thrown: unknown): LegFinding {
  if (thrown instanceof V13Error) return failed(thrown.message, thrown.hint, { code: thrown.code });
  const { code, message } = thrown as NodeJS.ErrnoException;
  return failed(message, null, { code: code ?? null });
}

async function runLeg({ group, name, look }: LegPlan, watch: LegWatch): Promise<Leg> {
  watch.signal.throwIfAborted();
  const from = watch.elapsedMs();
  const finding = await Promise.resolve()
    .then(look)
    .catch((error: unknown) => {
      watch.signal.throwIfAborted();
      return findingOf(error);
    });
  const leg = { group, name, ...finding, elapsedMs: Math.round((watch.elapsedMs() - from) * 10) / 10 };
  watch.onLeg(leg);
  return leg;
}

/** One after the other: they measure the machine. */
export async function runInTurn(plans: readonly LegPlan[], watch: LegWatch): Promise<Leg[]> {
  const legs: Leg[] = [];
  for (const plan of plans) legs.push(await runLeg(plan, watch));
  return legs;
}

/** All at once: they wait for others. */
export const runTogether = (plans: readonly LegPlan[], watch: LegWatch): Promise<Leg[]> =>
  Promise.all(plans.map((plan) => runLeg(plan, watch)));
