// Opening what a study reads: recordings, else the lake; said what it is, refused what contradicts it.

import { openLake } from '../../assembly/analyze/open-lake.js';
import type { MarketSource } from '../../assembly/analyze/market-source.js';
import { rawSource } from '../../assembly/analyze/raw-source.js';
import type { Context } from '../../cli/context.js';
import { requireKnownSymbols } from '../../cli/values/symbol.js';
import { DataError } from '../../platform/errors.js';
import { openInputs } from './open-recording.js';
import type { RecordingPlan } from './recording-plan.js';

const NOTHING = ['V13_INPUT_MISSING', 'V13_INPUT_NONE', 'V13_DATA_ROOT_EMPTY'];

/** Close it. Throws DataError where there is nothing, with how to get data. */
export async function openMarket(plan: RecordingPlan, ctx: Context): Promise<MarketSource> {
  const { paths, symbols, venue, env, strict } = plan.recording;
  try {
    return rawSource(await openInputs(plan, ctx), { strict });
  } catch (error) {
    if (!(error instanceof DataError) || !NOTHING.includes(error.code)) throw error;
    const lake = await openLake({ paths, symbols, venue, env });
    if (lake === null) throw plan.fromDataRoot ? noData(ctx.dataRoot) : error;
    ctx.talk.info(`${lake.env.toUpperCase()} ${lake.symbols.join(', ')}, from the lake`);
    requireKnownSymbols(symbols, lake.symbols, 'the lake');
    return lake;
  }
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
