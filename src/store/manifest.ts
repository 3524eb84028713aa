// The manifest beside each sealed segment: what the segment holds, and the hash to hold it against.

import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { writeFileAtomic } from '../platform/atomic-file.js';
import { DataError } from '../platform/errors.js';
import { type SealState } from './ndjson/seal-line.js';

export const MANIFEST_SCHEMA = 'v13.segment/1';

/** What the capture knows of a segment when it ends. The unknown parts are plain JSON; null where there is none. */
export interface SegmentSummary {
  readonly venue: string;
  readonly env: string;
  readonly host: string | null;
  readonly software: string | null;
  /** SHA-256 of the configuration of computing, 64 hex digits. */
  readonly configHash: string | null;
  /** Measured offset to the exchange's clock, with its uncertainty. */
  readonly clockOffset: unknown;
  /** Counts, ids, gaps, healed ids, coverage and latency: core/quality. */
  readonly certificate: unknown;
  /** Digest of the rows computed so far. */
  readonly digest: unknown;
}

export interface Manifest extends SegmentSummary {
  readonly schema: typeof MANIFEST_SCHEMA;
  readonly session: string;
  readonly segment: number;
  /** Name of the plain file, without folders. */
  readonly file: string;
  /** Of the whole plain file, the seal line included: `sha256sum` gives the same. */
  readonly bytes: number;
  readonly lines: number;
  readonly sha256: string;
  /** The packed file, where the segment is kept packed. */
  readonly packed: PackedFile | null;
  /** Receive times of the first line and of the last before the seal, µs. */
  readonly firstRecvUs: number;
  readonly lastRecvUs: number;
  readonly state: SealState;
  /** Bytes that recovery moved aside into `….torn`. */
  readonly tornBytes: number;
}

export interface PackedFile {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Appears whole or not at all. Throws StoreError (V13_STORE_WRITE). */
export async function writeManifest(path: string, manifest: Manifest): Promise<void> {
  await writeFileAtomic(path, manifestText(manifest));
}

/** Keys in the order of the schema, two spaces, one line feed at the end. */
export function manifestText(manifest: Manifest): string {
  const { schema, session, segment, venue, env, host, file, bytes, lines, sha256, packed } = manifest;
  const { firstRecvUs, lastRecvUs, state, tornBytes, software, configHash, clockOffset, digest, certificate } =
    manifest;
  const ordered = {
    ...{ schema, session, segment, venue, env, host, file, bytes, lines, sha256, packed },
    ...{ firstRecvUs, lastRecvUs, state, tornBytes, software, configHash, clockOffset, digest, certificate },
  };
  return `${JSON.stringify(ordered, null, 2)}\n`;
}

/** Throws DataError: V13_MANIFEST_UNREADABLE, or V13_MANIFEST_INVALID with everything that is wrong. */
export async function readManifest(path: string): Promise<Manifest> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new DataError(`${path}: cannot be read`, { code: 'V13_MANIFEST_UNREADABLE', path, cause });
  });
  const value = parseJson(text);
  const faults = manifestFaults(value);
  if (faults.length === 0) return value as Manifest;
  throw new DataError(`${path}: not a manifest: ${faults.join('; ')}`, {
    code: 'V13_MANIFEST_INVALID',
    path,
    hint: 'the segment can be verified by its last line without it',
    details: { faults },
  });
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

type Check = (value: unknown) => boolean;
const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const isText: Check = (value) => typeof value === 'string' && value !== '';
const isHash: Check = (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
const isPlainName: Check = (value) => isText(value) && basename(value as string) === value;
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const isPresent: Check = (value) => value !== undefined;
const isPacked: Check = (value) =>
  isRecord(value) && isPlainName(value['file']) && isCount(value['bytes']) && isHash(value['sha256']);

const CHECKS: Readonly<Record<keyof Manifest, Check>> = {
  schema: (value) => value === MANIFEST_SCHEMA,
  ...{ session: isText, segment: isCount, venue: isText, env: isText, host: orNull(isText) },
  ...{ file: isPlainName, bytes: isCount, lines: isCount, sha256: isHash, packed: orNull(isPacked) },
  ...{ firstRecvUs: isCount, lastRecvUs: isCount },
  state: (value) => value === 'clean' || value === 'recovered',
  ...{ tornBytes: isCount, software: orNull(isText), configHash: orNull(isHash) },
  ...{ clockOffset: orNull(isRecord), digest: isPresent, certificate: isPresent },
};

/** What keeps a value from being a manifest, one text each. Keys it does not know are left alone. */
export function manifestFaults(value: unknown): string[] {
  if (!isRecord(value)) return ['no JSON object'];
  const wrong = Object.entries(CHECKS).filter(([key, check]) => !check(value[key]));
  return wrong.map(([key]) => (value[key] === undefined ? `${key} is missing` : `${key} is not what it should be`));
}
