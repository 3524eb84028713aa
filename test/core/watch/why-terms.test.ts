// The flow of an update by levels: the terms are those of the definitions, and add up to what the chain adds.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type TopLevels, createTopLevels } from '../../../src/core/book/top-levels.js';
import { initBestFlow, stepBestFlow } from '../../../src/core/flow/best-flow.js';
import { weightedCksFlow } from '../../../src/core/flow/ofi-cks.js';
import { indexFlow } from '../../../src/core/flow/ofi-index.js';
import { priceKeyedFlow } from '../../../src/core/flow/ofi-pricekey.js';
import { flowOfTerms, termsBetween, termsOfQuotes } from '../../../src/core/watch/why-terms.js';
import { WEIGHTS, naiveLevelFlow } from '../../support/naive-signals.js';

type Level = readonly [ticks: number, lots: number];
interface Book {
  readonly bids: readonly Level[];
  readonly asks: readonly Level[];
}

function topOf({ bids, asks }: Book, depth = 5): TopLevels {
  const top = createTopLevels(depth);
  bids.slice(0, depth).forEach(([ticks, lots], k) => {
    top.bidTicks[k] = ticks;
    top.bidLots[k] = lots;
  });
  asks.slice(0, depth).forEach(([ticks, lots], k) => {
    top.askTicks[k] = ticks;
    top.askLots[k] = lots;
  });
  return Object.assign(top, { bidCount: Math.min(depth, bids.length), askCount: Math.min(depth, asks.length) });
}

const side = (sign: 1 | -1) =>
  fc
    .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 30 })), {
      maxLength: 7,
      selector: ([away]) => away,
    })
    .map((levels) => levels.sort(([a], [b]) => a - b).map(([away, lots]): Level => [100 + sign * away, lots]));

const books = fc.record({ bids: side(-1), asks: side(1) });
const weights = Float64Array.from(WEIGHTS);

describe('named facts', () => {
  const before: Book = { bids: [[99, 8]], asks: [[101, 5]] };
  const flowOf = (after: Book, level = 0): number | undefined =>
    termsBetween('cks5', weights, { prev: topOf(before), next: topOf(after) })[level]?.flowLots;

  test.each([
    [
      'a better bid brings its whole queue',
      {
        bids: [
          [100, 2],
          [99, 8],
        ],
        asks: [[101, 5]],
      },
      2,
    ],
    ['a worse bid takes the queue before away', { bids: [[98, 3]], asks: [[101, 5]] }, -8],
    ['an equal price counts the difference', { bids: [[99, 10]], asks: [[101, 5]] }, 2],
    ['a better ask is supply', { bids: [[99, 8]], asks: [[100, 4]] }, -4],
    ['an ask that goes away is demand', { bids: [[99, 8]], asks: [[102, 4]] }, 5],
  ] satisfies readonly [string, Book, number][])('%s', (_, after, flow) => {
    expect(flowOf(after)).toBe(flow);
  });

  test('by position a better bid in front of a long queue counts as demand lost', () => {
    const after: Book = {
      bids: [
        [100, 2],
        [99, 8],
      ],
      asks: [[101, 5]],
    };
    expect(termsBetween('index', weights, { prev: topOf(before), next: topOf(after) })[0]?.flowLots).toBe(-6);
  });
});

const CHAIN = { cks5: weightedCksFlow, index: indexFlow, pricekey: priceKeyedFlow } as const;

describe.each(Object.keys(CHAIN) as (keyof typeof CHAIN)[])('%s', (mode) => {
  test('the terms add up to the bit that the chain adds', () => {
    fc.assert(
      fc.property(books, books, (a, b) => {
        const [prev, next] = [topOf(a), topOf(b)];
        const terms = termsBetween(mode, weights, { prev, next });
        expect(flowOfTerms(mode, terms) + 0).toBe(CHAIN[mode](prev, next, weights) + 0);
        for (const { flowLots, weight, weightedLots } of terms) expect(weightedLots).toBe(weight * flowLots);
      }),
    );
  });
});

test('cks terms are those of the definition', () => {
  fc.assert(
    fc.property(books, books, (a, b) => {
      const terms = termsBetween('cks5', weights, { prev: topOf(a), next: topOf(b) });
      terms.forEach(({ flowLots }, k) => {
        expect(flowLots + 0).toBe(naiveLevelFlow(a, b, k) + 0);
      });
    }),
  );
});

test('one level of quotes is what the book ticker adds', () => {
  const quote = fc.tuple(
    fc.integer({ min: 90, max: 99 }),
    fc.nat({ max: 9 }),
    fc.integer({ min: 100, max: 109 }),
    fc.nat({ max: 9 }),
  );
  fc.assert(
    fc.property(quote, quote, (a, b) => {
      const columns = {
        price: Float64Array.of(a[0], b[0]),
        qty: Float64Array.of(a[1], b[1]),
        price2: Float64Array.of(a[2], b[2]),
        qty2: Float64Array.of(a[3], b[3]),
      };
      const state = initBestFlow();
      stepBestFlow(state, columns, 0);
      const before = { ...state };
      const flow = stepBestFlow(state, columns, 1);
      expect(termsOfQuotes(before, state)[0]?.flowLots).toBe((flow ?? NaN) + 0);
    }),
  );
});
