// Opening what a study reads: recordings, the lake, or both joined; said what it is, refused what contradicts it.

import { joinMarket } from '../../assembly/analyze/join-market.js';
import { lakeSource } from '../../assembly/analyze/lake-source.js';
import { type FoundLakes, chooseLake, findLakes } from '../../assembly/analyze/open-lake.js';
import type { MarketSource } from '../../assembly/analyze/market-source.js';
import type { Context } from '../../cli/context.js';
import { requireKnownSymbols } from '../../cli/values/symbol.js';
import { DataError, invariant } from '../../platform/errors.js';
import { listInputs } from '../../store/inputs.js';
import { openInputs } from './open-recording.js';
import type { RecordingPlan } from './recording-plan.js';

const NOTHING = ['V13_INPUT_MISSING', 'V13_INPUT_NONE', 'V13_DATA_ROOT_EMPTY'];

/** Close it. Throws DataError where there is nothing, with how to get data. */
export async function openMarket(plan: RecordingPlan, ctx: Context): Promise<MarketSource> {
  const { paths, symbols } = plan.recording;
  const lakes = await findLakes(paths);
  const source = (await openJoined(plan, { lakes, ctx })) ?? openLakeOnly(plan, lakes);
  try {
    if (source.kind !== 'recordings') say(source, ctx);
    if (source.symbolsComplete) requireKnownSymbols(symbols, source.symbols, whereText(source));
    return source;
  } catch (error) {
    await source.close();
    throw error;
  }
}

interface Opening {
  readonly lakes: FoundLakes;
  readonly ctx: Context;
}

/** Null where the paths hold lakes only. */
async function openJoined(plan: RecordingPlan, { lakes, ctx }: Opening): Promise<MarketSource | null> {
  const paths = plan.recording.paths.filter((path) => !lakes.paths.has(path) || hasRecordings(path));
  if (paths.length === 0) return null;
  const choices = { ...plan.recording, paths };
  try {
    const recording = await openInputs({ ...plan, recording: choices }, ctx, lakes.entries.length > 0);
    return await joinMarket(recording, { choices, lakes, signal: ctx.signal });
  } catch (error) {
    // A capture that has just begun has nothing to read yet: the lake has.
    const isEmpty = error instanceof DataError && error.code === 'V13_INPUT_EMPTY';
    if (isEmpty && paths.every((path) => lakes.paths.has(path))) return null;
    if (!plan.fromDataRoot || !(error instanceof DataError) || !NOTHING.includes(error.code)) throw error;
    throw noData(ctx.dataRoot);
  }
}

function openLakeOnly(plan: RecordingPlan, lakes: FoundLakes): MarketSource {
  const { symbols, venue, env } = plan.recording;
  const lake = chooseLake(lakes, { symbols, venue, env });
  invariant(lake !== null, 'paths without recordings are lakes', { lakes: lakes.lakes });
  return lakeSource(lake);
}

function hasRecordings(path: string): boolean {
  try {
    return listInputs([path]).length > 0;
  } catch (error) {
    if (error instanceof DataError && NOTHING.includes(error.code)) return false;
    throw error;
  }
}

const whereText = ({ kind }: MarketSource): string => (kind === 'lake' ? 'the lake' : 'the inputs');

function say({ kind, env, symbols }: MarketSource, { talk }: Context): void {
  if (kind === 'lake') talk.info(`${env.toUpperCase()} ${symbols.join(', ')}, from the lake`);
  else talk.info('joined with the lake, which is read at the times that no recording holds');
}

const noData = (dataRoot: string): DataError =>
  new DataError(`no recordings in ${dataRoot}`, {
    code: 'V13_DATA_ROOT_EMPTY',
    path: dataRoot,
    hint: 'record some with `v13 capture`, import or fetch some, make some with `v13 simulate`, or name a file',
  });

/** The symbols to study, one after another. Throws where several are there and none was named. */
export function symbolsToStudy(source: MarketSource, plan: RecordingPlan): readonly string[] {
  const { symbols } = plan.recording;
  if (symbols.length > 0) return symbols;
  if (source.symbols.length === 1) return source.symbols;
  throw new DataError(`the inputs hold ${source.symbols.length} symbols: ${source.symbols.slice(0, 12).join(', ')}`, {
    code: 'V13_SYMBOL_CHOICE',
    hint: 'say which with --symbol; several give a report each',
    details: { symbols: source.symbols },
  });
}
