// The synthetic market as a venue: order, chains, and snapshots that fit the stream.

import { describe, expect, test } from 'vitest';
import { bookOf, applyChange, textBookOf } from '../../../src/exchange/emulator/text-book.js';
import type { VenueMessage } from '../../../src/exchange/emulator/venue-message.js';
import { isDepth, pullAll, syntheticSource } from './sources.js';

const SECOND_US = 1_000_000;

describe('two symbols, five seconds', () => {
  test('messages come in order of sending, whatever the size of the steps', async () => {
    const whole = await pullAll(syntheticSource(['BTCUSDT', 'ETHUSDT']), 5 * SECOND_US);
    const times = whole.map(({ atUs }) => atUs);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    const source = syntheticSource(['BTCUSDT', 'ETHUSDT']);
    const steps: VenueMessage[] = [];
    for (let us = 7_000; us <= 5 * SECOND_US; us += 7_000) {
      source.pull(source.startUs + us, 1_000_000, (message) => steps.push(message));
    }
    expect(steps).toEqual(whole.slice(0, steps.length));
    expect(steps.length).toBeGreaterThan(whole.length * 0.99);
    expect(new Set(whole.map(({ kind }) => kind))).toEqual(new Set(['depth', 'aggTrade', 'bookTicker']));
  });

  test('depth chains from the first message on', async () => {
    const depth = (await pullAll(syntheticSource(), 5 * SECOND_US)).filter(isDepth);
    expect(depth.length).toBeGreaterThan(45);
    depth.slice(1).forEach((message, i) => expect(message.prevId).toBe(depth[i]!.finalId));
  });

  test('a snapshot at any moment continues in the stream, and both give the same book', async () => {
    const source = syntheticSource();
    await pullAll(source, 2_345_678);
    const early = textBookOf(source.book('ETHUSDT', 100_000));
    const rest = (await pullAll(source, 4 * SECOND_US)).filter(isDepth);
    const first = rest.findIndex(({ finalId }) => finalId >= early.lastId);
    expect(rest[first]!.prevId <= early.lastId).toBe(true);
    for (const message of rest.slice(first)) applyChange(early, message);
    const late = source.book('ETHUSDT', 100_000);
    const pending = late.lastUpdateId !== early.lastId;
    if (!pending)
      expect(bookOf(early, 50)).toEqual({ ...late, bids: late.bids.slice(0, 50), asks: late.asks.slice(0, 50) });
    expect(late.lastUpdateId).toBeGreaterThanOrEqual(early.lastId);
  });
});
