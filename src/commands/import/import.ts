// `v13 import`: recordings of other tools into the data folder, where every command reads them.

import type { ImportChoices } from '../../assembly/import/import-types.js';
import { type Input, defineCommand } from '../../cli/command.js';
import { EXIT } from '../../cli/exit-codes.js';
import { switchOption, valueOption } from '../../cli/option.js';
import type { PlanEnv } from '../../cli/plan-env.js';
import { refuseValue } from '../../cli/values/refuse.js';
import { size } from '../../cli/values/size.js';
import { joinSymbols } from '../../cli/values/symbol.js';
import { parseUnit } from '../../core/market/instrument.js';
import { UsageError } from '../../platform/errors.js';
import { resolvePath } from '../../platform/paths.js';
import { inputOptions, marketOptions } from '../recordings/recording-options.js';
import { runImport, tellImport } from '../recordings/run-import.js';

const importOptions = {
  symbol: { ...inputOptions.symbol, help: 'symbol of files that name none' },
  format: inputOptions.format,
  lenient: switchOption({
    flag: '--lenient',
    group: 'Input',
    help: 'import damaged files as far as they can be read, instead of refusing them',
  }),
  ...marketOptions,
  segmentSize: valueOption({
    flag: '--segment-size',
    group: 'Storage',
    value: 'SIZE',
    parse: size,
    default: '256MB',
    help: 'when a segment ends',
  }),
} as const;

export type ImportPlan = Omit<ImportChoices, 'urls'>;

const SEGMENT_BYTES = 256_000_000;

function planImport({ options, args }: Input<typeof importOptions>, env: PlanEnv): ImportPlan {
  const symbols = joinSymbols(options.symbol);
  if (symbols.length > 1) {
    throw new UsageError('--symbol names the one symbol of files that name none', {
      code: 'V13_IMPORT_SYMBOL',
      hint: 'import the files of each symbol by themselves',
    });
  }
  for (const [flag, value] of [
    ['--tick', options.tick],
    ['--step', options.step],
  ] as const) {
    if (value !== null && parseUnit(value) === null) refuseValue(flag, value, 'is no positive decimal; write 0.01');
  }
  return {
    paths: args.map((path) => (path === '-' ? path : resolvePath(env.cwd, path))),
    dataRoot: env.dataRoot,
    format: options.format,
    venue: options.venue,
    env: options.env,
    symbol: symbols[0] ?? null,
    tick: options.tick,
    step: options.step,
    lenient: options.lenient,
    segmentBytes: options.segmentSize ?? SEGMENT_BYTES,
  };
}

export const importCommand = defineCommand({
  name: 'import',
  summary: "other tools' recordings into the data folder, where every command reads them",
  description:
    "Writes recordings of hftbacktest, cryptofeed, the original design, Binance's public dumps and Tardis as sealed segments of v13. Files given together are one recording. A file that was imported before is known by its hash and left alone. Damaged files are refused unless --lenient is given; then exit 1 tells that something was left out.",
  examples: [
    { line: 'v13 import btcusdt_20240808.gz --env mainnet', does: "the hftbacktest collector's file" },
    { line: 'v13 import BTCUSDT-aggTrades-2024-01-*.zip', does: "days of Binance's public dumps as one recording" },
    {
      line: 'v13 import binance-futures_*_2024-01-01_ETHUSDT.csv.gz',
      does: "Tardis's book and trades of a day as one recording",
    },
  ],
  arguments: [
    { name: 'FILE', help: 'file, folder or pattern; plain, .gz, .zip, .zst', required: true, variadic: true },
  ],
  options: importOptions,
  usesConfig: 'if-sound',
  plan: planImport,
  async run(plan, ctx) {
    const result = await runImport({ ...plan, urls: new Map() }, ctx);
    await tellImport(result, ctx);
    if (ctx.wantsJson) await ctx.json({ schema: 'v13.import/1', ...result });
    const [first] = result.sessions;
    const env = first?.env ?? result.held[0]?.env;
    ctx.next(env === undefined ? 'v13 help formats' : 'v13 verify');
    return result.sessions.some(({ problemCount }) => problemCount > 0) ? EXIT.negative : EXIT.done;
  },
});
