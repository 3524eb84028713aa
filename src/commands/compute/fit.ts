// `v13 compute --fit-pca TRAIN` and `--fit-microprice TRAIN`: weights fitted on a recording, as a JSON file.

import { type FitKind, fitOn } from '../../assembly/compute/fit.js';
import type { Recording } from '../../assembly/recording.js';
import type { Context } from '../../cli/context.js';
import { EXIT, type ExitCode } from '../../cli/exit-codes.js';
import { shellWord } from '../../cli/shell-word.js';
import { writeFileAtomic } from '../../platform/atomic-file.js';
import { shownPath } from '../../platform/paths.js';
import { countText } from '../../report/number-text.js';
import { formatTime } from '../../text/time.js';
import { requireData, resolveFor } from '../recordings/open-recording.js';
import type { ComputePlan } from './plan.js';

interface Fitting {
  readonly plan: ComputePlan;
  readonly kind: FitKind;
  readonly recording: Recording;
  readonly ctx: Context;
}

export async function fitWeights({ plan, kind, recording, ctx }: Fitting): Promise<ExitCode> {
  const { chain } = resolveFor(recording, plan, ctx);
  const { symbols, strict } = plan.recording;
  const bar = ctx.progress({ label: 'fitting', total: recording.opened.progress().bytesTotal, unit: 'bytes' });
  const weights = await fitOn(recording, {
    kind,
    chain,
    symbols: symbols.length === 0 ? null : new Set(symbols),
    fromUs: plan.fromUs,
    toUs: plan.toUs,
    strict,
    signal: ctx.signal,
    onProgress: ({ bytesRead }) => bar.update(bytesRead),
    check: (run) => requireData(run, plan, recording),
  }).finally(() => bar.end());
  const document = { ...weights, environment: recording.env.toUpperCase(), venue: recording.venue };
  const text = `${JSON.stringify(document, null, 2)}\n`;
  if (plan.out === '-') await ctx.stdout.write(text);
  else await writeFileAtomic(plan.out, text);
  const { n, trained_from_us: fromUs, trained_to_us: toUs } = weights;
  const span = `${formatTime(fromUs, ctx.timeZone)} to ${formatTime(toUs, ctx.timeZone)}`;
  const [symbol] = weights.symbols;
  ctx.talk.info(`${symbol ?? ''}: fitted on ${countText(n)} samples, ${span}`);
  if (weights.kind === 'ofi-pca') {
    ctx.talk.info(
      `the first component explains ${(100 * weights.explained).toFixed(1)} % of the variance of the levels`,
    );
  }
  if (ctx.wantsJson) await ctx.json({ schema: 'v13.fit/1', file: plan.out, ...document });
  if (plan.out !== '-') {
    const name = weights.kind === 'ofi-pca' ? 'integrated' : 'microprice';
    const feature = `${name}:weights=${shownPath(plan.out, ctx.cwd)}`;
    ctx.next(`v13 compute LATER.ndjson.gz --out rows.parquet --feature ${shellWord(feature)}`);
  }
  return EXIT.done;
}
