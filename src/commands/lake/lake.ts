// `v13 lake`: what is converted, by symbol, day and table, with rows, bytes, times and breaks.

import { checkDataRoot } from '../../assembly/convert/change-lake.js';
import { defineCommand } from '../../cli/command.js';
import type { Context } from '../../cli/context.js';
import { EXIT } from '../../cli/exit-codes.js';
import { listOption } from '../../cli/option.js';
import { joinSymbols, requireKnownSymbols, symbols } from '../../cli/values/symbol.js';
import { type LakeRow, lakeText } from '../../report/lake-text.js';
import { shownPath } from '../../platform/paths.js';
import { lakeFolder } from '../../store/catalog.js';
import { countBreaks, coverPartition, listPartitions } from '../../store/lake/listing.js';

const options = {
  symbol: listOption({
    flag: '--symbol',
    group: 'Input',
    value: 'SYMBOL',
    parse: symbols,
    default: null,
    help: 'only these symbols; comma list or repeated',
  }),
} as const;

interface LakePlan {
  readonly lake: string;
  readonly symbols: readonly string[];
}

/** Kinds of rows in the table of gaps that are no hole in the data. */
const NO_BREAKS = ['session', 'resync'];

async function rowsOf({ lake, symbols: wanted }: LakePlan, ctx: Context): Promise<LakeRow[]> {
  const rows: LakeRow[] = [];
  checkDataRoot(lake);
  const entries = await listPartitions(lake);
  const held = [...new Set(entries.map(({ partition }) => partition.symbol))];
  if (held.length > 0) requireKnownSymbols(wanted, held, 'the lake');
  for (const entry of entries) {
    ctx.signal.throwIfAborted();
    const { partition, parts } = entry;
    if (wanted.length > 0 && !wanted.includes(partition.symbol)) continue;
    const { rows: count, bytes, firstUs, lastUs } = await coverPartition(lake, entry);
    const breaks = partition.kind === 'gaps' ? await countBreaks(lake, entry) : null;
    const gaps =
      breaks === null ? null : [...breaks].reduce((sum, [kind, n]) => sum + (NO_BREAKS.includes(kind) ? 0 : n), 0);
    rows.push({ ...partition, rows: count, bytes, files: parts.length, firstUs, lastUs, gaps });
  }
  return rows;
}

export const lake = defineCommand({
  name: 'lake',
  summary: 'what is converted: symbols, days and tables, with rows, bytes and breaks',
  description:
    'Lists the Parquet files of the data root by symbol, day and table, from their names and footers: rows, bytes, first and last receive time, and the breaks in the data.',
  examples: [
    { line: 'v13 lake', does: 'everything that is converted' },
    { line: 'v13 lake --symbol ETHUSDT', does: 'one symbol' },
    { line: 'v13 lake --json', does: 'the same as data' },
  ],
  arguments: [],
  options,
  usesConfig: 'if-sound',
  plan: ({ options: given }, env): LakePlan => ({ lake: lakeFolder(env.dataRoot), symbols: joinSymbols(given.symbol) }),
  async run(plan, ctx) {
    const rows = await rowsOf(plan, ctx);
    const folder = shownPath(plan.lake, ctx.cwd);
    if (ctx.wantsJson) await ctx.json({ schema: 'v13.lake/1', lake: plan.lake, partitions: rows });
    else await ctx.stdout.write(lakeText(folder, rows, { zone: ctx.timeZone, words: ctx.words }));
    ctx.next(rows.length === 0 ? 'v13 convert' : 'v13 query "SELECT * FROM trades LIMIT 10"');
    return EXIT.done;
  },
});
