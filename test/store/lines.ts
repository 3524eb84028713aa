// Made-up lines and summaries for the tests of segments, and for the programs that these start.

import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sessionId } from '../../src/store/catalog.js';
import { type SegmentSummary } from '../../src/store/manifest.js';
import { controlLine, streamLine } from '../../src/store/ndjson/raw-line.js';
import { type SegmentWriterOptions } from '../../src/store/writer-options.js';

/** 2024-08-08 23:54:15 UTC. */
export const START_US = 1_723_161_255_000_000;
export const SESSION = sessionId(START_US, 0.5);

export function headLine(recvUs: number, segment: number, session = SESSION): string {
  return controlLine(recvUs, 'session', {
    ...{ format: 'v13-raw', version: 1, session, segment, venue: 'binance-usdm', env: 'emulator' },
    ...{ host: '127.0.0.1', symbols: [{ symbol: 'ETHUSDT', tick: '0.01', step: '0.001' }] },
    ...{ streams: ['aggTrade'], config: { grid: '100ms' }, generator: null, software: 'v13 0.1.0' },
  });
}

/** An aggTrade whose id is `id`: what must be there once and in order. */
export function tradeLine(recvUs: number, id: number): string {
  const data = `{"e":"aggTrade","s":"ETHUSDT","a":${id},"p":"2681.62","q":"${1 + (id % 9)}.165","note":"é"}`;
  return streamLine({ recvUs, latencyEventUs: null, latencyPipelineUs: 41, stream: 'ethusdt@aggTrade', data });
}

export const SUMMARY: SegmentSummary = {
  venue: 'binance-usdm',
  env: 'emulator',
  host: '127.0.0.1',
  software: 'v13 0.1.0',
  configHash: createHash('sha256').update('{"grid":"100ms"}').digest('hex'),
  clockOffset: { offsetUs: -1224, uncertaintyUs: 310 },
  certificate: { trades: { firstId: 1, lastId: 3 } },
  digest: null,
};

export const writerOptions = (dataFolder: string): SegmentWriterOptions => ({
  ...{ dataFolder, venue: 'binance-usdm', env: 'emulator', session: SESSION },
  ...{ segmentBytes: 1024 * 1024, minFreeBytes: 0 },
});

/** `count` lines from trade `firstId` on, 1 ms apart, as one chunk. */
export function trades(firstId: number, count: number): Buffer {
  const lines = Array.from({ length: count }, (_, i) => tradeLine(START_US + (firstId + i) * 1000, firstId + i));
  return Buffer.from(lines.join(''));
}

/** Ids of the trades in a text of raw lines, in order. */
export const idsIn = (text: string): number[] => [...text.matchAll(/"a":(\d+),/g)].map(([, id]) => Number(id));

/** Every file below a folder: path relative to it → content. */
export function treeOf(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = names.filter((name) => /\.(ndjson|open|sealing|json|torn|tmp|gz)(\.\d+)?$/.test(name));
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name), 'latin1')]));
}

/** The day's folder of the made-up session. */
export const dayFolder = (dataFolder: string): string =>
  join(dataFolder, 'raw', 'binance-usdm', 'emulator', '2024-08-08');
