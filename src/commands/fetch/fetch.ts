// `v13 fetch`: public history to the disk, and from there into the data folder.

import type { FetchedFile } from '../../assembly/fetch/fetch-types.js';
import { fetchFiles } from '../../assembly/fetch/fetch.js';
import type { ImportResult } from '../../assembly/import/import-types.js';
import { defineCommand } from '../../cli/command.js';
import type { Context } from '../../cli/context.js';
import { EXIT, type ExitCode } from '../../cli/exit-codes.js';
import { DataError } from '../../platform/errors.js';
import { removeFiles } from '../../platform/remove-files.js';
import { shownPath } from '../../platform/paths.js';
import { bytesText } from '../../report/number-text.js';
import { ruleText } from '../../store/fetch/fetch-plan.js';
import { runImport, tellImport } from '../recordings/run-import.js';
import { type FetchPlan, fetchOptions, planFetch } from './plan.js';

const SEGMENT_BYTES = 256_000_000;

async function fetchAll(plan: FetchPlan, ctx: Context): Promise<FetchedFile[]> {
  const progress = ctx.progress({ label: 'fetching', total: plan.items.length, unit: 'files' });
  let done = 0;
  try {
    const { items, folder, dataRoot, isImported } = plan;
    const network = {
      proxyFlag: plan.proxyFlag?.reveal() ?? null,
      variables: ctx.variables,
      random: Math.random,
      nowMs: () => ctx.nowUs() / 1_000,
    };
    return await fetchFiles({ items, folder, dataRoot, skipHeld: isImported }, network, {
      signal: ctx.signal,
      onProgress: (bytes, total) => progress.update(done + Math.min(0.999, total === 0 ? 0 : bytes / total)),
      onNote: (note) => ctx.talk.info(note),
      onFile(file) {
        progress.update(++done);
        ctx.talk.info(fileText(file, ctx));
      },
    });
  } finally {
    progress.end();
  }
}

function fileText({ item, end, path, bytes, isChecked }: FetchedFile, ctx: Context): string {
  if (end === 'held') return `${item.name}: imported before; nothing to do`;
  if (end === 'absent') return `${item.name}: not there; ${ruleText(item.source, item.kind)}`;
  const how = isChecked ? 'its SHA-256 is the published one' : 'whole';
  return `${shownPath(path ?? item.name, ctx.cwd)}: ${bytesText(bytes)}, ${how}`;
}

/** Nothing at all is an error; a part of it is told by the exit code. */
function refuseNothing(files: readonly FetchedFile[]): void {
  const [first] = files;
  if (first === undefined || files.some(({ end }) => end !== 'absent')) return;
  throw new DataError(`${first.item.url}: the source has no such file`, {
    code: 'V13_FETCH_ABSENT',
    hint: `${ruleText(first.item.source, first.item.kind)}; is the symbol right?`,
    details: { urls: files.map(({ item }) => item.url) },
  });
}

async function importAll(plan: FetchPlan, files: readonly FetchedFile[], ctx: Context): Promise<ImportResult> {
  const fetched = files.filter((file) => file.path !== null);
  const paths = fetched.flatMap(({ path }) => path ?? []);
  if (paths.length === 0) return { sessions: [], held: [] };
  const urls = new Map(fetched.map(({ path, item }) => [path ?? '', item.url]));
  const unknown = { format: null, venue: null, symbol: null, tick: null, step: null, lenient: false };
  const choices = { ...unknown, paths, dataRoot: plan.dataRoot, env: plan.env, segmentBytes: SEGMENT_BYTES, urls };
  const result = await runImport(choices, ctx);
  await removeFiles(paths);
  await tellImport(result, ctx);
  return result;
}

const exitCodeOf = (files: readonly FetchedFile[]): ExitCode =>
  files.some(({ end }) => end === 'absent') ? EXIT.negative : EXIT.done;

export const fetchCommand = defineCommand({
  name: 'fetch',
  summary: 'public history from Tardis or Binance into the data folder',
  description:
    "Downloads files of public history and imports them: Tardis's books and trades, free for the first day of each month, or Binance's dumps of aggTrades and bookTicker. An interrupted download goes on where it broke off. Ends with 1 when a part of the files is not there.",
  examples: [
    { line: 'v13 fetch ETHUSDT 2024-08-01', does: "Tardis's book and trades of a free day" },
    {
      line: 'v13 fetch BTCUSDT 2024-01-10..2024-01-16 --kinds aggTrades',
      does: "a week of Binance's dumps as one recording",
    },
    { line: 'v13 fetch BTCUSDT 2024-01-10 --no-import --into dumps', does: 'only the files' },
  ],
  arguments: [
    { name: 'SYMBOL', help: 'symbol or comma list: ETHUSDT', required: true, variadic: false },
    {
      name: 'DATE',
      help: 'day or range of days (UTC): 2024-08-01, 2024-08-01..2024-08-07',
      required: true,
      variadic: false,
    },
  ],
  options: fetchOptions,
  usesConfig: true,
  plan: planFetch,
  describe: ({ source, items, leftOut, folder, isImported }) => [
    `from ${source}, ${items.length} files into ${folder}${isImported ? ', then imported' : ''}`,
    ...items.map(({ url }) => url),
    ...leftOut,
  ],
  async run(plan: FetchPlan, ctx) {
    for (const note of plan.leftOut) ctx.talk.info(note);
    const files = await fetchAll(plan, ctx);
    refuseNothing(files);
    const imported = plan.isImported ? await importAll(plan, files, ctx) : null;
    if (ctx.wantsJson) {
      const list = files.map(({ item, ...rest }) => ({ ...item, ...rest }));
      await ctx.json({ schema: 'v13.fetch/1', files: list, imported });
    }
    ctx.next(plan.isImported ? 'v13 verify' : `v13 import ${shownPath(plan.folder, ctx.cwd)}`);
    return exitCodeOf(files);
  },
});
