// `v13 replay --where`: the rows of a recording on which a condition begins to be met.

import { runReplay } from '../../assembly/replay.js';
import type { Recording } from '../../assembly/recording.js';
import type { Context } from '../../cli/context.js';
import { EXIT, type ExitCode } from '../../cli/exit-codes.js';
import type { ExpressionChoice } from '../../cli/values/expression.js';
import { initAlert, stepAlert } from '../../core/alert/alert.js';
import { type NamedValue, namedValues, usedNames } from '../../core/alert/used-names.js';
import type { SignalRow } from '../../core/pipeline/row.js';
import { formatTime } from '../../text/time.js';
import { openInputs, requireData, resolveFor } from '../recordings/open-recording.js';
import type { ReplayPlan } from './plan.js';
import { startBar } from './progress.js';

export interface Hit {
  /** Of the row on which the condition was met, `for` included, µs. */
  readonly timeUs: number;
  /** When the condition began to hold. */
  readonly sinceUs: number;
  readonly symbol: string;
  readonly values: Readonly<Record<string, NamedValue>>;
}

/** The document holds no more; all are counted, and all are printed as text. */
const MOST_HITS = 100_000;

interface Search {
  readonly take: (rows: readonly SignalRow[]) => Promise<void>;
  readonly found: { total: number; rows: number; readonly hits: Hit[] };
}

const cellText = (value: NamedValue): string =>
  value === null ? '-' : typeof value === 'number' ? String(Number(value.toPrecision(6))) : value;

const SYMBOL_WIDTH = 14;
const VALUE_WIDTH = 14;

function hitLine({ timeUs, symbol, values }: Hit, ctx: Context): string {
  const cells = Object.values(values).map((value) => cellText(value).padStart(VALUE_WIDTH));
  return `${formatTime(timeUs, ctx.timeZone)}  ${symbol.padEnd(SYMBOL_WIDTH)}${cells.join('')}\n`;
}

function headLine(names: readonly string[], ctx: Context): string {
  const time = 'time'.padEnd(formatTime(0, ctx.timeZone).length);
  const cells = names.map((name) => name.padStart(VALUE_WIDTH));
  return `${ctx.paint.stdout.dim(`${time}  ${'symbol'.padEnd(SYMBOL_WIDTH)}${cells.join('')}`)}\n`;
}

function searchFor({ expression }: ExpressionChoice, ctx: Context): Search {
  const names = usedNames(expression);
  const alert = initAlert(expression);
  const found: Search['found'] = { total: 0, rows: 0, hits: [] };
  const hitOf = (row: SignalRow): Hit | null => {
    const edge = stepAlert(alert, row);
    if (edge?.kind !== 'raise') return null;
    const values = namedValues(names, row);
    return { timeUs: edge.timeUs, sinceUs: edge.sinceUs, symbol: edge.symbol, values };
  };
  return {
    found,
    async take(rows) {
      found.rows += rows.length;
      const hits = rows.flatMap((row) => hitOf(row) ?? []);
      if (hits.length === 0) return;
      if (ctx.wantsJson) found.hits.push(...hits.slice(0, MOST_HITS - found.hits.length));
      else {
        const head =
          found.total === 0
            ? headLine(
                names.map(({ name }) => name),
                ctx,
              )
            : '';
        await ctx.stdout.write(head + hits.map((hit) => hitLine(hit, ctx)).join(''));
      }
      found.total += hits.length;
    },
  };
}

async function searchIn(recording: Recording, plan: ReplayPlan, of: { search: Search; ctx: Context }): Promise<void> {
  const { search, ctx } = of;
  const { symbols } = plan.recording;
  const { chain } = resolveFor(recording, plan, ctx);
  const progress = startBar(ctx, plan, recording.opened.progress().bytesTotal);
  try {
    const run = await runReplay(recording, {
      chain,
      symbols: symbols.length === 0 ? null : new Set(symbols),
      fromUs: plan.fromUs,
      toUs: plan.toUs,
      timingEvery: null,
      pacer: null,
      strict: plan.recording.strict,
      signal: ctx.signal,
      onRows: search.take,
      onProgress: (done) => {
        progress.update(done);
      },
      nowNs: () => 0,
    });
    requireData(run, plan, recording);
  } finally {
    progress.end();
  }
}

/** Exit 1 where the condition is never met: a negative answer. */
export async function runWhere(plan: ReplayPlan, where: ExpressionChoice, ctx: Context): Promise<ExitCode> {
  const recording = await openInputs(plan, ctx);
  const search = searchFor(where, ctx);
  try {
    await searchIn(recording, plan, { search, ctx });
  } finally {
    await recording.opened.feed.close();
  }
  const { total, rows, hits } = search.found;
  if (ctx.wantsJson) {
    const { env, venue } = recording;
    const of = { env: env.toUpperCase(), venue, expression: where.text, fromUs: plan.fromUs, toUs: plan.toUs };
    await ctx.json({ schema: 'v13.where/1', ...of, rows, total, hits });
  } else ctx.talk.info(`${total} hits in ${rows} rows`);
  return total === 0 ? EXIT.negative : EXIT.done;
}
