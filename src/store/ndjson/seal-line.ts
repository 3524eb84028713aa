// The seal: the last line of a finished segment. With it a segment can be verified byte for byte without its manifest.

import { createHash } from 'node:crypto';
import { controlLine } from './raw-line.js';

/** `recovered`: the capture ended without sealing; the next start did it. */
export type SealState = 'clean' | 'recovered';

export interface Seal {
  /** Receive time of the seal itself, integer µs: after the last line. */
  readonly recvUs: number;
  /** 0-based number of the segment in its session. */
  readonly segment: number;
  /** Lines before the seal. */
  readonly lines: number;
  /** Bytes before the seal. */
  readonly bytes: number;
  /** Of all bytes before the seal, 64 hex digits. */
  readonly sha256: string;
  readonly state: SealState;
  /** Bytes that recovery moved aside. */
  readonly tornBytes: number;
  /** The capture ended here in order: no segment of its session follows. */
  readonly last?: boolean;
}

/** More than any seal has. */
export const MAX_SEAL_BYTES = 512;

const SEAL_START = /^\{"ts_recv":[0-9.]+,"control":"seal"/;

/** The line, with its line feed. `check` covers the seal's own bytes: a flipped one shows there too. */
export function sealLine(seal: Seal): string {
  const { recvUs, segment, lines, bytes, sha256, state, tornBytes, last = false } = seal;
  const fields = { segment, lines, bytes, sha256, state, torn_bytes: tornBytes, ...(last ? { last } : {}) };
  const open = controlLine(recvUs, 'seal', fields).slice(0, -2);
  return `${open},"check":"${createHash('sha256').update(open).digest('hex').slice(0, 16)}"}\n`;
}

/** Whether a line begins as a seal does, be the rest of it whole or not. */
export const isSealLike = (line: string): boolean => SEAL_START.test(line);

/** The seal in a line (with or without its line feed), or null where it is not exactly what `sealLine` writes. */
export function parseSeal(line: string): Seal | null {
  const text = line.endsWith('\n') ? line : `${line}\n`;
  const value = isSealLike(text) ? parseRecord(text) : null;
  if (value === null) return null;
  const { ts_recv: recvMs, segment, lines, bytes, sha256, state, torn_bytes: tornBytes } = value;
  const numbers = [recvMs, segment, lines, bytes, tornBytes];
  if (!numbers.every((number) => typeof number === 'number') || typeof sha256 !== 'string') return null;
  if (state !== 'clean' && state !== 'recovered') return null;
  const [ms = 0, ...counts] = numbers;
  const [segmentNumber = 0, lineCount = 0, byteCount = 0, torn = 0] = counts;
  const seal: Seal = {
    ...{ recvUs: Math.round(ms * 1000), segment: segmentNumber, lines: lineCount, bytes: byteCount },
    ...{ sha256, state, tornBytes: torn },
    ...(value['last'] === true ? { last: true } : {}),
  };
  return sealLine(seal) === text ? seal : null;
}

function parseRecord(text: string): Readonly<Record<string, unknown>> | null {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    return null;
  }
}
