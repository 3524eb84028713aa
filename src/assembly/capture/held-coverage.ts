// Verified time that a data folder holds already, of each symbol: what earlier captures add to --until-coverage.

import type { Certificate } from '../../core/quality/certificate-json.js';
import type { CertificateState } from '../../core/quality/certificate-state.js';
import { verifiedTimes } from '../../core/quality/certificate.js';
import { areWithBook, streamNameOf } from '../../core/quality/stream-name.js';
import { readManifest } from '../../store/manifest.js';
import { listSegments } from '../../store/segment-list.js';

/** Verified µs by symbol. */
export type HeldCoverage = ReadonlyMap<string, number>;

const isCertificate = (value: unknown): value is Certificate =>
  typeof value === 'object' && value !== null && Array.isArray((value as { symbols?: unknown }).symbols);

/** What is to be held: a market, and the streams of it (`depth@100ms`). */
export interface WantedCoverage {
  readonly venue: string;
  readonly env: string;
  readonly streams: readonly string[];
}

/**
 * Sums the manifests of one market's sealed segments. Those without a readable one count for nothing, and so do those
 * without the streams that are wanted: time that was verified by trades alone is none of a book.
 */
export async function heldCoverage(dataFolder: string, market: WantedCoverage): Promise<HeldCoverage> {
  const held = new Map<string, number>();
  const { segments } = await listSegments(dataFolder);
  for (const { venue, env, manifest, paths } of segments) {
    if (manifest === null || venue !== market.venue || env !== market.env) continue;
    const { certificate } = await readManifest(paths.manifestPath).catch(() => ({ certificate: null }));
    if (!isCertificate(certificate)) continue;
    for (const { symbol, coverage, streams } of certificate.symbols) {
      if (!isWanted(market.streams, new Set(streams.map(({ stream }) => stream)))) continue;
      held.set(symbol, (held.get(symbol) ?? 0) + coverage.verifiedUs);
    }
  }
  return held;
}

/** The book where one is wanted, else any of the streams. */
function isWanted(wanted: readonly string[], found: ReadonlySet<string>): boolean {
  return areWithBook(wanted) ? found.has('depth') : wanted.some((stream) => found.has(streamNameOf(stream)));
}

/** Whether every symbol has so much already. */
export const isHeld = (symbols: readonly string[], held: HeldCoverage, wantedUs: number): boolean =>
  symbols.every((symbol) => (held.get(symbol) ?? 0) >= wantedUs);

interface Holding {
  readonly symbols: readonly { readonly symbol: string }[];
  readonly certificate: CertificateState;
  readonly held: HeldCoverage;
}

/** The least verified time of any symbol of the capture, earlier captures counted in, µs. */
export function leastCoverageUs({ symbols, certificate, held }: Holding): number {
  const now = new Map(verifiedTimes(certificate).map(({ symbol, verifiedUs }) => [symbol, verifiedUs]));
  return Math.min(...symbols.map(({ symbol }) => (held.get(symbol) ?? 0) + (now.get(symbol) ?? 0)));
}
