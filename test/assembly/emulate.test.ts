// Recordings as venues: re-batching, trades merged, loops, holes of the file, what is refused.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openEmulatedSource } from '../../src/assembly/emulate.js';
import { applyChange, bookOf, textBookOf } from '../../src/exchange/emulator/text-book.js';
import type { VenueMessage } from '../../src/exchange/emulator/venue-message.js';
import { type VenueSource } from '../../src/exchange/emulator/venue-source.js';
import { DataError, UsageError } from '../../src/platform/errors.js';
import { isDepth, pullAll } from '../exchange/emulator/sources.js';
import { freshFolder } from '../support/cli.js';
import { testData } from '../support/data.js';

const FIXTURE = fileURLToPath(new URL('../../fixtures/synthetic-ethusdt-3m.ndjson.gz', import.meta.url));
const SECOND_US = 1_000_000;
const ALL = 1_000_000;

const open = (path: string, changes: { loop?: boolean; symbols?: string[] } = {}): Promise<VenueSource> =>
  openEmulatedSource({ kind: 'recording', paths: [path], symbols: [], loop: false, ...changes });

/** Follows the chain of every symbol from the books of the beginning; gives the books of the end. */
function follow(source: VenueSource, start: ReturnType<typeof startBooks>, messages: readonly VenueMessage[]) {
  for (const message of messages.filter(isDepth)) {
    const book = start.get(message.symbol)!;
    const starts = message.firstId <= book.lastId && book.lastId <= message.finalId;
    expect(message.prevId === book.lastId || starts).toBe(true);
    applyChange(book, message);
  }
  for (const [symbol, book] of start) {
    expect(bookOf(book, ALL)).toEqual({ ...source.book(symbol, ALL), lastUpdateId: book.lastId });
  }
}

const startBooks = (source: VenueSource) =>
  new Map(source.symbols.map(({ symbol }) => [symbol, textBookOf(source.book(symbol, ALL))]));

function expectTradeChain(messages: readonly VenueMessage[]): number {
  const last = new Map<string, { id: number; fill: number }>();
  for (const message of messages) {
    if (message.kind !== 'aggTrade') continue;
    const before = last.get(message.symbol);
    if (before !== undefined) {
      expect(message.id).toBe(before.id + 1);
      expect(message.firstFill).toBeGreaterThan(before.fill);
    }
    last.set(message.symbol, { id: message.id, fill: message.lastFill });
  }
  return last.size;
}

describe('a recording with depth@100ms and aggTrade', () => {
  test('is passed through: the same messages, chained', async () => {
    const source = await open(FIXTURE);
    const start = startBooks(source);
    expect(source.symbols).toEqual([{ symbol: 'ETHUSDT', tick: '0.01', step: '0.001' }]);
    expect(start.get('ETHUSDT')!.bids.size).toBe(1_000);
    const messages = await pullAll(source, 30 * SECOND_US);
    follow(source, start, messages);
    expect(messages.filter(isDepth).length).toBeGreaterThan(290);
    expect(expectTradeChain(messages)).toBe(1);
    await source.close();
  });

  test('ends without --loop', async () => {
    const source = await open(FIXTURE);
    await pullAll(source, 400 * SECOND_US);
    expect(source.ended()).toBe(true);
    await source.close();
  });

  test('--loop: chains, trades and time go on, and the book is that of the file again', async () => {
    const source = await open(FIXTURE, { loop: true });
    const start = startBooks(source);
    const first = structuredClone(start.get('ETHUSDT')!);
    const messages = await pullAll(source, 400 * SECOND_US);
    follow(source, start, messages);
    expectTradeChain(messages);
    const times = messages.map(({ atUs }) => atUs);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times.at(-1)! - source.startUs).toBeGreaterThan(399 * SECOND_US);
    const depth = messages.filter(isDepth);
    const bridges = depth.filter(({ bids, asks }) => bids.length + asks.length > 900);
    expect(bridges).toHaveLength(2);
    const book = textBookOf(bookOf(first, ALL));
    for (const message of depth.slice(0, depth.indexOf(bridges[0]!) + 1)) applyChange(book, message);
    expect({ ...bookOf(book, ALL), lastUpdateId: 0 }).toEqual({ ...bookOf(first, ALL), lastUpdateId: 0 });
    await source.close();
  });
});

const ETH = testData('usdm-btc-eth-2024-08-08/ethusdt_20240808.gz');
const FIVE = testData('usdm-5symbols-2021-04-05/cryptofeed-5symbols.txt.gz');

describe('real recordings', () => {
  test.skipIf(ETH === null)(
    'depth@0ms and trades: batched to 100 ms, merged to aggTrades, the book the same',
    async () => {
      const source = await open(ETH!);
      const start = startBooks(source);
      const messages = await pullAll(source, 400 * SECOND_US);
      follow(source, start, messages);
      const depth = messages.filter(isDepth);
      expect(depth.every(({ atUs }) => atUs % 100_000 === 0)).toBe(true);
      expect(depth.length).toBeGreaterThan(3_000);
      expect(depth.length).toBeLessThan(3_460);
      const trades = messages.filter(({ kind }) => kind === 'trade');
      const merged = messages.filter((message) => message.kind === 'aggTrade');
      expect(trades).toHaveLength(14_076);
      expect(merged.length).toBeLessThan(trades.length);
      expect(expectTradeChain(messages)).toBe(1);
      await source.close();
    },
  );

  test.skipIf(ETH === null)(
    'best prices after each batch are those of the recorded ticker with the same u or older',
    async () => {
      const source = await open(ETH!);
      const book = startBooks(source).get('ETHUSDT')!;
      const tickers: Extract<VenueMessage, { kind: 'bookTicker' }>[] = [];
      let [equal, compared] = [0, 0];
      for (const message of await pullAll(source, 400 * SECOND_US)) {
        if (message.kind === 'bookTicker') tickers.push(message);
        if (message.kind !== 'depth') continue;
        applyChange(book, message);
        const ticker = tickers
          .slice(-2_000)
          .filter(({ updateId }) => updateId <= message.finalId)
          .at(-1);
        if (ticker === undefined) continue;
        compared++;
        const { bids, asks } = bookOf(book, 1);
        if (String([bids[0], asks[0]]) === String([ticker.bid, ticker.ask])) equal++;
      }
      expect(compared).toBeGreaterThan(3_000);
      expect(equal).toBe(compared);
      await source.close();
    },
  );

  test.skipIf(FIVE === null)('five symbols, each with its snapshot', async () => {
    const source = await open(FIVE!, { loop: true });
    const start = startBooks(source);
    expect(source.symbols).toHaveLength(5);
    const messages = await pullAll(source, 300 * SECOND_US);
    follow(source, start, messages);
    expect(expectTradeChain(messages)).toBe(5);
    await source.close();
  });
});

describe('a file with a hole', () => {
  let folder = freshFolder();
  beforeEach(() => {
    folder = freshFolder();
  });
  afterEach(() => {
    folder.remove();
  });

  const line = (ms: number, stream: string, data: unknown) => {
    const head = `{"ts_recv":${1_700_000_000_000 + ms}.000,"latency_event_ms":null,"latency_pipeline_ms":null`;
    return `${head},"stream":"ethusdt@${stream}","data":${JSON.stringify(data)}}\n`;
  };
  const depth = (ms: number, [U, u, pu]: [number, number, number], b: [string, string][]) =>
    line(ms, 'depth@100ms', { e: 'depthUpdate', E: ms, T: ms, s: 'ETHUSDT', U, u, pu, b, a: [] });
  const snapshot = (ms: number, lastUpdateId: number, bids: [string, string][]) =>
    line(ms, 'snapshot', { lastUpdateId, E: ms, T: ms, bids, asks: [['200.5', '1']] });

  test('the chain goes on, and the next snapshot brings the missed levels in', async () => {
    const path = join(folder.path, 'hole.ndjson');
    const lines = [
      snapshot(0, 10, [
        ['100.5', '1'],
        ['99.5', '1'],
      ]),
      depth(100, [11, 12, 10], [['100.5', '2']]),
      depth(200, [13, 14, 12], [['100.5', '3']]),
      depth(200, [13, 14, 12], [['100.5', '3']]),
      depth(500, [31, 32, 28], [['98.5', '7']]),
      snapshot(550, 32, [
        ['100.5', '3'],
        ['98.5', '7'],
        ['97.5', '4'],
      ]),
      depth(600, [33, 34, 32], [['96.5', '1']]),
    ];
    writeFileSync(path, lines.join(''));
    const source = await open(path);
    const messages = (await pullAll(source, 2 * SECOND_US)).filter(isDepth);
    expect(messages.map(({ prevId, finalId }) => [prevId, finalId])).toEqual([
      [10, 12],
      [12, 14],
      [14, 32],
      [32, 34],
    ]);
    expect(bookOf(textBookOf(source.book('ETHUSDT', 10)), 10).bids.map(String)).toEqual([
      '100.5,3',
      '98.5,7',
      '97.5,4',
      '96.5,1',
    ]);
    const repair = messages.at(-1)!.bids.map(String);
    expect(repair.sort()).toEqual(['96.5,1', '97.5,4', '99.5,0']);
    await source.close();
  });
});

describe('refusals', () => {
  const SPOT = testData('spot-nexousdt-2024-07-23/nexousdt_20240723.dat.gz');

  test('a symbol that the recording has not', async () => {
    await expect(open(FIXTURE, { symbols: ['BTCUSDT'] })).rejects.toThrow(UsageError);
  });

  test.skipIf(SPOT === null)('a recording of spot', async () => {
    await expect(open(SPOT!)).rejects.toThrow(DataError);
  });
});
