// The lake behind a path, as one market: where there is one, and which of its tables are meant.

import { environmentOf, venueOf } from '../../core/market/instrument.js';
import { DataError } from '../../platform/errors.js';
import { lakeFolder } from '../../store/catalog.js';
import { type PartitionEntry, listPartitions } from '../../store/lake/listing.js';
import { lakeSource } from './lake-source.js';
import type { MarketSource } from './market-source.js';

export interface LakeWish {
  readonly paths: readonly string[];
  /** Wanted symbols; empty for all. */
  readonly symbols: readonly string[];
  readonly venue: string | null;
  readonly env: string | null;
}

/** Tables that events are made of again. */
const EVENT_KINDS = ['depth', 'trades', 'quotes', 'gaps'];

const tablesOf = async (lake: string): Promise<PartitionEntry[]> =>
  (await listPartitions(lake)).filter(({ partition }) => EVENT_KINDS.includes(partition.kind));

/** The first of the paths that is a lake, or a data folder with one; null where none is. */
async function findLake(paths: readonly string[]): Promise<{ lake: string; entries: PartitionEntry[] } | null> {
  for (const path of paths.filter((one) => one !== '-')) {
    for (const lake of [path, lakeFolder(path)]) {
      const entries = await tablesOf(lake);
      if (entries.length > 0) return { lake, entries };
    }
  }
  return null;
}

/** The one value of all; two markets in one study would make figures of neither. */
function oneOf(what: 'venue' | 'env', entries: readonly PartitionEntry[], lake: string): string {
  const found = [...new Set(entries.map(({ partition }) => partition[what]))];
  if (found.length === 1) return found[0] ?? '';
  throw new DataError(`${lake} holds more than one ${what === 'env' ? 'environment' : what} (${found.join(', ')})`, {
    code: 'V13_INPUT_MIXED',
    path: lake,
    hint: `say which with --${what}`,
    details: { what, found },
  });
}

/** Null where there is no lake. Throws DataError for several markets, and for one that this version does not know. */
export async function openLake({ paths, symbols, venue, env }: LakeWish): Promise<MarketSource | null> {
  const found = await findLake(paths);
  if (found === null) return null;
  const wanted = found.entries.filter(
    ({ partition }) =>
      (venue === null || partition.venue === venue) &&
      (env === null || partition.env === env) &&
      (symbols.length === 0 || symbols.includes(partition.symbol)),
  );
  const entries = wanted.length > 0 ? wanted : found.entries;
  const [ofVenue, ofEnv] = [oneOf('venue', entries, found.lake), oneOf('env', entries, found.lake)];
  const [knownVenue, knownEnv] = [venueOf(ofVenue), environmentOf(ofEnv)];
  if (knownVenue === null || knownEnv === null) {
    throw new DataError(`${found.lake}: a market of ${ofVenue}, ${ofEnv} is not known`, {
      code: 'V13_LAKE_MARKET',
      path: found.lake,
      hint: 'make the lake with v13 convert',
    });
  }
  return lakeSource({ lake: found.lake, venue: knownVenue, env: knownEnv, partitions: entries });
}
