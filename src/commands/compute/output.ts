// What `v13 compute` says when a table is written.

import type { ComputeResult } from '../../assembly/compute/compute.js';
import { fittingTroubles } from '../../assembly/compute/training-overlap.js';
import type { Recording } from '../../assembly/recording.js';
import { replayedSymbols } from '../../assembly/replay.js';
import type { Context } from '../../cli/context.js';
import { shellWord } from '../../cli/shell-word.js';
import { shownPath } from '../../platform/paths.js';
import { bytesText, countText, figureText } from '../../report/number-text.js';
import type { ComputePlan } from './plan.js';

export const COMPUTE_SCHEMA = 'v13.compute/1';

/** Said even with -q: a table of a damaged input looks like that of a whole one. */
export function warnOfDamage({ opened }: Recording, { run }: ComputeResult, ctx: Context): void {
  const { counts } = run.runner.normalizer;
  const damaged = opened.problems.total;
  if (damaged + counts.refused === 0) return;
  const [first] = opened.problems.kept;
  const place = first === undefined ? '' : `; the first at ${first.path}${first.line === null ? '' : `:${first.line}`}`;
  ctx.talk.warn(`damaged input: ${damaged} places, ${counts.refused} messages refused${place}; v13 replay lists them`);
}

const FITTING_TEXT = {
  future: 'its weights were fitted on times that these rows cover: the column knows its own future',
  symbol: 'its weights were fitted on another symbol: the column is empty',
} as const;

/** A column that was fitted on its own future says nothing about prediction: said even with -q. */
export function warnOfFitting({ run, features }: ComputeResult, ctx: Context): void {
  const symbols = replayedSymbols(run);
  for (const { name, kind } of fittingTroubles(features, { firstUs: run.quality.firstUs, symbols })) {
    ctx.talk.warn(`${name}: ${FITTING_TEXT[kind]}`);
  }
}

const ROWS_BY_SYMBOL = 'SELECT symbol, count(*) AS rows, avg(spread_ticks) AS spread FROM signals GROUP BY symbol';

interface Printed {
  readonly result: ComputeResult;
  readonly plan: ComputePlan;
  readonly recording: Recording;
  readonly ctx: Context;
  readonly elapsedMs: number;
}

export async function printResult({ result, plan, recording, ctx, elapsedMs }: Printed): Promise<void> {
  const { digest, columns, rows, bytes, run, metadata, inputs } = result;
  if (recording.env === 'synthetic') ctx.talk.warn('SYNTHETIC data: made by a generator, not by a market');
  const seconds = Math.max(elapsedMs, 1) / 1_000;
  if (ctx.wantsJson) {
    await ctx.json({
      schema: COMPUTE_SCHEMA,
      environment: recording.env.toUpperCase(),
      venue: recording.venue,
      file: plan.task.kind === 'lake' ? null : plan.out,
      rows,
      bytes,
      columns,
      digest: digest.value,
      configHash: metadata['v13.config_hash'] ?? null,
      inputs,
      events: run.events,
      elapsedMs,
    });
  } else {
    const size = bytes === null ? '' : `, ${bytesText(bytes)}`;
    const speed = `${figureText(seconds)} s, ${countText(Math.round(run.events / seconds))} events/s`;
    ctx.talk.info(`${countText(rows)} rows of ${columns.length} columns${size}; ${speed}`);
    ctx.talk.info(`digest ${digest.value} (as v13 replay prints it for the same settings)`);
  }
  if (plan.task.kind === 'lake') ctx.next(`v13 query ${shellWord(ROWS_BY_SYMBOL)}`);
  if (plan.task.kind !== 'table' || plan.task.format !== 'parquet') return;
  ctx.next(`v13 query ${shellWord(ROWS_BY_SYMBOL)} ${shellWord(shownPath(plan.out, ctx.cwd))}`);
}
