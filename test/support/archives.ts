// Packed files for tests: zip archives written and read the plain way, and the fixtures in foreign layouts.

import { readFileSync } from 'node:fs';
import { crc32, deflateRawSync, gunzipSync, inflateRawSync } from 'node:zlib';
import { fixture } from './replays.js';

export interface ZipEntry {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** Default: deflated. */
  readonly stored?: boolean;
  /** CRC and sizes behind the data instead of before it, as streaming writers do. */
  readonly streamed?: boolean;
  /** States another CRC than the content's. */
  readonly wrongCrc?: boolean;
  readonly flags?: number;
  readonly method?: number;
}

function entryParts({ name, content, stored, streamed, wrongCrc, flags = 0, method }: ZipEntry): Buffer[] {
  const bytes = Buffer.from(content);
  const packed = stored === true ? bytes : deflateRawSync(bytes);
  const sums = Buffer.alloc(12);
  sums.writeUInt32LE((crc32(bytes) ^ (wrongCrc === true ? 1 : 0)) >>> 0, 0);
  sums.writeUInt32LE(packed.length, 4);
  sums.writeUInt32LE(bytes.length, 8);
  const fixed = Buffer.alloc(10);
  fixed.writeUInt16LE(20, 0);
  fixed.writeUInt16LE(flags | (streamed === true ? 8 : 0), 2);
  fixed.writeUInt16LE(method ?? (stored === true ? 0 : 8), 4);
  const lengths = Buffer.alloc(4);
  lengths.writeUInt16LE(name.length, 0);
  const head = streamed === true ? Buffer.alloc(12) : sums;
  const tail = streamed === true ? [Buffer.from('PK\x07\x08'), sums] : [];
  return [Buffer.from('PK\x03\x04'), fixed, head, lengths, Buffer.from(name), packed, ...tail];
}

/** An archive with a directory of no importance: readers here go by the entries. */
export const zipOf = (...entries: readonly ZipEntry[]): Buffer =>
  Buffer.concat([
    ...entries.flatMap(entryParts),
    Buffer.from('PK\x01\x02'),
    Buffer.alloc(42),
    Buffer.from('PK\x05\x06'),
  ]);

/** The text of an archive's first file: its bytes from behind the header on, inflated. */
export function unzipped(bytes: Buffer): string {
  const from = 30 + bytes.readUInt16LE(26) + bytes.readUInt16LE(28);
  return inflateRawSync(bytes.subarray(from, from + bytes.readUInt32LE(18))).toString('latin1');
}

export const LAYOUTS = {
  aggTrades: 'BTCUSDT-aggTrades-2024-01-15.zip',
  spotTrades: 'BTCUSDT-aggTrades-2025-01-15.zip',
  bookTicker: 'ETHUSDT-bookTicker-2024-01-15.zip',
  tardisBook: 'binance-futures_incremental_book_L2_2024-01-01_ETHUSDT.csv.gz',
  tardisTrades: 'binance-futures_trades_2024-01-01_ETHUSDT.csv.gz',
} as const;

export const layoutPath = (name: keyof typeof LAYOUTS): string => fixture(`layouts/${LAYOUTS[name]}`);

/** Cells of all rows of a fixture, read the plain way; the header is left out. */
export function plainRows(name: keyof typeof LAYOUTS): string[][] {
  const bytes = readFileSync(layoutPath(name));
  const text = LAYOUTS[name].endsWith('.zip') ? unzipped(bytes) : gunzipSync(bytes).toString('latin1');
  const rows = text
    .trimEnd()
    .split('\n')
    .map((row) => row.split(','));
  return /^\d/.test(text) ? rows : rows.slice(1);
}
