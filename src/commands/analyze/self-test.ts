// `v13 analyze --self-test`: the judge on markets whose truth is known.

import { SELF_TEST_SEEDS, selfTest as canaries, type SelfTestResult } from '../../core/analysis/judge/self-test.js';
import type { Context } from '../../cli/context.js';
import { EXIT, type ExitCode } from '../../cli/exit-codes.js';
import { CANARY_QUESTIONS, selfTestText } from '../../report/analysis/self-test-report.js';

export const SELF_TEST_SCHEMA = 'v13.analyze-self-test/1';

/** After so many slices a signal to end is heard. */
const TURN_SLICES = 8;

const turn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

async function run(seed: number, ctx: Context): Promise<SelfTestResult> {
  const work = canaries({ seed, seeds: SELF_TEST_SEEDS });
  let canary = '';
  let bar = ctx.progress({ label: 'testing', total: null, unit: 'markets' });
  try {
    for (let slice = 0; ; slice++) {
      const step = work.next();
      if (step.done === true) return step.value;
      if (step.value.canary !== canary) {
        canary = step.value.canary;
        bar.end();
        ctx.talk.detail(CANARY_QUESTIONS[step.value.canary]);
        bar = ctx.progress({ label: 'testing', total: step.value.of, unit: 'markets' });
      }
      bar.update(step.value.done);
      if (slice % TURN_SLICES === 0) await turn();
      ctx.signal.throwIfAborted();
    }
  } finally {
    bar.end();
  }
}

/** Exit 1 where a canary does not behave. */
export async function selfTest(seed: number, ctx: Context): Promise<ExitCode> {
  const result = await run(seed, ctx);
  if (ctx.wantsJson) await ctx.json({ schema: SELF_TEST_SCHEMA, seed, seeds: SELF_TEST_SEEDS, ...result });
  else await ctx.stdout.write(selfTestText(result, ctx.words));
  return result.passed ? EXIT.done : EXIT.negative;
}
