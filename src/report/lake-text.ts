// What the lake holds and what was done to it, as lines for people.

import { formatTime } from '../text/time.js';
import { padText, textWidth } from '../text/width.js';
import { ENGLISH, type Words } from '../text/words.js';
import { bytesText, countText } from './number-text.js';

export interface LakeRow {
  readonly venue: string;
  readonly env: string;
  readonly symbol: string;
  readonly date: string;
  readonly kind: string;
  readonly rows: number;
  readonly bytes: number;
  readonly files: number;
  /** Receive times, µs. */
  readonly firstUs: number;
  readonly lastUs: number;
  /** Breaks in the data; null but for the table of gaps. */
  readonly gaps: number | null;
}

const HEADING = ['env', 'symbol', 'day', 'table', 'rows', 'bytes', 'files', 'from', 'to', 'breaks'];

export interface LakeTextOptions {
  /** IANA name of the zone that times are printed in. */
  readonly zone: string;
  readonly words?: Words;
}

export function lakeText(lake: string, rows: readonly LakeRow[], options: LakeTextOptions): string {
  const { zone, words = ENGLISH } = options;
  if (rows.length === 0) return `${words.message(`${lake}: nothing is converted yet`)}\n`;
  const cells = rows.map((row) => [
    row.env.toUpperCase(),
    ...[row.symbol, row.date, row.kind, countText(row.rows), bytesText(row.bytes), countText(row.files)],
    ...[formatTime(row.firstUs, zone), formatTime(row.lastUs, zone), row.gaps === null ? '' : countText(row.gaps)],
  ]);
  const all = [HEADING.map(words.label), ...cells];
  const widths = HEADING.map((_, k) => Math.max(...all.map((line) => textWidth(line[k] ?? ''))));
  const lines = all.map((line) =>
    line
      .map((cell, k) => padText(cell, widths[k] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const bytes = rows.reduce((sum, row) => sum + row.bytes, 0);
  const count = rows.reduce((sum, row) => sum + row.rows, 0);
  const total = words.message(`${countText(count)} rows, ${bytesText(bytes)} in ${lake}`);
  return `${lines.join('\n')}\n\n${total}\n`;
}

/** A day's files of one symbol and table, as far as names tell. */
export interface LakePlace {
  readonly env: string;
  readonly symbol: string;
  readonly date: string;
  readonly kind: string;
  readonly files: number;
  readonly bytes: number;
}

const counted = (count: number, one: string): string => `${countText(count)} ${one}${count === 1 ? '' : 's'}`;

/** `2026-01-01 ETHUSDT SYNTHETIC: depth, trades; 2 files, 1.5 MB` for each day and symbol, in the order they come. */
export function placeLines(places: readonly LakePlace[]): string[] {
  const groups = new Map<string, LakePlace[]>();
  for (const place of places) {
    const key = `${place.date} ${place.symbol} ${place.env.toUpperCase()}`;
    groups.set(key, [...(groups.get(key) ?? []), place]);
  }
  return [...groups].map(([key, own]) => {
    const files = own.reduce((sum, one) => sum + one.files, 0);
    const bytes = own.reduce((sum, one) => sum + one.bytes, 0);
    return `${key}: ${own.map(({ kind }) => kind).join(', ')}; ${counted(files, 'file')}, ${bytesText(bytes)}`;
  });
}

/** `3 days deleted, 1.5 MB`. */
export function daysText(places: readonly LakePlace[], what: string): string {
  const bytes = places.reduce((sum, one) => sum + one.bytes, 0);
  return `${counted(new Set(places.map(({ date }) => date)).size, 'day')} ${what}, ${bytesText(bytes)}`;
}
