// Recordings and the lakes beside them as one source: the lake only where it knows more.

import { environmentOf } from '../../core/market/instrument.js';
import { DataError } from '../../platform/errors.js';
import type { Recording, RecordingChoices } from '../recording.js';
import { joinedSource } from './joined-source.js';
import { EVENT_KINDS, partsFor } from './lake-feed.js';
import { lakeSource, lakeSymbols } from './lake-source.js';
import type { MarketSource } from './market-source.js';
import { type FoundLakes, lakeBeside } from './open-lake.js';
import { rawSource } from './raw-source.js';
import { rawSpans } from './raw-spans.js';

export interface JoinWish {
  readonly choices: RecordingChoices;
  readonly lakes: FoundLakes;
  readonly signal: AbortSignal;
}

/** Closes the recording where the lake is read alone, and where it throws. Throws DataError for two markets. */
export async function joinMarket(recording: Recording, wish: JoinWish): Promise<MarketSource> {
  try {
    return await join(recording, wish);
  } catch (error) {
    await recording.opened.feed.close();
    throw error;
  }
}

async function join(opened: Recording, { choices, lakes, signal }: JoinWish): Promise<MarketSource> {
  const { symbols, strict } = choices;
  const recording = placed(opened, lakes);
  const lake = lakeBeside(lakes, recording, { symbols, venue: choices.venue, env: choices.env });
  if (lake === null) return rawSource(recording, { strict });
  if (isElsewhere(recording, symbols)) {
    await recording.opened.feed.close();
    return lakeSource(lake);
  }
  checkFiles(recording, lakes);
  const names = lakeSymbols(lake.partitions);
  const untilUs = Math.max(...lake.partitions.flatMap(({ parts }) => parts.map(({ lastUs }) => lastUs)));
  const held = await rawSpans(recording, { choices, symbols: new Set(names), untilUs, signal });
  const left = names.flatMap((symbol) => EVENT_KINDS.flatMap((kind) => partsFor(lake, { symbol, kind }, held)));
  return left.length === 0 ? rawSource(recording, { strict }) : joinedSource({ recording, lake, held, strict });
}

/** The later part of a cut recording has no header of its own: the lake speaks for it, as the first part would. */
function placed(recording: Recording, { entries }: FoundLakes): Recording {
  const { env: said, opened, venue } = recording;
  const isHeadless = opened.inputs.every(({ format, session }) => format === 'v13-raw' && session === null);
  const envs = new Set(entries.flatMap(({ partition }) => (partition.venue === venue ? [partition.env] : [])));
  const [env = null] = [...envs].map(environmentOf);
  if (said !== 'unstated' || !isHeadless || envs.size !== 1 || env === null) return recording;
  return { ...recording, env, envOrigin: 'recorded' };
}

/** Whether the recordings certainly hold none of the symbols. */
const isElsewhere = ({ symbols, symbolsComplete }: Recording, wanted: readonly string[]): boolean =>
  wanted.length > 0 && symbolsComplete && !wanted.some((symbol) => symbols.includes(symbol));

/** A stream is read once: which times it holds is known when it is too late. */
function checkFiles({ opened }: Recording, { lakes }: FoundLakes): void {
  const stream = opened.inputs.find(({ bytesTotal }) => bytesTotal === null);
  if (stream === undefined) return;
  throw new DataError(`${stream.path} is a stream: it cannot be joined with ${lakes.join(', ')}`, {
    code: 'V13_INPUT_STREAM',
    path: stream.path,
    hint: 'write it to a file first, or leave the lake out',
  });
}
