// A snapshot taken in the middle of a depth window: with the message that bridges it, it is the venue's book. A level that
// came and went on one side within the window must not stay in the client's book.

import { describe, expect, test } from 'vitest';
import { defaultMarket, knownUnits, symbolConfig } from '../../../src/core/sim/market-config.js';
import { createSyntheticSource } from '../../../src/exchange/emulator/synthetic-source.js';
import { type TextBook, applyChange, bookOf, textBookOf } from '../../../src/exchange/emulator/text-book.js';
import type { VenueDepth, VenueMessage } from '../../../src/exchange/emulator/venue-message.js';
import { seededPick } from '../../support/frame-mutations.js';

const SYMBOL = 'ETHUSDT';
const LEVELS = 50;

/** A lively market: in most windows its best prices move. */
function sourceOf(seed: number) {
  const config = symbolConfig(knownUnits(SYMBOL));
  if ('problem' in config) throw new Error(config.problem);
  return createSyntheticSource({ ...defaultMarket(seed, [config]), activity: 3 });
}

function depthUntil(source: ReturnType<typeof sourceOf>, untilUs: number): VenueDepth[] {
  const messages: VenueMessage[] = [];
  source.pull(untilUs, 1_000_000, (message) => messages.push(message));
  return messages.filter((message): message is VenueDepth => message.kind === 'depth');
}

describe.each([1, 2])('seed %i', (seed) => {
  test('every snapshot, bridged by the message around it, is the book that all messages give', () => {
    const pick = seededPick(seed);
    const source = sourceOf(seed);
    const whole = textBookOf(source.book(SYMBOL, 1_000_000));
    let clients: TextBook[] = [];
    let bridged = 0;
    for (let us = source.startUs; us < source.startUs + 15_000_000; us += 5_000 + pick(60_000)) {
      for (const message of depthUntil(source, us)) {
        applyChange(whole, message);
        const ready = clients.filter(({ lastId }) => lastId >= message.firstId && lastId <= message.finalId);
        for (const client of ready) {
          applyChange(client, message);
          expect(bookOf(client, LEVELS)).toEqual(bookOf(whole, LEVELS));
          bridged++;
        }
        clients = clients.filter(({ lastId }) => lastId > message.finalId);
      }
      clients.push(textBookOf(source.book(SYMBOL, 1_000)));
    }
    expect(bridged).toBeGreaterThan(150);
  });
});
