// A manifest held against what the bytes of its segment say.

import type { Certificate } from '../../core/quality/certificate-json.js';
import type { RecordedOffset } from '../../core/quality/verification.js';
import { DataError } from '../../platform/errors.js';
import { whatStandsAt } from '../../platform/file-identity.js';
import type { SealCheck } from '../../store/check-seal.js';
import { type Manifest, readManifest } from '../../store/manifest.js';
import { type Findings, addDamage } from './findings.js';
import type { SegmentInput } from './survey.js';

/** Null where there is none; `damaged` where there is one that nobody can read. */
export async function manifestOf(input: SegmentInput, findings: Findings): Promise<Manifest | 'damaged' | null> {
  if (whatStandsAt(input.manifestPath) === 'nothing') return null;
  try {
    return await readManifest(input.manifestPath);
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    const detail = error.message.slice(error.message.indexOf(': ') + 2);
    addDamage(findings, { path: input.manifestPath, line: null, code: error.code, detail });
    return 'damaged';
  }
}

export interface BytesSay {
  readonly input: SegmentInput;
  readonly check: SealCheck;
  /** This segment's part; null where segments before it are not at hand, on which a part may depend. */
  readonly certificate: Certificate | null;
  /** Symbols that the part is of; null for all. */
  readonly symbols: ReadonlySet<string> | null;
}

/** The first difference, in words; null where there is none. */
export const differenceOf = (manifest: Manifest, say: BytesSay): string | null =>
  factsDifference(manifest, say) ?? certificateDifference(manifest, say);

/** Adds the first difference as damage. True where there is none. */
export function agrees(manifest: Manifest, say: BytesSay, findings: Findings): boolean {
  const difference = differenceOf(manifest, say);
  if (difference === null) return true;
  addDamage(findings, { path: say.input.manifestPath, line: null, code: 'V13_MANIFEST_DIFFERS', detail: difference });
  return false;
}

function factsDifference(manifest: Manifest, { input, check }: BytesSay): string | null {
  const { session, segment } = input;
  const { bytes, lines, sha256, seal, firstRecvUs, lastRecvUs } = check;
  const state = seal?.state ?? manifest.state;
  const tornBytes = seal?.tornBytes ?? manifest.tornBytes;
  const facts = { session, segment, bytes, lines, sha256, firstRecvUs, lastRecvUs, state, tornBytes };
  return firstDifference(pick(manifest, facts), facts, '');
}

const pick = (from: object, like: object): object =>
  Object.fromEntries(Object.keys(like).map((key) => [key, (from as Record<string, unknown>)[key]]));

/** A certificate that was never made (null, after a crash) is none that differs. */
function certificateDifference(manifest: Manifest, { certificate, symbols }: BytesSay): string | null {
  if (certificate === null || manifest.certificate === null) return null;
  const found = JSON.parse(JSON.stringify(certificate)) as object;
  if (symbols === null) return firstDifference(manifest.certificate, found, 'certificate');
  const chosen = (from: unknown): unknown => {
    const list = (from as Partial<Certificate>).symbols;
    return Array.isArray(list) ? list.filter(({ symbol }: { symbol?: unknown }) => symbols.has(String(symbol))) : null;
  };
  return firstDifference(chosen(manifest.certificate), chosen(found), 'certificate.symbols');
}

const isBranch = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Where two JSON values first differ, in words; null where they are equal. The order of keys does not matter. */
export function firstDifference(said: unknown, found: unknown, path: string): string | null {
  if (!isBranch(said) || !isBranch(found) || Array.isArray(said) !== Array.isArray(found)) {
    return said === found ? null : `${path}: the manifest says ${shown(said)}, the bytes say ${shown(found)}`;
  }
  for (const key of new Set([...Object.keys(found), ...Object.keys(said)])) {
    const difference = firstDifference(said[key], found[key], path === '' ? key : `${path}.${key}`);
    if (difference !== null) return difference;
  }
  return null;
}

function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** The clock offset in a manifest; null where there is none. */
export function offsetIn(manifest: Manifest | 'damaged' | null): RecordedOffset | null {
  if (manifest === null || manifest === 'damaged') return null;
  const { clockOffset } = manifest;
  if (!isBranch(clockOffset) || typeof clockOffset['offsetUs'] !== 'number') return null;
  const { uncertaintyUs } = clockOffset;
  return {
    offsetUs: clockOffset['offsetUs'],
    uncertaintyUs: typeof uncertaintyUs === 'number' ? uncertaintyUs : null,
  };
}
