// The light symbols of load tests: valid chains and books, rates, determinism.

import { describe, expect, test } from 'vitest';
import { createLoadSource } from '../../../src/exchange/emulator/load-source.js';
import { applyChange, bookOf, textBookOf } from '../../../src/exchange/emulator/text-book.js';
import { isDepth, pullAll } from './sources.js';

const SECOND_US = 1_000_000;

describe('twenty symbols at 1,000 messages/s', () => {
  test('the rate is kept, depth at 100 ms', async () => {
    const messages = await pullAll(createLoadSource({ symbols: 20, rate: 1_000, seed: 1 }), 10 * SECOND_US);
    expect(messages).toHaveLength(10_000);
    expect(messages.filter(isDepth)).toHaveLength(2_000);
    expect(messages.map(({ atUs }) => atUs)).toEqual(messages.map(({ atUs }) => atUs).sort((a, b) => a - b));
  });

  test('every symbol has a chain without holes, ids shared over all symbols, trades without jumps', async () => {
    const source = createLoadSource({ symbols: 20, rate: 1_000, seed: 1 });
    const last = new Map(source.symbols.map(({ symbol }) => [symbol, source.book(symbol, 1).lastUpdateId]));
    const trades = new Map<string, number>();
    let highest = 0;
    for (const message of await pullAll(source, 10 * SECOND_US)) {
      if (isDepth(message)) {
        expect(message.prevId).toBe(last.get(message.symbol));
        expect(message.firstId).toBeGreaterThan(highest);
        last.set(message.symbol, message.finalId);
        highest = message.finalId;
      } else if (message.kind === 'aggTrade') {
        const before = trades.get(message.symbol);
        if (before !== undefined) expect(message.id).toBe(before + 1);
        trades.set(message.symbol, message.id);
      }
    }
    expect(trades.size).toBe(20);
  });

  test('the book at the beginning plus all deltas is the book at the end, never crossed, no price twice', async () => {
    const source = createLoadSource({ symbols: 3, rate: 100, seed: 5 });
    const books = new Map(source.symbols.map(({ symbol }) => [symbol, textBookOf(source.book(symbol, 1_000))]));
    let moves = 0;
    for (const message of await pullAll(source, 120 * SECOND_US)) {
      if (!isDepth(message)) continue;
      const book = books.get(message.symbol)!;
      const best = bookOf(book, 1).asks[0]![0];
      applyChange(book, message);
      const { bids, asks } = bookOf(book, 1);
      if (asks[0]![0] !== best) moves++;
      expect(Number(bids[0]![0])).toBeLessThan(Number(asks[0]![0]));
      for (const side of [message.bids, message.asks]) {
        expect(new Set(side.map(([price]) => price)).size).toBe(side.length);
      }
    }
    expect(moves).toBeGreaterThan(50);
    for (const [symbol, book] of books) expect(bookOf(book, 1_000)).toEqual(source.book(symbol, 1_000));
  });

  test('the seed decides everything', async () => {
    const run = (seed: number) => pullAll(createLoadSource({ symbols: 5, rate: 200, seed }), 2 * SECOND_US);
    expect(await run(3)).toEqual(await run(3));
    expect(await run(3)).not.toEqual(await run(4));
  });
});
