// The progress of an analysis on the terminal: hashing, reading, judging, one bar after another.

import type { AnalyzeHooks, AnalyzePart } from '../../assembly/analyze/analyze-types.js';
import type { Context, Progress } from '../../cli/context.js';

export interface WorkProgress extends AnalyzeHooks {
  end(): void;
}

const LABELS: Readonly<Record<AnalyzePart, string>> = {
  hashing: 'hashing',
  reading: 'computing',
  judging: 'judging',
};

export function workProgress(ctx: Context): WorkProgress {
  let bar: Progress | null = null;
  const end = (): void => {
    bar?.end();
    bar = null;
  };
  return {
    signal: ctx.signal,
    nowUs: () => ctx.nowUs(),
    onPart(part, total, unit) {
      end();
      bar = ctx.progress({ label: LABELS[part], total, unit });
    },
    onProgress: (done) => bar?.update(done),
    onJudge: (part) => ctx.talk.detail(`judging: ${part}`),
    end,
  };
}
