// The lakes behind paths, as one market: where there are any, and which of their tables are meant.

import { type Environment, type Venue, environmentOf, venueOf } from '../../core/market/instrument.js';
import { DataError } from '../../platform/errors.js';
import { joinPath, resolvePath } from '../../platform/paths.js';
import { lakeFolder } from '../../store/catalog.js';
import { type PartitionEntry, listPartitions } from '../../store/lake/listing.js';
import { EVENT_KINDS, type LakeChoice } from './lake-feed.js';

export interface LakeWish {
  /** Wanted symbols; empty for all. */
  readonly symbols: readonly string[];
  readonly venue: string | null;
  readonly env: string | null;
}

/** What lies in lakes, of whatever market. */
export interface FoundLakes {
  readonly lakes: readonly string[];
  /** Tables that events are made of again; the paths of their parts begin with their lake. */
  readonly entries: readonly PartitionEntry[];
  /** Paths that are a lake, or have one below them. */
  readonly paths: ReadonlySet<string>;
}

async function tablesOf(lake: string): Promise<PartitionEntry[]> {
  const entries = await listPartitions(lake);
  return entries
    .filter(({ partition }) => EVENT_KINDS.some((kind) => kind === partition.kind))
    .map((entry) => ({ ...entry, parts: entry.parts.map((part) => ({ ...part, path: joinPath(lake, part.path) })) }));
}

/** Each lake once, though a path names it and another one the data folder around it. */
export async function findLakes(paths: readonly string[]): Promise<FoundLakes> {
  const lakes = new Map<string, PartitionEntry[]>();
  const having = new Set<string>();
  for (const path of paths.filter((one) => one !== '-')) {
    for (const lake of [path, lakeFolder(path)]) {
      const known = resolvePath('.', lake);
      const entries = lakes.get(known) ?? (await tablesOf(lake));
      if (entries.length === 0) continue;
      lakes.set(known, entries);
      having.add(path);
    }
  }
  return { lakes: [...lakes.keys()], entries: [...lakes.values()].flat(), paths: having };
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

const isOf =
  ({ symbols, venue, env }: LakeWish) =>
  ({ partition }: PartitionEntry): boolean =>
    (venue === null || partition.venue === venue) &&
    (env === null || partition.env === env) &&
    (symbols.length === 0 || symbols.includes(partition.symbol));

/** Null where there is no lake. Throws DataError for several markets, and for one that this version does not know. */
export function chooseLake({ lakes, entries: all }: FoundLakes, wish: LakeWish): LakeChoice | null {
  if (all.length === 0) return null;
  const where = lakes.join(', ');
  const wanted = all.filter(isOf(wish));
  const entries = wanted.length > 0 ? wanted : all;
  const [ofVenue, ofEnv] = [oneOf('venue', entries, where), oneOf('env', entries, where)];
  const [venue, env] = [venueOf(ofVenue), environmentOf(ofEnv)];
  if (venue === null || env === null) {
    throw new DataError(`${where}: a market of ${ofVenue}, ${ofEnv} is not known`, {
      code: 'V13_LAKE_MARKET',
      path: lakes[0],
      hint: 'make the lake with v13 convert',
    });
  }
  return { lakes, venue, env, partitions: entries };
}

/**
 * What the lakes hold of the market that recordings are of; null where that is nothing. Throws DataError
 * (V13_INPUT_MIXED) where they hold the wanted symbols, but of another market, and nobody said which is meant.
 */
export function lakeBeside(
  { lakes, entries }: FoundLakes,
  market: { readonly venue: Venue; readonly env: Environment },
  wish: LakeWish,
): LakeChoice | null {
  const wanted = entries.filter(isOf(wish));
  for (const what of ['venue', 'env'] as const) {
    const other = wanted.find(({ partition }) => partition[what] !== market[what]);
    if (other === undefined) continue;
    const found = other.partition[what];
    throw new DataError(`the recordings are of ${market[what]}, ${lakes.join(', ')} of ${found}`, {
      code: 'V13_INPUT_MIXED',
      path: lakes[0],
      hint:
        what === 'env' && market.env === 'unstated'
          ? `say --env ${found} if that is where the recordings are from, or name one of both`
          : `name one of both, or say which with --${what}`,
      details: { what, found: [market[what], found] },
    });
  }
  return wanted.length === 0 ? null : { lakes, venue: market.venue, env: market.env, partitions: wanted };
}
