// A run whose longest horizon is too long for the data: once more with those that fit, and said so.

import { fittingHorizons } from '../../assembly/analyze/fit-horizons.js';
import type { StudyChoices } from '../../assembly/analyze/study-design.js';
import type { Context } from '../../cli/context.js';

interface Questions {
  readonly study: StudyChoices;
}

/** `notes`: what the report has to say of it. */
export async function fitStudy<Plan extends Questions, Result>(
  plan: Plan,
  ctx: Context,
  run: (plan: Plan, notes: readonly string[]) => Promise<Result>,
): Promise<Result> {
  try {
    return await run(plan, []);
  } catch (error) {
    const horizonsUs = fittingHorizons(error);
    if (horizonsUs === null || !(error instanceof Error)) throw error;
    ctx.talk.warn(error.message);
    return run({ ...plan, study: { ...plan.study, horizonsUs } }, [error.message]);
  }
}
