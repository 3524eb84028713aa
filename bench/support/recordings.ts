// What the benchmarks run on: the real recordings where they stand beside the checkout, else the bundled synthetic one.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Instrument } from '../../src/core/market/instrument.js';

const ROOT = process.env['V13_TEST_DATA'] ?? resolve(process.cwd(), '../shared/data');
const FOLDER = 'usdm-btc-eth-2024-08-08';

export interface BenchRecording {
  readonly name: string;
  readonly bytes: Buffer;
  readonly instrument: Instrument;
  /** First 16 hex digits of the SHA-256 of the bytes. */
  readonly hash: string;
}

const DECIMALS = { BTCUSDT: 1, ETHUSDT: 2 } as const;

/** Folder of a whole recorded day, NEXOUSDT spot of 2024-07-24; null where it is absent. */
export function dayRecording(): string | null {
  const folder = resolve(ROOT, 'spot-nexousdt-2024-07-23');
  return existsSync(folder) ? folder : null;
}

/** Null where the recordings are absent. */
export function loadRecording(symbol: keyof typeof DECIMALS): BenchRecording | null {
  const name = `${symbol.toLowerCase()}_20240808`;
  const path = resolve(ROOT, FOLDER, `${name}.gz`);
  if (!existsSync(path)) return null;
  const bytes = gunzipSync(readFileSync(path));
  return {
    name,
    bytes,
    instrument: {
      symbol,
      venue: 'binance-usdm',
      tick: { mantissa: 1, decimals: DECIMALS[symbol] },
      step: { mantissa: 1, decimals: 3 },
      unitsFrom: 'stated',
    },
    hash: createHash('sha256').update(bytes).digest('hex').slice(0, 16),
  };
}

/** Those that are there. */
export const loadRecordings = (): BenchRecording[] =>
  [loadRecording('BTCUSDT'), loadRecording('ETHUSDT')].filter((one) => one !== null);

export const NO_RECORDINGS = `The recordings of 2024-08-08 are not in ${ROOT}; set V13_TEST_DATA to their folder.`;

/** The JSON of each line as a string of its own, as a program without a scanner would hold it. */
export function jsonLines(bytes: Buffer): string[] {
  const lines = bytes.toString('latin1').split('\n');
  return lines.filter((line) => line !== '').map((line) => line.slice(line.indexOf(' ') + 1));
}
