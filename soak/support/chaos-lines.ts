// What a capture wrote, read again with JSON.parse and nothing else of the product.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** One line of a raw file; what a line has depends on its kind. */
export interface FileLine {
  readonly ts_recv: number;
  readonly stream?: string | null;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly url?: string;
  readonly malformed?: string;
  readonly control?: string;
  readonly symbol?: string;
  readonly symbols?: readonly string[] | null;
  readonly from_id?: number;
  readonly to_id?: number;
  readonly last_id?: number;
  readonly bids?: readonly TextLevel[];
  readonly asks?: readonly TextLevel[];
  /** The line itself. */
  readonly text: string;
}

export type TextLevel = readonly [price: string, qty: string];

/** All lines of a capture's folder, segment after segment. */
export function readFolder(folder: string): FileLine[] {
  const raw = join(folder, 'raw');
  const files = readdirSync(raw, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ndjson'));
  return files.sort().flatMap((name) => readText(readFileSync(join(raw, name), 'utf8')));
}

export function readText(text: string): FileLine[] {
  const lines = text.split('\n').slice(0, -1);
  return lines.map((line) => ({ ...(JSON.parse(line) as Omit<FileLine, 'text'>), text: line }));
}

/** `ethusdt@depth@100ms` → ETHUSDT and depth. */
export function splitStream(stream: string): { readonly symbol: string; readonly kind: string } {
  const [symbol = '', kind = ''] = stream.split('@');
  return { symbol: symbol.toUpperCase(), kind };
}

/** Streams of the exchange, not our own snapshots and healed trades. */
export const isVenueStream = (stream: string): boolean => !/@(snapshot|healedTrade)$/.test(stream);

/** The id of a message: u of depth and bookTicker, a of aggTrade. */
export function idOf(kind: string, data: Readonly<Record<string, unknown>>): number {
  return Number(data[kind === 'aggTrade' ? 'a' : 'u']);
}
