// Which streams share which connection: one route each, at most so many streams, a symbol's streams together.

import { type Route, routeOfStream } from './environments.js';
import { splitStreamName } from './streams.js';

export interface PlannedConnection {
  readonly route: Route;
  readonly streams: readonly string[];
  /** Symbols of these streams in capitals, each once; null for streams of the whole market. */
  readonly symbols: readonly string[] | null;
}

/** The symbol in capitals; null for streams of the whole market. */
export const symbolOfStream = (name: string): string | null => splitStreamName(name)?.symbol ?? null;

/** Splits streams (repeats count once) into as few connections as will hold them, of about the same size. */
export function planConnections(streams: readonly string[], maxStreams: number): PlannedConnection[] {
  const names = [...new Set(streams)];
  return (['public', 'market'] as const).flatMap((route) => {
    const own = groupBySymbol(names.filter((name) => routeOfStream(name) === route));
    return spread(own, maxStreams).map((part) => ({ route, streams: part, symbols: symbolsOf(part) }));
  });
}

function groupBySymbol(names: readonly string[]): string[][] {
  const groups = new Map<string, string[]>();
  for (const name of names) {
    const key = symbolOfStream(name) ?? name;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [name]);
    else group.push(name);
  }
  return [...groups.values()];
}

function spread(groups: readonly string[][], maxStreams: number): string[][] {
  const total = groups.reduce((sum, group) => sum + group.length, 0);
  if (total === 0) return [];
  const parts = Math.ceil(total / maxStreams);
  const goal = Math.ceil(total / parts);
  const found: string[][] = [[]];
  for (const group of groups) {
    const last = found[found.length - 1] as string[];
    if (last.length === 0) last.push(...group);
    // A little over the even share is fine; over what a connection may carry is not.
    else if (last.length >= goal || last.length + group.length > maxStreams) found.push([...group]);
    else last.push(...group);
  }
  return found;
}

function symbolsOf(names: readonly string[]): readonly string[] | null {
  const symbols = names.map(symbolOfStream);
  if (symbols.includes(null)) return null;
  return [...new Set(symbols as readonly string[])];
}
