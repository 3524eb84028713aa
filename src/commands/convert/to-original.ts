// `v13 convert --to original-ndjson`: depth messages as the original design's flat lines.

import { writeOriginalLines } from '../../assembly/convert/original-lines.js';
import type { Context } from '../../cli/context.js';
import { EXIT, type ExitCode } from '../../cli/exit-codes.js';
import { createAtomicFile } from '../../platform/atomic-file.js';
import { countText } from '../../report/number-text.js';
import { openInputs } from '../recordings/open-recording.js';
import { checkOutputPath } from '../recordings/output-path.js';
import type { ConvertPlan } from './options.js';

export async function convertToOriginal(plan: ConvertPlan, ctx: Context): Promise<ExitCode> {
  const path = plan.out ?? '-';
  const recording = await openInputs({ recording: plan.choices, fromDataRoot: plan.fromDataRoot }, ctx);
  const { bytesTotal } = recording.opened.progress();
  const progress = ctx.progress({ label: 'converting', total: bytesTotal, unit: 'bytes' });
  const file = path === '-' ? null : await openFile();
  async function openFile() {
    checkOutputPath(recording, { path, flag: '--out', force: plan.force });
    return createAtomicFile(path);
  }
  try {
    const counts = await writeOriginalLines(recording, {
      signal: ctx.signal,
      write: (lines) => (file === null ? ctx.stdout.write(lines) : file.write(lines)),
      onProgress: (bytes) => progress.update(bytes),
    });
    await file?.commit();
    if (ctx.wantsJson) await ctx.json({ schema: 'v13.convert/1', file: path, ...counts });
    else
      ctx.talk.info(
        `${countText(counts.lines)} depth messages; ${countText(counts.left)} messages of other kinds left out`,
      );
  } finally {
    progress.end();
    await file?.discard();
    await recording.opened.feed.close();
  }
  if (path !== '-') ctx.next(`v13 replay ${path} --format original`);
  return EXIT.done;
}
