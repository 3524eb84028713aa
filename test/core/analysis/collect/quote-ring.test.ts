// Quotes as of a time, and memory that does not grow with the data.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  BID,
  asOf,
  initQuoteRing,
  isQuoteRingTight,
  pushQuoteRing,
  quoteOffset,
} from '../../../../src/core/analysis/collect/quote-ring.js';

const quote = (bidTicks: number) => ({ bidTicks, askTicks: bidTicks + 1, bidLots: 1, askLots: 1 });

test('the last quotes at or before a time; of several at one time the last', () => {
  const quotes = initQuoteRing(100);
  for (const [timeUs, bid] of [[10, 1], [20, 2], [20, 3], [40, 4]] as const) pushQuoteRing(quotes, timeUs, quote(bid)); // prettier-ignore
  const bidAt = (timeUs: number) => quotes.ring.cells[quoteOffset(quotes, asOf(quotes, 0, timeUs)) + BID];
  expect(asOf(quotes, 0, 9)).toBe(-1);
  expect([10, 19, 20, 39, 40, 99].map(bidAt)).toEqual([1, 1, 3, 3, 4, 4]);
});

test('unreadable quotes are kept as such', () => {
  const quotes = initQuoteRing(100);
  pushQuoteRing(quotes, 10, null);
  expect(quotes.ring.cells[quoteOffset(quotes, asOf(quotes, 0, 10)) + BID]).toBeNaN();
});

test('the ring holds what may be asked for, and not much more', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 3000, maxLength: 4000 }), (waits) => {
      const quotes = initQuoteRing(500);
      const times: number[] = [];
      let timeUs = 0;
      let cursor = 0;
      for (const wait of waits) {
        timeUs += wait;
        times.push(timeUs);
        pushQuoteRing(quotes, timeUs, quote(times.length));
        const asked = timeUs - 500;
        const found = asOf(quotes, cursor, asked);
        if (found < 0) continue;
        cursor = found;
        const bid = quotes.ring.cells[quoteOffset(quotes, found) + BID]!;
        expect(times[bid - 1]).toBeLessThanOrEqual(asked);
        if (bid < times.length) expect(times[bid]!).toBeGreaterThan(asked);
      }
      expect(quotes.ring.timesUs.length).toBe(1024);
    }),
    { numRuns: 10 },
  );
});

test('it says when it is tight', () => {
  const quotes = initQuoteRing(1e9);
  for (let k = 0; k < 1024; k++) pushQuoteRing(quotes, k, quote(1));
  expect(isQuoteRingTight(quotes)).toBe(true);
  pushQuoteRing(quotes, 1024, quote(1));
  expect(isQuoteRingTight(quotes)).toBe(false);
});
