// Verified time that a data folder holds already, of each symbol: what earlier captures add to --until-coverage.

import type { Certificate } from '../../core/quality/certificate-json.js';
import type { CertificateState } from '../../core/quality/certificate-state.js';
import { verifiedTimes } from '../../core/quality/certificate.js';
import { readManifest } from '../../store/manifest.js';
import { listSegments } from '../../store/segment-list.js';

/** Verified µs by symbol. */
export type HeldCoverage = ReadonlyMap<string, number>;

const isCertificate = (value: unknown): value is Certificate =>
  typeof value === 'object' && value !== null && Array.isArray((value as { symbols?: unknown }).symbols);

/** Sums the manifests of one market's sealed segments. Those without a readable one count for nothing. */
export async function heldCoverage(dataFolder: string, market: { venue: string; env: string }): Promise<HeldCoverage> {
  const held = new Map<string, number>();
  const { segments } = await listSegments(dataFolder);
  for (const { venue, env, manifest, paths } of segments) {
    if (manifest === null || venue !== market.venue || env !== market.env) continue;
    const { certificate } = await readManifest(paths.manifestPath).catch(() => ({ certificate: null }));
    if (!isCertificate(certificate)) continue;
    for (const { symbol, coverage } of certificate.symbols) {
      held.set(symbol, (held.get(symbol) ?? 0) + coverage.verifiedUs);
    }
  }
  return held;
}

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
