// Trades for the tests of the flow operators: the published seven, and any.

import fc from 'fast-check';
import type { QuotedTrade, TakerTrade } from '../../../src/core/flow/taker-trade.js';

/** Published: [ms, price, quantity, the buyer is the maker]; here in ticks of 0.1 and lots of 0.5. */
const PUBLISHED: readonly (readonly [number, number, number, boolean])[] = [
  [1000, 100.0, 2.0, false],
  [1200, 100.1, 1.0, false],
  [1500, 100.0, 4.0, true],
  [2100, 99.9, 0.5, true],
  [2600, 100.0, 3.0, false],
  [3050, 100.1, 1.5, false],
  [3050, 100.1, 0.5, true],
];
export const PUBLISHED_TICK = 0.1;
export const PUBLISHED_STEP = 0.5;

export const SEVEN_TRADES: readonly TakerTrade[] = PUBLISHED.map(([ms, price, quantity, buyerIsMaker]) => ({
  timeUs: ms * 1000,
  priceTicks: Math.round(price * 10),
  lots: quantity * 2,
  side: buyerIsMaker ? -1 : 1,
}));

const step = fc.record({
  wait: fc.nat(400),
  priceTicks: fc.integer({ min: 990, max: 1010 }),
  lots: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 4000 })),
  side: fc.constantFrom<1 | -1>(1, -1),
  mid2: fc.integer({ min: 1985, max: 2015 }),
});

/** Any trades, times from 1 on. */
export const anyTrades: fc.Arbitrary<QuotedTrade[]> = fc.array(step, { maxLength: 60 }).map((steps) => {
  let timeUs = 1;
  return steps.map(({ wait, ...trade }) => {
    timeUs += wait;
    return { timeUs, ...trade };
  });
});

/** The same trades with buyers and sellers changed over, prices mirrored at 1000 ticks. */
export const mirrored = (trades: readonly QuotedTrade[]): QuotedTrade[] =>
  trades.map((trade) => ({
    ...trade,
    priceTicks: 2000 - trade.priceTicks,
    side: trade.side === 1 ? -1 : 1,
    mid2: trade.mid2 === null ? null : 4000 - trade.mid2,
  }));
