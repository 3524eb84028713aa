// What frames are mutated: runs of consecutive frames of every kind, from the bundled recordings, from the real ones where
// they stand beside the checkout, and as written today.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { FRAME } from '../../src/core/market/frame.js';
import type { Instrument } from '../../src/core/market/instrument.js';
import { writtenSamples } from '../../test/support/frame-samples.js';
import type { RawFrame } from '../../test/support/frames.js';
import { RECORDINGS, type Recording, instrumentOf, linesOf, pathsOf, unitOf } from '../../test/support/recordings.js';
import { originalRun, ownLines } from './written-frames.js';

/** Consecutive frames of one recording. */
export interface Strand {
  readonly name: string;
  readonly instruments: readonly Instrument[];
  readonly frames: readonly RawFrame[];
}

/** Longer frames are left out of most runs: a soak is about many frames, not about long ones. */
const MOST_BYTES = 1_500;
const MOST_FRAMES = 4_000;
const LEAST_FRAMES = 4;

const FIXTURES = ['synthetic-gaps.ndjson.gz', 'synthetic-ethusdt-3m.ndjson.gz'] as const;
const LINE = /^\{"ts_recv":(\d+)\.(\d{3}),(.*)$/;

/** A raw line cut the plain way. */
export function frameOfLine(line: string): RawFrame | null {
  const match = LINE.exec(line);
  if (match === null) return null;
  const recvUs = Number(`${match[1]}${match[2]}`);
  if (match[3]?.startsWith('"control"') === true) return { text: line, recvUs, kind: FRAME.control };
  const at = line.indexOf('"stream":"');
  return at < 0 ? { text: line, recvUs, kind: FRAME.rawLine } : { text: line.slice(at), recvUs };
}

export const SYNTHETIC: readonly Instrument[] = [
  ['BTCUSDT', '0.1'],
  ['ETHUSDT', '0.01'],
].map(([symbol = '', tick = '']) => ({
  symbol,
  venue: 'binance-usdm',
  tick: unitOf(tick),
  step: unitOf('0.001'),
  unitsFrom: 'stated',
}));

export function fixtureLines(name: string): string[] {
  return gunzipSync(readFileSync(resolve('fixtures', name)))
    .toString('utf8')
    .trimEnd()
    .split('\n');
}

/** A snapshot with its first levels only. */
function shorter(frame: RawFrame): RawFrame {
  const text = String(frame.text);
  if (text.length <= MOST_BYTES || !text.includes('"lastUpdateId"')) return frame;
  const cut = (side: string): string => side.split('],[').slice(0, 8).join('],[').replace(/\]*$/, ']]');
  return { ...frame, text: text.replace(/(?<="(?:bids|asks)":)\[\[.*?\]\]/g, cut) };
}

const short = (frames: readonly RawFrame[]): RawFrame[] =>
  frames.map(shorter).filter((frame) => frame.text.length <= MOST_BYTES);

/** The name between `"stream":"` and the next quotation mark. */
const streamOf = (frame: RawFrame): string => /"stream":"([^"]*)"/.exec(String(frame.text))?.[1] ?? '';

/** The whole recording as it came, and each of its streams by itself. */
function strandsOf(name: string, instruments: readonly Instrument[], frames: readonly RawFrame[]): Strand[] {
  const byStream = new Map<string, RawFrame[]>();
  for (const frame of frames) {
    const stream = streamOf(frame);
    if (stream === '') continue;
    const run = byStream.get(stream) ?? [];
    byStream.set(stream, run);
    if (run.length < 400) run.push(frame);
  }
  const runs = [...byStream].filter(([, run]) => run.length >= LEAST_FRAMES);
  return [
    { name, instruments, frames },
    ...runs.map(([stream, run]) => ({ name: `${name} ${stream}`, instruments, frames: run })),
  ];
}

function fixtureStrands(): Strand[] {
  return FIXTURES.flatMap((name) => {
    const lines = fixtureLines(name).slice(0, MOST_FRAMES * 2);
    const frames = short(lines.map(frameOfLine).filter((frame) => frame !== null)).slice(0, MOST_FRAMES);
    return strandsOf(name, SYNTHETIC, frames);
  });
}

function recordedStrands(recording: Recording): Strand[] {
  const paths = pathsOf(recording);
  if (paths === null) return [];
  const instruments = recording.symbols.map((facts) => instrumentOf(facts, recording.venue));
  const lines = linesOf(recording, paths.slice(0, 1)).slice(0, MOST_FRAMES * 3);
  const frames = lines.map(({ json, recvUs, snapshotOf }): RawFrame =>
    snapshotOf === null ? { text: json, recvUs } : { text: json, recvUs, kind: FRAME.snapshot, hint: snapshotOf },
  );
  return strandsOf(recording.name, instruments, short(frames).slice(0, MOST_FRAMES));
}

let corpus: readonly Strand[] | null = null;

/** Read once: tests start several soaks. */
export const frameCorpus = (): readonly Strand[] => (corpus ??= readCorpus());

function readCorpus(): Strand[] {
  const synthetic = fixtureStrands();
  const written = writtenSamples().map(({ stream, instrument, frames }, i) => ({
    name: `written ${stream}`,
    instruments: [instrument],
    frames: frames.map((text, k) => ({ text, recvUs: 1_791_000_000_000_000 + i * 1_000_000 + k * 100_000 })),
  }));
  const own = { name: 'own lines', instruments: SYNTHETIC, frames: ownLines() };
  const original = { name: 'original lines', instruments: SYNTHETIC, frames: originalRun(synthetic[0]?.frames ?? []) };
  // What is rare in a recording is mutated as often as what is not.
  const rare = [own, own, own, own, own, original, original];
  return [...synthetic, ...RECORDINGS.flatMap(recordedStrands), ...written, ...rare];
}

/** First 16 hex digits of the SHA-256 over all texts. */
export function corpusHash(strands: readonly Strand[]): string {
  const hash = createHash('sha256');
  for (const { name, frames } of strands) {
    hash.update(name);
    for (const { text } of frames) hash.update(text);
  }
  return hash.digest('hex').slice(0, 16);
}
