// `v13 query`: SQL over the lake, over Parquet files and over recordings; it reads and changes nothing.

import { type QueryCoverage, coverageOf } from '../../assembly/query/coverage.js';
import { openQuery } from '../../assembly/query/open-query.js';
import { type QuerySources, findSources } from '../../assembly/query/sources.js';
import { defineCommand } from '../../cli/command.js';
import type { Context } from '../../cli/context.js';
import { EXIT } from '../../cli/exit-codes.js';
import { shellWord } from '../../cli/shell-word.js';
import { type AtomicFile, createAtomicFile } from '../../platform/atomic-file.js';
import { InterruptedError, UsageError } from '../../platform/errors.js';
import { shownPath } from '../../platform/paths.js';
import { openScratchFolder } from '../../platform/scratch-folder.js';
import { countText } from '../../report/number-text.js';
import { formatDuration } from '../../text/duration.js';
import type { Warehouse } from '../../warehouse/warehouse.js';
import { checkOutput } from '../recordings/output-path.js';
import { type Written, collectRows, printTable, printText, writeFile } from './answer.js';
import { convertForQuery, kindsNamed } from './convert.js';
import { queryOptions } from './options.js';
import { type QueryPlan, planQuery } from './plan.js';
import { printSchema } from './schema.js';
import { withHint } from './statement-hint.js';

const LONGEST_STATEMENT = 1_000_000;

async function readStatement(statement: string, ctx: Context): Promise<string> {
  if (statement !== '-') return statement;
  let text = '';
  for await (const chunk of ctx.stdin) {
    text += String(chunk);
    if (text.length <= LONGEST_STATEMENT) continue;
    throw new UsageError('the statement on standard input is longer than a statement can be', {
      code: 'V13_QUERY_STATEMENT',
      hint: 'data are named behind the statement, not piped in',
    });
  }
  return text;
}

/** The signal of the run, and of the time-out where there is one. Call `end` when it is not needed any more. */
function limitedSignal(ctx: Context, timeoutUs: number | null): { signal: AbortSignal; end: () => void } {
  if (timeoutUs === null) return { signal: ctx.signal, end: () => undefined };
  const late = new AbortController();
  const timer = setTimeout(
    () => late.abort(new InterruptedError(`--timeout ${formatDuration(timeoutUs)}`)),
    timeoutUs / 1_000,
  );
  return { signal: AbortSignal.any([ctx.signal, late.signal]), end: () => clearTimeout(timer) };
}

/** More would fill the line. */
const SHOWN_SYMBOLS = 5;

function symbolsText(symbols: readonly string[]): string {
  const shown = symbols.slice(0, SHOWN_SYMBOLS).join(', ');
  return symbols.length > SHOWN_SYMBOLS ? `${shown} and ${symbols.length - SHOWN_SYMBOLS} more` : shown;
}

/** `ETHUSDT SYNTHETIC 2024-08-08: trades 2 files; empty: book, gaps`. `made`: kinds converted for this run, null for all. */
function announce(coverage: QueryCoverage, made: ReadonlySet<string> | null, ctx: Context): void {
  const { files, empty, envs, symbols, days } = coverage;
  const span = days === null ? '' : days[0] === days[1] ? days[0] : `${days[0]} to ${days[1]}`;
  const what = [symbolsText(symbols), envs.join(', '), span].filter((part) => part !== '').join(' ');
  const held = Object.entries(files)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${name} ${countText(count)} ${count === 1 ? 'file' : 'files'}`);
  const bare = empty.filter((name) => made === null || made.has(name));
  const parts = [
    ...(held.length > 0 ? [held.join(', ')] : []),
    ...(bare.length > 0 ? [`empty: ${bare.join(', ')}`] : []),
  ];
  ctx.talk.info(`${what === '' ? '' : `${what}: `}${parts.join('; ')}`);
}

interface Asking {
  readonly plan: QueryPlan;
  readonly ctx: Context;
  readonly warehouse: Warehouse;
  readonly sql: string;
  readonly signal: AbortSignal;
  /** The Parquet file to be, made beforehand: the warehouse writes nowhere else. */
  readonly parquet: AtomicFile | null;
}

async function writeParquet({ warehouse, sql, signal, ctx }: Asking, file: AtomicFile): Promise<Answered> {
  const { envs, symbols } = coverageOf(warehouse.views);
  const metadata = {
    'v13.software': `v13 ${ctx.version}`,
    'v13.statement': sql,
    'v13.environment': envs.join(','),
    'v13.symbols': symbols.join(','),
  };
  const written = await warehouse.writeParquet(sql, { path: file.temporary, metadata }, signal);
  await file.commit();
  return { ...written, document: { columns: null, data: null }, isTable: true };
}

interface Answered extends Written {
  /** Part of the JSON document. */
  readonly document: object;
  readonly isTable: boolean;
  /** Name under which a Parquet file that was written is asked. */
  readonly view?: string;
}

/** Rows on their way, and what of them the JSON document holds. */
async function answer(asking: Asking): Promise<Answered> {
  const { plan, ctx, warehouse, sql, signal, parquet } = asking;
  if (parquet !== null) return writeParquet(asking, parquet);
  const result = await warehouse.query(sql, signal);
  const columns = result.columns.map(({ name, type }) => ({ name, type }));
  const { form, path } = plan;
  const { isTable } = result;
  if (form === 'json') {
    const data = await collectRows(result);
    return { rows: data.length, document: { columns, data }, isTable };
  }
  const document = { columns, data: null };
  if (form === 'table' || form === 'parquet')
    return { ...(await printTable(result, plan.show, ctx)), document, isTable };
  const written = path === null ? printText(result, form, ctx) : writeFile(result, form, path);
  return { ...(await written), document, isTable };
}

async function tell(asking: Asking, written: Answered, elapsedMs: number): Promise<void> {
  const { plan, ctx, warehouse, sql } = asking;
  const { rows, document } = written;
  const count = `${countText(rows)} ${rows === 1 ? 'row' : 'rows'} in ${(elapsedMs / 1_000).toFixed(2)} s`;
  const where = plan.path === null ? '' : `: ${shownPath(plan.path, ctx.cwd)}`;
  ctx.talk.info(`${count}${where}`);
  if (ctx.wantsJson) {
    const { files, envs, symbols, days } = coverageOf(warehouse.views);
    const held = { files, envs, symbols, days };
    await ctx.json({ schema: 'v13.query/1', statement: sql, ...held, rows, elapsedMs, out: plan.path, ...document });
  }
  ctx.next(nextLine(asking, written));
}

function nextLine({ plan, ctx, sql }: Asking, { isTable, view }: Answered): string {
  const shown = (path: string): string => shellWord(shownPath(path, ctx.cwd));
  const paths = plan.paths.map((path) => (path === '-' ? path : shown(path)));
  if (plan.path !== null && view !== undefined) return `v13 query "FROM ${view} LIMIT 10" ${shown(plan.path)}`;
  if (plan.path !== null || !isTable) return ['v13 query --schema', ...paths].join(' ');
  return ['v13 query', shellWord(sql.trim()), ...paths, '--out result.parquet'].join(' ');
}

async function ask(asking: Asking): Promise<void> {
  const started = asking.ctx.elapsedMs();
  try {
    const written = await answer(asking);
    await tell(asking, written, asking.ctx.elapsedMs() - started);
  } catch (error) {
    throw withHint(error, asking.sql, asking.warehouse.views);
  }
}

interface Opened {
  readonly plan: QueryPlan;
  readonly ctx: Context;
  readonly sources: QuerySources;
  readonly signal: AbortSignal;
}

async function runIn(scratch: string, { plan, ctx, sources, signal }: Opened): Promise<void> {
  const sql = plan.statement === null ? null : await readStatement(plan.statement, ctx);
  const parquet = plan.form === 'parquet' && plan.path !== null ? await createAtomicFile(plan.path) : null;
  const outputs = parquet === null ? [] : [parquet.temporary];
  let warehouse: Warehouse | null = null;
  try {
    warehouse = await openQuery({ sources, scratch, outputs }, plan, {
      signal,
      convert: (paths) => convertForQuery({ paths, folder: scratch, statement: sql, signal }, ctx),
    });
    announce(coverageOf(warehouse.views), sources.recordings.length > 0 ? kindsNamed(sql) : null, ctx);
    if (sql === null) await printSchema(warehouse, ctx);
    else await ask({ plan, ctx, warehouse, sql, signal, parquet });
  } finally {
    warehouse?.close();
    await parquet?.discard();
  }
}

export const query = defineCommand({
  name: 'query',
  summary: 'ask the lake, Parquet files or recordings in SQL',
  description:
    'Views depth, book, trades, signals and gaps over the lake of the data root, or over the files named behind the statement; recordings are converted for the run. It reads and changes nothing: one statement that asks, nothing outside of these files. Times are UTC. Needs DuckDB, which npm install brings.',
  examples: [
    { line: 'v13 query "SELECT symbol, date, count(*) FROM trades GROUP BY ALL ORDER BY ALL"', does: 'what there is' },
    { line: 'v13 query --schema', does: 'views and columns with their units' },
    { line: 'v13 query "FROM trades ORDER BY qty DESC LIMIT 10" day.ndjson.gz', does: 'a recording, without a lake' },
    { line: 'v13 query - --out bars.parquet < bars.sql', does: 'a statement from a file, the answer as Parquet' },
    { line: 'v13 query "FROM signals" rows.parquet --csv', does: 'a single file, as CSV' },
  ],
  arguments: [
    { name: 'SQL', help: 'the statement; - reads it from standard input', required: false, variadic: false },
    {
      name: 'PATH',
      help: 'Parquet file, folder or pattern, or recordings; else the data root',
      required: false,
      variadic: true,
    },
  ],
  options: queryOptions,
  usesConfig: 'if-sound',
  plan: planQuery,
  async run(plan: QueryPlan, ctx) {
    const { signal, end } = limitedSignal(ctx, plan.timeoutUs);
    const sources = findSources({ paths: plan.paths, dataRoot: ctx.dataRoot });
    const inputs = [...sources.files, ...sources.recordings].map((path) => ({ path }));
    checkOutput(inputs, { path: plan.path, flag: plan.pathFlag, force: plan.force });
    const scratch = await openScratchFolder(plan.spill, ctx.dataRoot);
    try {
      await runIn(scratch.path, { plan, ctx, sources, signal });
    } finally {
      end();
      await scratch.remove();
    }
    return EXIT.done;
  },
});
