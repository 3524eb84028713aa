// `v13` alone: what this is, what data there is, what to type.

import { defineCommand } from '../cli/command.js';
import { EXIT } from '../cli/exit-codes.js';
import { columns, presentExamples } from '../cli/help.js';
import { listFiles } from '../platform/text-file.js';
import { bytesText, countText } from '../report/number-text.js';
import { REPLAY_ROOT_DOES, START_EXAMPLES, START_TEXT } from '../text/en/start.js';

interface Found {
  readonly exists: boolean;
  readonly recordings: number;
  readonly bytes: number;
}

const RECORDING = /\.ndjson(\.gz)?$/;

/** Recordings under the data root, by name only: no file is opened. */
function findRecordings(root: string): Found {
  const files = listFiles(root, RECORDING);
  const bytes = (files ?? []).reduce((sum, file) => sum + file.bytes, 0);
  return { exists: files !== null, recordings: files?.length ?? 0, bytes };
}

function foundText({ exists, recordings, bytes }: Found): string {
  if (!exists) return START_TEXT.noFolder;
  return recordings === 0 ? START_TEXT.empty : `${countText(recordings)} recording(s), ${bytesText(bytes)}`;
}

export const start = defineCommand({
  name: 'start',
  summary: 'start screen: what there is and what to type',
  examples: [
    { line: 'v13', does: 'the start screen' },
    { line: 'v13 --data ~/recordings', does: 'with another data root' },
    { line: 'v13 --json', does: 'what there is, as data' },
  ],
  arguments: [],
  options: {},
  usesConfig: 'if-sound',
  plan: (_input, { dataRoot, general, config }) => ({
    dataRoot,
    // A data root that was typed must be typed again; any other is found by itself.
    dataTyped: general['data']?.origin.kind === 'flag' ? String(general['data'].value) : null,
    fault: config.fault ?? null,
  }),
  async run({ dataRoot, dataTyped, fault }, ctx) {
    const found = findRecordings(dataRoot);
    if (ctx.wantsJson) {
      await ctx.json({ schema: 'v13.start/1', dataRoot, ...found, configFault: fault });
      return EXIT.done;
    }
    const { bold } = ctx.paint.stdout;
    const { label, message } = ctx.words;
    const replayRoot = {
      line: dataTyped === null ? 'v13 replay' : `v13 replay --data ${dataTyped}`,
      does: REPLAY_ROOT_DOES,
    };
    const examples = [...(found.recordings > 0 ? [replayRoot] : []), ...presentExamples(START_EXAMPLES, ctx.commands)];
    const lines = [
      `${bold(label(START_TEXT.title))} (${ctx.version})`,
      message(START_TEXT.what),
      '',
      bold(label(START_TEXT.dataTitle)),
      `  ${dataRoot}: ${message(foundText(found))}`,
      '',
      ...(fault === null ? [] : [message(START_TEXT.faulty), `  ${message(fault)}`, '']),
      bold(label(START_TEXT.tryTitle)),
      columns(examples.map(({ line, does }) => [line, message(does)])),
      '',
      message(START_TEXT.helpLine),
    ];
    await ctx.stdout.write(`${lines.join('\n')}\n`);
    return EXIT.done;
  },
});
