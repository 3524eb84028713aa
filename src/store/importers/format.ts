// The formats that v13 reads, and how the first lines of an input tell which one it is.

import { CSV_FORMATS, classifyCsv } from './csv/csv-layout.js';
import { type FrameCutter } from './frame-cutter.js';
import { createCryptofeedCutter } from './cryptofeed.js';
import { createHftbacktestCutter } from './hftbacktest.js';
import { createOriginalCutter } from './original.js';
import { createRawLineCutter } from '../ndjson/raw-line-cutter.js';

export const INPUT_FORMATS = ['v13-raw', 'hftbacktest', 'cryptofeed', 'original', ...CSV_FORMATS] as const;
export type InputFormat = (typeof INPUT_FORMATS)[number];

/** Lines that vote; damage at the very beginning must not decide. */
const VOTING_LINES = 200;

/** Tables are turned into raw lines before they are cut. `symbol` (in capitals) is for formats whose snapshots do not name theirs. */
export function createCutter(format: InputFormat, symbol: string | null): FrameCutter {
  switch (format) {
    case 'v13-raw':
    case 'binance-aggtrades':
    case 'binance-bookticker':
    case 'tardis-l2':
    case 'tardis-trades':
      return createRawLineCutter();
    case 'hftbacktest':
      return createHftbacktestCutter(symbol);
    case 'cryptofeed':
      return createCryptofeedCutter();
    case 'original':
      return createOriginalCutter();
  }
}

/** That of a table by its first line, else the one that most of the first full lines have; null where none has any. */
export function detectFormat(head: Buffer): InputFormat | null {
  const table = classifyCsv(firstLine(head));
  if (table !== null) return table;
  const votes = new Map<InputFormat, number>();
  let from = 0;
  for (let i = 0; i < VOTING_LINES && from < head.length; i++) {
    const newline = head.indexOf(10, from);
    const end = newline < 0 ? head.length : newline;
    const format = classifyLine(head.toString('latin1', from, end).replace(/^(?:\xef\xbb\xbf|\0+)/, ''));
    if (format !== null) votes.set(format, (votes.get(format) ?? 0) + 1);
    from = end + 1;
  }
  let best: InputFormat | null = null;
  for (const [format, count] of votes) if (best === null || count > (votes.get(best) ?? 0)) best = format;
  return best;
}

function firstLine(head: Buffer): string {
  const newline = head.indexOf(10);
  const text = head.toString('latin1', 0, newline < 0 ? head.length : newline);
  return text.replace(/^\xef\xbb\xbf/, '').trimEnd();
}

function classifyLine(line: string): InputFormat | null {
  if (/^(?:\d{13}|\d{16}|\d{19}) \{/.test(line)) return 'hftbacktest';
  if (/^\d{10}(?:\.\d+)?: \{/.test(line)) return 'cryptofeed';
  if (/^configuration: /.test(line) || /^(?:wss?|https?):\/\/\S+ <?-> \d/.test(line)) return 'cryptofeed';
  if (!line.startsWith('{')) return null;
  const keys = keysOf(line);
  if (!keys.has('ts_recv')) return null;
  if (keys.has('stream') || keys.has('control') || keys.has('malformed')) return 'v13-raw';
  return keys.has('U') || keys.has('u') || keys.has('E') || keys.has('bids') ? 'original' : null;
}

function keysOf(line: string): ReadonlySet<string> {
  try {
    const value: unknown = JSON.parse(line);
    return new Set(typeof value === 'object' && value !== null ? Object.keys(value) : []);
  } catch {
    // A torn or damaged line has no vote.
    return new Set();
  }
}
