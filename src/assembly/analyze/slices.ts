// Drives work that comes in slices: shows where it is, and stops where it is told to.

import type { JudgePart, Sliced } from '../../core/analysis/judge/context.js';

export interface SliceHooks {
  readonly signal: AbortSignal;
  readonly onJudge: (part: JudgePart) => void;
  readonly onProgress: (done: number) => void;
}

/** After so many slices others get a turn: a signal to end comes through the event loop. */
const TURN_SLICES = 16;

const turn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

/** Throws the signal's reason where it is aborted. */
export async function driveSlices<Result>(work: Sliced<Result>, hooks: SliceHooks): Promise<Result> {
  let part: JudgePart | null = null;
  for (let done = 0; ; done++) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (step.value.part !== part) {
      part = step.value.part;
      hooks.onJudge(part);
    }
    hooks.onProgress(done);
    if (done % TURN_SLICES === 0) await turn();
    hooks.signal.throwIfAborted();
  }
}
