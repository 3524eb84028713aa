// Two captures of the same market at the same time: converted as they are, the lake would hold that time twice.

import { readManifest } from '../../store/manifest.js';
import type { SegmentInput } from '../verify/survey.js';

export interface SessionOverlap {
  readonly sessions: readonly [string, string];
  readonly env: string;
  readonly symbols: readonly string[];
  /** Receive times, µs; where a last segment has no manifest its beginning counts as its end. */
  readonly fromUs: number;
  readonly toUs: number;
}

interface SessionSpan {
  readonly session: string;
  readonly env: string;
  readonly symbols: readonly string[];
  readonly fromUs: number;
  readonly toUs: number;
}

/** Null for a session whose time or market cannot be told. Its segments in order. */
async function spanOf(segments: readonly SegmentInput[]): Promise<SessionSpan | null> {
  const [first, last] = [segments[0], segments.at(-1)];
  const [fromUs, lastUs] = [first?.firstRecvUs ?? null, last?.firstRecvUs ?? null];
  const header = first?.header ?? null;
  if (header === null || last === undefined || fromUs === null || lastUs === null) return null;
  const manifest = await readManifest(last.manifestPath).catch(() => null);
  const { session, env, symbols } = header;
  return {
    session,
    env: env ?? 'unstated',
    symbols: symbols.map(({ symbol }) => symbol),
    fromUs,
    toUs: manifest?.lastRecvUs ?? lastUs,
  };
}

function overlapOf(a: SessionSpan, b: SessionSpan): SessionOverlap | null {
  const symbols = a.symbols.filter((symbol) => b.symbols.includes(symbol));
  const [fromUs, toUs] = [Math.max(a.fromUs, b.fromUs), Math.min(a.toUs, b.toUs)];
  if (a.env !== b.env || symbols.length === 0 || fromUs >= toUs) return null;
  return { sessions: [a.session, b.session], env: a.env, symbols, fromUs, toUs };
}

/** Every pair of sessions that hold the same time of the same symbols. `sessions`: the segments of each, in order. */
export async function findOverlaps(sessions: readonly (readonly SegmentInput[])[]): Promise<SessionOverlap[]> {
  const spans: SessionSpan[] = [];
  for (const segments of sessions) {
    const span = await spanOf(segments);
    if (span !== null) spans.push(span);
  }
  spans.sort((a, b) => a.fromUs - b.fromUs);
  return spans.flatMap((a, k) => spans.slice(k + 1).flatMap((b) => overlapOf(a, b) ?? []));
}
