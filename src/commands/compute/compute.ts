// `v13 compute`: feature rows of recordings as a table that any tool reads.

import { chooseFeatures } from '../../assembly/compute/choose-features.js';
import { type ComputeResult, type TableOutput, computeTable } from '../../assembly/compute/compute.js';
import { metaPath } from '../../assembly/compute/table-file.js';
import type { Recording } from '../../assembly/recording.js';
import { defineCommand } from '../../cli/command.js';
import type { Context } from '../../cli/context.js';
import { EXIT, type ExitCode } from '../../cli/exit-codes.js';
import { chainWarnings, openInputs, requireData, resolveFor } from '../recordings/open-recording.js';
import { checkOutputPath } from '../recordings/output-path.js';
import { inputArgument } from '../recordings/recording-options.js';
import { fitWeights } from './fit.js';
import { printFeatures } from './list.js';
import { computeOptions } from './options.js';
import { printResult, warnOfDamage, warnOfFitting } from './output.js';
import { type ComputePlan, planCompute } from './plan.js';
import { withRange } from '../recordings/recording-time.js';

const COMMAND = 'v13 compute';

const outputOf = ({ task, out, force }: ComputePlan, ctx: Context): TableOutput =>
  task.kind === 'table'
    ? { kind: 'file', path: out, format: task.format }
    : { kind: 'lake', dataFolder: ctx.dataRoot, command: COMMAND, nowUs: ctx.nowUs(), force };

async function makeTable(plan: ComputePlan, recording: Recording, ctx: Context): Promise<ComputeResult> {
  const { chain } = resolveFor(recording, plan, ctx);
  for (const warning of chainWarnings(chain)) ctx.talk.warn(warning);
  const features = chooseFeatures(plan.features);
  const bytesTotal = recording.opened.progress().bytesTotal;
  const { symbols, strict } = plan.recording;
  const hashing = ctx.progress({ label: 'hashing', total: bytesTotal, unit: 'bytes' });
  const computing = ctx.progress({ label: 'computing', total: bytesTotal, unit: 'bytes' });
  let hashed = 0;
  try {
    return await computeTable(recording, {
      chain,
      features,
      symbols: symbols.length === 0 ? null : new Set(symbols),
      fromUs: plan.fromUs,
      toUs: plan.toUs,
      strict,
      out: outputOf(plan, ctx),
      signal: ctx.signal,
      print: (text) => ctx.stdout.write(text),
      onHashed: (bytes) => hashing.update((hashed += bytes)),
      onProgress({ bytesRead }) {
        hashing.end();
        computing.update(bytesRead);
      },
      check: (run) => requireData(run, plan, recording),
    });
  } finally {
    hashing.end();
    computing.end();
  }
}

/** Every file that the run makes outside the lake: tables of text have one beside them that describes them. */
function outputsOf({ task, out }: ComputePlan): readonly string[] {
  if (out === '') return [];
  return task.kind === 'table' && task.format !== 'parquet' && out !== '-' ? [out, metaPath(out)] : [out];
}

async function computeAll(plan: ComputePlan, ctx: Context): Promise<ExitCode> {
  const startMs = ctx.elapsedMs();
  const recording = await openInputs(plan, ctx);
  try {
    for (const path of outputsOf(plan)) checkOutputPath(recording, { path, flag: '--out', force: plan.force });
    if (plan.task.kind === 'fit') return await fitWeights({ plan, kind: plan.task.fit, recording, ctx });
    const result = await makeTable(plan, recording, ctx);
    warnOfDamage(recording, result, ctx);
    warnOfFitting(result, ctx);
    await printResult({ result, plan, recording, ctx, elapsedMs: ctx.elapsedMs() - startMs });
    return EXIT.done;
  } finally {
    await recording.opened.feed.close();
  }
}

export const compute = defineCommand({
  name: 'compute',
  summary: 'feature rows as Parquet, CSV or NDJSON',
  description:
    'Runs recordings through the same chain as replay and writes every row with its features as a table: Parquet with units in its schema, CSV or NDJSON. Rows are those of replay; features only ever know what lies before them. Without a path it reads the data root.',
  examples: [
    { line: 'v13 compute day.ndjson.gz --out day.parquet', does: 'one row each 100 ms' },
    {
      line: 'v13 compute day.ndjson.gz --out day.csv --grid 1s --feature vpin:size=50 --feature mlofi',
      does: 'one row a second, with two more features',
    },
    { line: 'v13 compute train.ndjson.gz --feature all --out - | head', does: 'every feature, to look at' },
    {
      line: 'v13 compute --fit-pca train.ndjson.gz --out weights.json',
      does: 'weights for --feature integrated:weights=weights.json',
    },
  ],
  arguments: [inputArgument],
  options: computeOptions,
  usesConfig: true,
  plan: planCompute,
  async run(plan: ComputePlan, ctx) {
    if (plan.task.kind !== 'list') return computeAll(await withRange(plan, ctx), ctx);
    await printFeatures(ctx);
    return EXIT.done;
  },
});
