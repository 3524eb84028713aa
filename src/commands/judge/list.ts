// The list of signals: read, and what was found in it said before anything is judged.

import type { Context } from '../../cli/context.js';
import { canonicalSymbol, requireKnownSymbols } from '../../cli/values/symbol.js';
import { DataError } from '../../platform/errors.js';
import { countText } from '../../report/number-text.js';
import { readSignals } from '../../store/signals/read-signals.js';
import type { SignalFile } from '../../store/signals/signal-file.js';
import { nameOf } from '../judging/repeat-command.js';
import type { JudgePlan } from './plan.js';

/** Reasons shown; `--json` has a hundred. */
const SHOWN = 10;

const symbolOf = (text: string): string | null => {
  const symbol = canonicalSymbol(text);
  return symbol.ok ? symbol.value : null;
};

/** What a person calls it. */
export const listName = ({ file }: JudgePlan): string => (file === '-' ? 'standard input' : nameOf(file));

function sayFound(file: SignalFile, plan: JudgePlan, ctx: Context): void {
  const { layout, time, lines, unsorted, repeats, flat, refused, refusedCount } = file;
  const counts = [...file.bySymbol.values()].map(({ timeUs }) => timeUs.length);
  const used = counts.reduce((sum, n) => sum + n, 0);
  const names = Object.entries(layout.names ?? {}).map(([role, name]) => `${role} from ${name}`);
  ctx.talk.info(`${listName(plan)}: ${countText(used)} signals in ${countText(lines)} lines, times in ${time}`);
  if (layout.names === null) ctx.talk.info('no header: the columns are time, side, strength, symbol');
  else ctx.talk.detail(names.join(', '));
  if (unsorted > 0) ctx.talk.warn(`${countText(unsorted)} lines stood before an earlier one; they were sorted by time`);
  if (repeats > 0) ctx.talk.warn(`${countText(repeats)} lines repeat a signal of the same instant; each counts once`);
  if (flat > 0) ctx.talk.info(`${countText(flat)} lines say to be out of the market; they are no signals`);
  if (refusedCount === 0) return;
  ctx.talk.warn(`${countText(refusedCount)} lines were refused`);
  for (const { line, reason } of refused.slice(0, SHOWN)) ctx.talk.warn(`line ${line}: ${reason}`);
  if (refusedCount > SHOWN) ctx.talk.warn(`and ${countText(refusedCount - SHOWN)} more`);
}

/** Throws DataError where nothing in it can be used; under --strict for the first line that cannot. */
export async function openList(plan: JudgePlan, ctx: Context): Promise<SignalFile> {
  const { file: path, recording } = plan;
  const file = await readSignals(ctx.stdin, { path, symbolOf, strict: recording.strict });
  sayFound(file, plan, ctx);
  return file;
}

/** Symbols of the list; empty where it names none. */
export const listedSymbols = ({ bySymbol }: SignalFile): string[] =>
  [...bySymbol].flatMap(([symbol, { timeUs }]) => (symbol === null || timeUs.length === 0 ? [] : [symbol])).sort();

/**
 * Whom to judge: those asked for, else those of the list that the market holds. Null: the only one of the market. Throws
 * where the list and the wish, or the list and the market, have nothing in common.
 */
export function symbolsOf(file: SignalFile, plan: JudgePlan, held: readonly string[] | null): (string | null)[] {
  const { symbols } = plan.recording;
  const listed = listedSymbols(file);
  if (listed.length === 0) {
    if (symbols.length < 2) return symbols.length === 0 ? [null] : [...symbols];
    throw new DataError(`${listName(plan)} does not say which of ${symbols.join(', ')} its signals are of`, {
      code: 'V13_SIGNAL_SYMBOL',
      hint: 'name one with --symbol, or give the list a column symbol',
    });
  }
  if (symbols.length > 0) {
    requireKnownSymbols(symbols, listed, listName(plan));
    return [...symbols];
  }
  const both = held === null ? listed : listed.filter((symbol) => held.includes(symbol));
  if (both.length > 0) return both;
  throw new DataError(`${listName(plan)} has signals of ${listed.slice(0, 8).join(', ')}, the market is of others`, {
    code: 'V13_SIGNAL_SYMBOL',
    hint: `the recordings hold ${(held ?? []).slice(0, 8).join(', ')}`,
  });
}
