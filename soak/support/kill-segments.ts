// Finished segments read line by line with JSON.parse: their seals, their manifests, and what became of every leftover.

import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type FileLine, readText } from './chaos-lines.js';
import { type Leftover, rawFiles, sessionOf, sha256 } from './kill-disk.js';
import type { Evidence } from './kill-folder.js';

export interface Segment {
  readonly path: string;
  readonly session: string;
  readonly number: number;
  readonly bytes: Buffer;
  readonly lines: readonly FileLine[];
  readonly state: string;
  readonly tornBytes: number;
}

type Fields = Readonly<Record<string, unknown>>;

/** Adds to `problems` where the last line is not the seal of all bytes before it. */
function readSegment(path: string, problems: string[]): Segment {
  const bytes = readFileSync(path);
  const lines = readText(bytes.toString('utf8'));
  const last = lines.at(-1);
  const before = bytes.subarray(0, bytes.length - Buffer.byteLength(last?.text ?? '') - 1);
  const seal = JSON.parse(last?.text ?? '{}') as Fields;
  const number = Number(basename(path).slice(22, -'.ndjson'.length));
  const expected = { control: 'seal', segment: number, lines: lines.length - 1, bytes: before.length };
  const wanted: Fields = { ...expected, sha256: sha256(before) };
  for (const [key, value] of Object.entries(wanted)) {
    if (seal[key] !== value)
      problems.push(`${basename(path)}: ${key} of the seal is ${String(seal[key])}, not ${String(value)}`);
  }
  const state = String(seal['state']);
  const tornBytes = Number(seal['torn_bytes']);
  checkManifest(path, { bytes: bytes.length, lines: lines.length, sha256: sha256(bytes), state, tornBytes }, problems);
  return { path, session: sessionOf(path), number, bytes, lines, state, tornBytes };
}

function checkManifest(path: string, wanted: Fields, problems: string[]): void {
  const manifestPath = path.replace(/ndjson$/, 'manifest.json');
  if (!existsSync(manifestPath)) {
    problems.push(`${basename(path)} has no manifest`);
    return;
  }
  const manifest = JSON.parse(readFileSync(manifestPath, 'utf8')) as Fields;
  const differs = Object.entries(wanted).filter(([key, value]) => manifest[key] !== value);
  for (const [key] of differs) problems.push(`${basename(manifestPath)}: ${key} is not that of the segment`);
}

/** What was whole when the capture died is the segment now; what was not lies beside it, byte for byte. */
function checkLeftover(one: Leftover, torn: readonly string[], problems: string[]): void {
  const name = `kill ${one.kill}, ${basename(one.base)}`;
  const aside = Buffer.concat(torn.map((path) => readFileSync(path)));
  if (sha256(aside) !== one.tailSha256) {
    problems.push(`${name}: ${aside.length} bytes lie aside, not the ${one.tailBytes} behind the last whole line`);
  }
  const path = `${one.base}.ndjson`;
  if (one.keptBytes === 0) {
    if (existsSync(path)) problems.push(`${name}: there is a segment, and there was no whole line`);
    return;
  }
  const bytes = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
  if (sha256(bytes.subarray(0, one.keptBytes)) !== one.keptSha256) {
    problems.push(
      `${name}: its ${one.keptBytes} whole bytes are not the beginning of the segment (${bytes.length} bytes)`,
    );
    return;
  }
  const rest = bytes.toString('utf8', one.keptBytes).split('\n');
  const ending = one.isSealed ? [''] : ['seal', ''];
  if (rest.length !== ending.length) problems.push(`${name}: more than a seal was added`);
}

/** Segments in order; adds what is wrong with files. */
export function readSegments(evidence: Evidence, problems: string[]): Segment[] {
  const files = rawFiles(evidence.dataFolder);
  const left = files.filter((path) => /\.(open|sealing|tmp)$/.test(path));
  for (const path of left) problems.push(`${basename(path)} is left after the last capture`);
  for (const [path, hash] of evidence.firstSeen) {
    if (!existsSync(path)) problems.push(`${basename(path)} is gone`);
    else if (sha256(readFileSync(path)) !== hash) problems.push(`${basename(path)} was changed after it was finished`);
  }
  for (const one of evidence.leftovers) {
    const torn = files.filter((path) => path.startsWith(`${one.base}.torn`));
    checkLeftover(one, torn, problems);
  }
  const isKnown = (path: string): boolean => evidence.leftovers.some(({ base }) => path.startsWith(`${base}.torn`));
  const strays = files.filter((path) => path.includes('.torn') && !isKnown(path));
  for (const path of strays) problems.push(`${basename(path)}: bytes of no killed capture`);
  return files.filter((path) => path.endsWith('.ndjson')).map((path) => readSegment(path, problems));
}
