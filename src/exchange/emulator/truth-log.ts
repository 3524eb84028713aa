// The truth log: what the emulator really sent, kept back or answered, and what its books were, one JSON line each.

import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { StoreError } from '../../platform/errors.js';
import { digestOfBook } from './book-digest.js';
import { type PublishedSymbol, publishedBook } from './published-market.js';
import { bestOf } from './text-book.js';
import type { VenueMessage } from './venue-message.js';

export interface TruthLog {
  /** `fields` is the inside of a JSON object. */
  line(kind: string, fields: string): void;
  /** Everything is on disk (or in memory) when it resolves. */
  close(): Promise<void>;
}

/** Bytes gathered before a write. */
const CHUNK = 64 * 1024;

export function createTruthFile(path: string, nowMs: () => number): TruthLog {
  mkdirSync(dirname(path), { recursive: true });
  const stream = createWriteStream(path);
  let failure: Error | null = null;
  let pending = '';
  stream.on('error', (error) => {
    failure = error;
  });
  return {
    line(kind, fields) {
      pending += lineText(nowMs(), kind, fields);
      if (pending.length < CHUNK) return;
      stream.write(pending);
      pending = '';
    },
    async close() {
      await new Promise<void>((resolve) => {
        stream.once('error', () => resolve());
        stream.end(pending, () => resolve());
      });
      if (failure !== null) {
        throw new StoreError(`cannot write the truth log ${path}`, { code: 'V13_TRUTH_WRITE', cause: failure });
      }
    },
  };
}

/** For tests: the lines as they come. */
export function createTruthMemory(lines: string[], nowMs: () => number): TruthLog {
  return {
    line: (kind, fields) => void lines.push(lineText(nowMs(), kind, fields).trimEnd()),
    close: () => Promise.resolve(),
  };
}

const lineText = (ms: number, kind: string, fields: string): string =>
  `{"t":${ms},"kind":"${kind}"${fields === '' ? '' : `,${fields}`}}\n`;

/** The ids that make a message findable: U, u, pu of depth; a of aggTrade; t of trade; u of bookTicker. */
export function idsText(message: VenueMessage): string {
  switch (message.kind) {
    case 'depth':
      return `"U":${message.firstId},"u":${message.finalId},"pu":${message.prevId}`;
    case 'aggTrade':
      return `"a":${message.id}`;
    case 'trade':
      return `"t":${message.id}`;
    case 'bookTicker':
      return `"u":${message.updateId}`;
    case 'markPrice':
    case 'forceOrder':
      return `"s":"${message.symbol}"`;
  }
}

/** The book of a symbol at its u: digest, number of levels, best prices. */
export function bookFields(symbol: PublishedSymbol): string {
  const book = publishedBook(symbol);
  const bid = JSON.stringify(bestOf(book.bids, 'bid'));
  const ask = JSON.stringify(bestOf(book.asks, 'ask'));
  const head = `"symbol":"${symbol.info.symbol}","u":${book.lastId},"crc32":${digestOfBook(book)}`;
  return `${head},"bids":${book.bids.size},"asks":${book.asks.size},"bid":${bid},"ask":${ask}`;
}
