// Who listens to what: the open connections and, for every served stream, its listeners.

import { type DepthBatcher, initBatcher } from './depth-batches.js';
import type { Connection } from './connection.js';
import type { VenueMessage } from './venue-message.js';
import { type ServedStream, type StreamKind, carries, servedStream } from './stream-route.js';

/** A message held back so that the next one overtakes it. */
export interface HeldMessage {
  readonly connection: Connection;
  readonly message: VenueMessage;
  readonly release: () => void;
}

export interface StreamEntry {
  readonly served: ServedStream;
  readonly listeners: Connection[];
  /** Depth streams slower than 100 ms gather their messages here. */
  readonly batcher: DepthBatcher | null;
  /** Market time of the last mark price sent, µs. */
  markUs: number;
  held: HeldMessage[];
}

export type EntriesByKind = Partial<Record<StreamKind, readonly StreamEntry[]>>;

export interface Hub {
  readonly connections: Set<Connection>;
  readonly entries: Map<string, StreamEntry>;
  /** Symbol in lower case ('' for streams of all symbols) → by kind, its entries that have listeners or had some. */
  readonly bySymbol: Map<string, EntriesByKind>;
  /** Entries with a batcher, which must be looked at as time passes. */
  readonly batched: StreamEntry[];
}

export const createHub = (): Hub => ({
  connections: new Set(),
  entries: new Map(),
  bySymbol: new Map(),
  batched: [],
});

const NONE: readonly StreamEntry[] = [];
/** Streams of a kind of a symbol, and those of all symbols. */
export function entriesOf(hub: Hub, lower: string, kind: StreamKind): readonly StreamEntry[] {
  const own = hub.bySymbol.get(lower)?.[kind] ?? NONE;
  const ofAll = hub.bySymbol.get('')?.[kind];
  return ofAll === undefined ? own : [...own, ...ofAll];
}

/** Period of the depth stream that the others are made from, ms. */
export const BASE_DEPTH_MS = 100;

function entryOf(hub: Hub, served: ServedStream): StreamEntry {
  const found = hub.entries.get(served.name);
  if (found !== undefined) return found;
  const isSlow = served.kind === 'depth' && served.periodMs !== BASE_DEPTH_MS;
  const batcher = isSlow ? initBatcher((served.periodMs ?? BASE_DEPTH_MS) * 1_000) : null;
  const entry: StreamEntry = { served, listeners: [], batcher, markUs: -Infinity, held: [] };
  hub.entries.set(served.name, entry);
  const key = served.symbol ?? '';
  const known = hub.bySymbol.get(key) ?? {};
  known[served.kind] = [...(known[served.kind] ?? NONE), entry];
  hub.bySymbol.set(key, known);
  if (isSlow) hub.batched.push(entry);
  return entry;
}

/** Adds the connection to the streams that its route carries; gives their names. The others stay silent. */
export function listen(hub: Hub, connection: Connection, names: readonly string[]): string[] {
  const heard: string[] = [];
  for (const name of names) {
    const served = servedStream(name);
    if (served === null || !carries(connection.route, served.kind)) continue;
    const { listeners } = entryOf(hub, served);
    if (!listeners.includes(connection)) listeners.push(connection);
    heard.push(name);
  }
  return heard;
}

export function unlisten(hub: Hub, connection: Connection, names: Iterable<string>): void {
  for (const name of names) {
    const entry = hub.entries.get(name);
    if (entry === undefined) continue;
    const at = entry.listeners.indexOf(connection);
    if (at >= 0) entry.listeners.splice(at, 1);
    entry.held = entry.held.filter((held) => held.connection !== connection);
    if (entry.listeners.length === 0 && entry.batcher !== null) entry.batcher.open = [];
  }
}

/** Whether anybody listens to a kind of stream of a symbol, or of all symbols. */
export const isHeard = (hub: Hub, lower: string, kind: StreamKind): boolean =>
  entriesOf(hub, lower, kind).some(({ listeners }) => listeners.length > 0);
