// `v13 stages`: one scorecard of the original design's stages, every value read from a file.

import { findEvidence } from '../assembly/stages/find-evidence.js';
import { defineCommand } from '../cli/command.js';
import { EXIT, type ExitCode } from '../cli/exit-codes.js';
import { judgeStages } from '../core/analysis/scorecard/judge-stages.js';
import type { Scorecard } from '../core/analysis/scorecard/scorecard.js';
import { resolvePath, shownPath } from '../platform/paths.js';
import { stagesReport } from '../report/stages-report.js';
import { terminalText } from '../report/terminal-text.js';

interface StagesPlan {
  readonly dataRoot: string;
  /** Reports that lie outside of it. */
  readonly paths: readonly string[];
}

const EXITS: Readonly<Record<Scorecard['verdict'], ExitCode>> = {
  PASS: EXIT.done,
  FAIL: EXIT.negative,
  INCONCLUSIVE: EXIT.inconclusive,
};

/** The command that makes the first thing that is missing; of a whole scorecard the reports themselves. */
function nextLine({ stages }: Scorecard): string {
  const open = stages.find(({ commands }) => commands.length > 0);
  return open?.commands[0] ?? 'v13 stages --json';
}

export const stages = defineCommand({
  name: 'stages',
  summary: 'scorecard of all stages: every gate with value, target, verdict and the file it was read from',
  description:
    'Holds what lies in the data root against the gates of the original design: capture, compute, validate, trade, train. Values are read from manifests, metrics.json, Parquet files, kept results of analyze and JSON documents under reports/; none is typed by hand. Evidence of testnets, emulators and synthetic markets is marked and cannot pass a stage that asks for the live market; evidence whose data changed cannot pass either. Ends with 0 when every gate passes, 1 when one fails, else 6.',
  examples: [
    { line: 'v13 stages', does: 'everything that the data root can show' },
    { line: 'v13 stages report/report.json', does: 'and a report that lies elsewhere' },
    { line: 'v13 stages --json', does: 'the same as data' },
  ],
  arguments: [
    {
      name: 'PATH',
      help: 'report.json of analyze, or a document of capture, replay, trade or train; file or folder',
      required: false,
      variadic: true,
    },
  ],
  options: {},
  usesConfig: 'if-sound',
  plan: ({ args }, env): StagesPlan => ({
    dataRoot: env.dataRoot,
    paths: args.map((path) => resolvePath(env.cwd, path)),
  }),
  async run({ dataRoot, paths }, ctx) {
    const card = judgeStages(await findEvidence(dataRoot, paths));
    if (ctx.wantsJson) await ctx.json(card);
    else {
      const options = { columns: ctx.columns, paint: ctx.paint.stdout, words: ctx.words };
      await ctx.stdout.write(
        terminalText(
          stagesReport(card, (path) => shownPath(path, ctx.cwd)),
          options,
        ),
      );
    }
    ctx.next(nextLine(card));
    return EXITS[card.verdict];
  },
});
