// `v13 merge A B --out C`: two captures of one market as one recording.

import { checkUnion, writeUnion } from '../../assembly/merge/write-union.js';
import { type Recording, type RecordingChoices, openRecording } from '../../assembly/recording.js';
import { defineCommand } from '../../cli/command.js';
import type { Context } from '../../cli/context.js';
import { EXIT } from '../../cli/exit-codes.js';
import { valueOption } from '../../cli/option.js';
import { shellWord } from '../../cli/shell-word.js';
import { text } from '../../cli/values/text.js';
import { UsageError } from '../../platform/errors.js';
import { shownPath } from '../../platform/paths.js';
import { mergeJson, mergeText } from '../../report/merge-text.js';
import { inFolder } from '../recordings/recording-plan.js';
import { inputOptions, marketOptions } from '../recordings/recording-options.js';

const { strict } = inputOptions;
const { env: environment, venue } = marketOptions;
const options = {
  strict,
  env: environment,
  venue,
  out: valueOption({
    flag: '--out',
    group: 'Output',
    value: 'FILE',
    parse: text,
    default: null,
    help: 'data folder for the union; it may not hold recordings yet',
  }),
} as const;

interface MergePlan {
  readonly a: RecordingChoices;
  readonly b: RecordingChoices;
  readonly out: string;
}

async function mergeBoth({ a, b, out }: MergePlan, recordings: readonly [Recording, Recording], ctx: Context) {
  const [first, second] = recordings;
  checkUnion(first, second, out);
  ctx.talk.info(`${first.env.toUpperCase()} ${first.symbols.join(', ')}`);
  const total = recordings.reduce<number | null>((sum, { opened }) => {
    const { bytesTotal } = opened.progress();
    return sum === null || bytesTotal === null ? null : sum + bytesTotal;
  }, 0);
  const progress = ctx.progress({ label: 'merging', total, unit: 'bytes' });
  try {
    const wish = { out, software: `v13 ${ctx.version}`, signal: ctx.signal };
    const result = await writeUnion(first, second, { ...wish, onProgress: (bytes) => progress.update(bytes) });
    const names = [a, b].map(({ paths }) => shownPath(paths[0] ?? '', ctx.cwd));
    return { ...result, names, env: first.env };
  } finally {
    progress.end();
  }
}

export const merge = defineCommand({
  name: 'merge',
  summary: 'two captures of the same market as one, each filling the holes of the other',
  description:
    'Writes the union of two captures: every message once, by its id, at its earliest receipt; what one has missed comes from the other. Says what each had missed, and what neither has.',
  examples: [
    { line: 'v13 merge tokyo/ frankfurt/ --out both/', does: 'two data folders as one' },
    { line: 'v13 merge a.ndjson b.ndjson --out both/', does: 'two files' },
    { line: 'v13 merge tokyo/ frankfurt/ --out both/ --json', does: 'and the holes of each as data' },
  ],
  arguments: [
    { name: 'A', help: 'file or folder of the one capture', required: true, variadic: false },
    { name: 'B', help: 'file or folder of the other', required: true, variadic: false },
  ],
  options,
  usesConfig: 'if-sound',
  plan({ options: given, args }, env): MergePlan {
    if (given.out === null) {
      throw new UsageError('--out is missing', { code: 'V13_MERGE_OUT', hint: 'name a new data folder for the union' });
    }
    const [a = '', b = ''] = args.map((path) => inFolder(env.cwd, path));
    const choices = (path: string): RecordingChoices => ({
      ...{ paths: [path], format: null, strict: given.strict, symbols: [], venue: given.venue, env: given.env },
      ...{ tick: null, step: null, batchFrames: null },
    });
    return { a: choices(a), b: choices(b), out: inFolder(env.cwd, given.out) };
  },
  async run(plan, ctx) {
    const first = await openRecording(plan.a);
    try {
      const second = await openRecording(plan.b);
      try {
        const merged = await mergeBoth(plan, [first, second], ctx);
        if (ctx.wantsJson) await ctx.json({ schema: 'v13.merge/1', ...mergeJson(merged) });
        else await ctx.stdout.write(ctx.words.message(mergeText(merged, ctx.timeZone)));
      } finally {
        await second.opened.feed.close();
      }
    } finally {
      await first.opened.feed.close();
    }
    ctx.next(`v13 verify ${shellWord(shownPath(plan.out, ctx.cwd))}`);
    return EXIT.done;
  },
});
