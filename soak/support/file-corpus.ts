// What files are mutated: short recordings of every format that v13 reads, cut from the bundled ones, from the real ones
// where they stand beside the checkout, and as our own writer and other tools would have written them.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { InputFormat } from '../../src/store/importers/format.js';
import { testData } from '../../test/support/data.js';
import { fixtureLines, frameOfLine } from './frame-corpus.js';
import { originalRun, ownLineTexts } from './written-frames.js';

export interface BaseFile {
  readonly format: InputFormat;
  /** As a user would find it, without the ending of the packing. */
  readonly name: string;
  /** Lines without their ends. */
  readonly lines: readonly string[];
}

/** Stretches of a recording: short, so that many can be tried. */
const LENGTHS = [40, 120, 400] as const;

function stretches(lines: readonly string[], about: Omit<BaseFile, 'lines'>, heads: number): BaseFile[] {
  return LENGTHS.map((length, i) => {
    const from = Math.min(heads + i * 700, Math.max(heads, lines.length - length));
    return { ...about, lines: [...lines.slice(0, heads), ...lines.slice(from, from + length)] };
  });
}

/** A snapshot has a thousand levels; a hundred of them make the same file shorter. */
const shorter = (line: string): string =>
  line.length < 12_000
    ? line
    : line.replace(/(?<="(?:bids|asks)":)\[\[.*?\]\]/g, (side) => `${side.split('],[').slice(0, 100).join('],[')}]]`);

function packedLines(path: string): string[] {
  return gunzipSync(readFileSync(path)).toString('latin1').split('\n').slice(0, 4_000).map(shorter);
}

function recorded(format: InputFormat, path: string, name: string): BaseFile[] {
  const file = testData(path);
  return file === null ? [] : stretches(packedLines(file), { format, name }, format === 'cryptofeed' ? 12 : 1);
}

/** A segment sealed and the next one begun, as a capture writes them. */
function ownFile(): BaseFile {
  return { format: 'v13-raw', name: '20260101T000000Z-7f3a-0000.ndjson', lines: ownLineTexts() };
}

/** Foreign formats without the real recordings: the synthetic stream as those tools would have written it. */
function translated(lines: readonly string[]): BaseFile[] {
  const frames = lines.map(frameOfLine).filter((frame) => frame !== null);
  const messages = frames.filter(({ kind, text }) => kind === undefined && !String(text).includes('@snapshot'));
  const body = (text: string | Uint8Array): string => `{${String(text)}`;
  const hftbacktest = messages.map(({ recvUs, text }) => `${recvUs}000 ${body(text)}`);
  const cryptofeed = messages.map(({ recvUs, text }) => {
    const digits = String(recvUs);
    return `${digits.slice(0, 10)}.${digits.slice(10)}: ${body(text)}`;
  });
  const original = originalRun(frames).map(({ text }) => String(text));
  return [
    ...stretches(hftbacktest, { format: 'hftbacktest', name: 'ethusdt_20260101' }, 0),
    ...stretches(cryptofeed, { format: 'cryptofeed', name: 'feed.txt' }, 0),
    ...stretches(original, { format: 'original', name: 'depth.ndjson' }, 0),
  ];
}

export function fileCorpus(): BaseFile[] {
  const gaps = fixtureLines('synthetic-gaps.ndjson.gz').map(shorter);
  return [
    ...stretches(gaps, { format: 'v13-raw', name: 'synthetic.ndjson' }, 8),
    ownFile(),
    ownFile(),
    ...translated(gaps.slice(0, 3_000)),
    ...recorded('hftbacktest', 'usdm-btc-eth-2024-08-08/btcusdt_20240808.gz', 'btcusdt_20240808'),
    ...recorded('hftbacktest', 'spot-nexousdt-2024-07-23/nexousdt_20240723.dat.gz', 'nexousdt_20240723.dat'),
    ...recorded('cryptofeed', 'usdm-5symbols-2021-04-05/cryptofeed-5symbols.txt.gz', 'cryptofeed-5symbols.txt'),
  ];
}

export function fileCorpusHash(files: readonly BaseFile[]): string {
  const hash = createHash('sha256');
  for (const { name, lines } of files) hash.update(name).update(lines.join('\n'));
  return hash.digest('hex').slice(0, 16);
}
