// `v13 convert`: recordings → Parquet in the lake, or the original design's flat lines.

import {
  type ConvertOptions,
  type ConvertResult,
  convertRecordings,
  workBytes,
} from '../../assembly/convert/convert.js';
import { defineCommand } from '../../cli/command.js';
import { shellWord } from '../../cli/shell-word.js';
import type { Context, Progress } from '../../cli/context.js';
import { EXIT, type ExitCode } from '../../cli/exit-codes.js';
import { DataError } from '../../platform/errors.js';
import { sleep } from '../../platform/sleep.js';
import { shownPath } from '../../platform/paths.js';
import { lakeFolder } from '../../store/catalog.js';
import { convertJson, convertText } from '../../report/convert-text.js';
import { formatTime } from '../../text/time.js';
import { noDataError } from '../recordings/open-recording.js';
import type { ConvertWork } from '../../assembly/convert/sources.js';
import { type ConvertPlan, convertOptions, planConvert } from './options.js';
import { convertToOriginal } from './to-original.js';

function tellWork(work: ConvertWork, { watch: isWatch, choices }: ConvertPlan, ctx: Context): void {
  const sources = work.units.flatMap((unit) => unit.sources).filter(({ kinds }) => kinds.size > 0).length;
  const count = sources === 1 ? '1 source' : `${sources} sources`;
  if (!isWatch) ctx.talk.info(`${count} to convert, ${work.doneBefore} converted before`);
  for (const path of work.changed) {
    ctx.talk.warn(`${shownPath(path, ctx.cwd)} is not what was converted under its name: left alone`);
  }
  const [merged] = work.merged;
  if (merged !== undefined) {
    const first = `${merged}${work.merged.length > 1 ? ` and ${work.merged.length - 1} more` : ''}`;
    ctx.talk.warn(
      `${first}: a compaction put their rows together with others, left alone; convert into another --data`,
    );
  }
  if (!isWatch) tellOverlaps(work, ctx);
  if (work.otherEnvs.length === 0) return;
  const held = work.otherEnvs.map((env) => env.toUpperCase()).join(', ');
  const wish = (choices.env ?? '').toUpperCase();
  ctx.talk.warn(`what was converted before stands in the lake as ${held} and stays so; --again makes it ${wish}`);
}

/** Two captures at once are no fault: but sums over the lake would count what both hold twice. */
function tellOverlaps({ overlaps }: ConvertWork, ctx: Context): void {
  const [first] = overlaps;
  if (first === undefined) return;
  const { sessions, symbols, fromUs, toUs } = first;
  const market = symbols.length > 3 ? `${symbols.length} symbols` : symbols.join(', ');
  const span = `${formatTime(fromUs, ctx.timeZone)} to ${formatTime(toUs, ctx.timeZone)}`;
  const more = overlaps.length > 1 ? `; ${overlaps.length - 1} more pairs` : '';
  ctx.talk.warn(
    `${sessions.join(' and ')} both hold ${market} from ${span}${more}: the lake holds that twice; v13 merge makes one recording of them`,
  );
}

async function convertOnce(plan: ConvertPlan, ctx: Context): Promise<ConvertResult> {
  let progress: Progress | null = null;
  const options: ConvertOptions = {
    dataFolder: plan.dataFolder,
    choices: plan.choices,
    kinds: new Set(plan.kinds),
    levels: plan.levels,
    again: plan.again,
    software: `v13 ${ctx.version}`,
    command: 'v13 convert',
    nowUs: ctx.nowUs(),
    signal: ctx.signal,
    onWork(work) {
      tellWork(work, plan, ctx);
      progress = ctx.progress({ label: 'converting', total: workBytes(work), unit: 'bytes' });
    },
    onProgress: (bytes) => progress?.update(bytes),
  };
  try {
    return await convertRecordings(options);
  } catch (error) {
    const nothing = error instanceof DataError && ['V13_INPUT_MISSING', 'V13_INPUT_NONE'].includes(error.code);
    if (plan.fromDataRoot && nothing) throw noDataError(ctx.dataRoot);
    throw error;
  } finally {
    (progress as Progress | null)?.end();
  }
}

function warnOf({ sources, work }: ConvertResult, ctx: Context): void {
  const damaged = sources.filter((source) => source.damaged > 0);
  if (damaged.length > 0) {
    const [first] = damaged;
    const path = shellWord(shownPath(first?.source.paths[0] ?? '', ctx.cwd));
    const count = damaged.length === 1 ? '1 source has' : `${damaged.length} sources have`;
    ctx.talk.warn(`${count} damaged lines, the first is ${first?.source.id}; see v13 verify ${path}`);
  }
  for (const path of work.growing) ctx.talk.detail(`${shownPath(path, ctx.cwd)} is still being written: not yet`);
}

async function report(result: ConvertResult, plan: ConvertPlan, ctx: Context): Promise<void> {
  const totals = {
    lake: shownPath(result.lake, ctx.cwd),
    kinds: plan.kinds,
    doneBefore: result.work.doneBefore,
    growing: result.work.growing,
    changed: result.work.changed,
    sources: result.sources.map(({ source, venue, env, parts, tally }) => {
      const list = parts.map(({ partition, to, rows, bytes }) => ({ kind: partition.kind, path: to, rows, bytes }));
      return { id: source.id, venue, env, paths: source.paths, parts: list, events: tally };
    }),
  };
  if (ctx.wantsJson) await ctx.json({ schema: 'v13.convert/1', ...convertJson(totals) });
  else await ctx.stdout.write(ctx.words.message(convertText(totals)));
}

const WATCH_MS = 2_000;

/** Ends by a first signal, with what was finished; nothing is to be seen of a conversion under way. */
async function watch(plan: ConvertPlan, ctx: Context): Promise<ExitCode> {
  ctx.talk.info(`converting the segments of ${plan.dataFolder} as they are closed; end with Ctrl-C`);
  let sources = 0;
  try {
    for (;;) {
      const result = await convertOnce(plan, ctx).catch((error: unknown) => {
        if (error instanceof DataError && error.code === 'V13_DATA_ROOT_EMPTY') return null;
        throw error;
      });
      for (const { source, parts } of result?.sources ?? []) {
        const rows = parts.reduce((sum, part) => sum + part.rows, 0);
        ctx.talk.info(`${source.id}: ${rows} rows in ${parts.length} files`);
        sources++;
      }
      await sleep(WATCH_MS, ctx.signal);
    }
  } catch (error) {
    if (!ctx.signal.aborted) throw error;
  }
  if (ctx.wantsJson) await ctx.json({ schema: 'v13.convert/1', lake: lakeFolder(plan.dataFolder), converted: sources });
  ctx.next('v13 lake');
  return EXIT.done;
}

export const convert = defineCommand({
  name: 'convert',
  summary: 'recordings into Parquet files that any tool reads',
  description:
    'Writes every level change, trade and gap of recordings as rows of Parquet files, by market, symbol and day, into the lake of the data root. Each recording is converted once; an interrupted run goes on where it was. Without a path it reads the data root.',
  examples: [
    { line: 'v13 convert', does: 'everything in the data root that is not converted yet' },
    { line: 'v13 convert day/ --book 10', does: 'also the ten best levels after each depth message' },
    { line: 'v13 convert --watch', does: 'keep up with a capture, segment by segment' },
    { line: 'v13 convert day.ndjson --to original-ndjson --out flat.ndjson', does: "the original design's lines" },
  ],
  arguments: [{ name: 'PATH', help: 'file, folder or pattern; NDJSON, .gz, .zst', required: false, variadic: true }],
  options: convertOptions,
  usesConfig: 'if-sound',
  plan: planConvert,
  async run(plan: ConvertPlan, ctx) {
    if (plan.to === 'original-ndjson') return convertToOriginal(plan, ctx);
    if (plan.watch) return watch(plan, ctx);
    const result = await convertOnce(plan, ctx);
    warnOf(result, ctx);
    await report(result, plan, ctx);
    ctx.next('v13 lake');
    return EXIT.done;
  },
});
