// A session in sealed segments, written as docs/formats.md says, without the product's writer.

import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Certificate } from '../../src/core/quality/certificate-json.js';

export const SESSION = '20260101T000000Z-ab12';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const timeOf = (line: string): string => /^\{"ts_recv":([0-9.]+)/.exec(line)?.[1] ?? '';
/** Milliseconds with three decimals plus `us`, in whole microseconds. */
const later = (ms: string, us: number): string => {
  const sum = String(Number(ms.replace('.', '')) + us);
  return `${sum.slice(0, -3)}.${sum.slice(-3)}`;
};

/** The first line of a recording as the header of a segment. */
export function headerLine(line: string, segment: number, at = timeOf(line)): string {
  const { ts_recv: _, ...fields } = JSON.parse(line) as Record<string, unknown>;
  const rest = JSON.stringify({ ...fields, session: SESSION, segment }).slice(1);
  return `{"ts_recv":${at},${rest}`;
}

export interface SealWish {
  readonly segment: number;
  readonly state?: 'clean' | 'recovered';
  readonly tornBytes?: number;
  readonly last?: boolean;
}

/** The lines with their seal, as the text of a file. */
export function sealed(
  lines: readonly string[],
  { segment, state = 'clean', tornBytes = 0, last = false }: SealWish,
): string {
  const body = lines.map((line) => `${line}\n`).join('');
  const at = later(timeOf(lines.at(-1) ?? ''), 1);
  const counts = `"lines":${lines.length},"bytes":${Buffer.byteLength(body)},"sha256":"${sha256(body)}"`;
  const open = `{"ts_recv":${at},"control":"seal","segment":${segment},${counts},"state":"${state}","torn_bytes":${tornBytes}${last ? ',"last":true' : ''}`;
  return `${body}${open},"check":"${sha256(open).slice(0, 16)}"}\n`;
}

const microseconds = (line: string | undefined): number => Number(timeOf(line ?? '').replace('.', ''));

/** The first place from `from` on where a seal and a header fit between two lines. */
function roomyPlace(lines: readonly string[], from: number): number {
  let at = from;
  while (at < lines.length && microseconds(lines[at]) - microseconds(lines[at - 1]) < 4) at++;
  return at;
}

/** Bodies of the segments that a recording (header first) is cut into; each begins with the header of its own. */
export function cutSegments(lines: readonly string[], count: number): string[][] {
  const [header = '', ...rest] = lines;
  const size = Math.ceil(rest.length / count);
  const cuts = Array.from({ length: count }, (_, k) => (k === 0 ? 0 : roomyPlace(rest, k * size)));
  return cuts.map((from, segment) => {
    const at = segment === 0 ? timeOf(header) : later(timeOf(rest[from - 1] ?? ''), 2);
    return [headerLine(header, segment, at), ...rest.slice(from, cuts[segment + 1])];
  });
}

export const segmentName = (segment: number): string => `${SESSION}-${String(segment).padStart(4, '0')}`;

export interface ManifestWish {
  readonly text: string;
  readonly segment: number;
  readonly certificate: Certificate | null;
}

/** What the product's writer says of such a file. */
export function manifestText({ text, segment, certificate }: ManifestWish): string {
  const lines = text.trimEnd().split('\n');
  return `${JSON.stringify({
    ...{ schema: 'v13.segment/1', session: SESSION, segment, venue: 'binance-usdm', env: 'synthetic', host: null },
    ...{ file: `${segmentName(segment)}.ndjson`, bytes: Buffer.byteLength(text), lines: lines.length },
    ...{
      sha256: sha256(text),
      packed: null,
      firstRecvUs: microseconds(lines[0]),
      lastRecvUs: microseconds(lines.at(-2)),
    },
    ...{ state: 'clean', tornBytes: 0, software: 'v13 test', configHash: null },
    ...{ clockOffset: { offsetUs: 1_500, uncertaintyUs: 400 }, digest: null, certificate },
  })}\n`;
}

/** Writes segments (file texts) and, where certificates are given, their manifests. */
export function putSegments(
  folder: string,
  texts: readonly string[],
  certificates: readonly (Certificate | null)[] | null,
): string[] {
  mkdirSync(folder, { recursive: true });
  return texts.map((text, segment) => {
    const path = join(folder, `${segmentName(segment)}.ndjson`);
    writeFileSync(path, text);
    const certificate = certificates?.[segment] ?? null;
    const manifest = join(folder, `${segmentName(segment)}.manifest.json`);
    if (certificates !== null) writeFileSync(manifest, manifestText({ text, segment, certificate }));
    return path;
  });
}
