// Flow over every price that the best quotes passed: the published vector, jumps over several levels, empty sides.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { generalisedFlow, logGeneralisedFlow } from '../../../src/core/flow/gofi.js';
import { cksLevelFlow } from '../../../src/core/flow/ofi-cks.js';
import { type Side, anyTop, mirrored, steps, topOf } from './snapshots.js';

test('published vector', () => {
  expect(steps.map(([prev, next]) => generalisedFlow(prev, next))).toEqual([3, 2, 4, -2, -4]);
});

const BIDS: Side = [[999, 5], [998, 4], [995, 2]]; // prettier-ignore
const ASKS: Side = [[1001, 7], [1002, 1], [1005, 3]]; // prettier-ignore
const BOOK = topOf(BIDS, ASKS);

test.each<[string, Side, Side, number]>([
  ['the best bid grows', [[999, 8], ...BIDS.slice(1)], ASKS, 3],
  ['two new bids before the best', [[1000, 2], [999.5, 6], ...BIDS], ASKS, 8], // prettier-ignore
  ['the two best bids are gone', BIDS.slice(2), ASKS, -9],
  ['the two best asks are lifted', BIDS, ASKS.slice(2), 8],
  ['two new asks before the best', BIDS, [[1000, 4], [1000.5, 5], ...ASKS], -9], // prettier-ignore
  ['no bid is left', [], ASKS, -11],
  ['no ask is left', BIDS, [], 11],
  ['deeper levels do not count', [[999, 5], [998, 40]], ASKS, 0], // prettier-ignore
])('%s', (_, bids, asks, flow) => {
  expect(generalisedFlow(BOOK, topOf(bids, asks))).toBe(flow);
});

test('logarithms: ln(1 + lots) of each term', () => {
  const log = (next: { bids: Side; asks: Side }) => logGeneralisedFlow(BOOK, topOf(next.bids, next.asks));
  expect(log({ bids: [[999, 8], ...BIDS.slice(1)], asks: ASKS })).toBeCloseTo(Math.log(9 / 6), 12);
  expect(log({ bids: BIDS.slice(2), asks: ASKS })).toBeCloseTo(-Math.log(10), 12);
  expect(log({ bids: BIDS, asks: ASKS.slice(2) })).toBeCloseTo(Math.log(9), 12);
});

describe.each([
  ['lots', generalisedFlow],
  ['logarithms', logGeneralisedFlow],
] as const)('%s', (_, flow) => {
  test('mirrored books: exactly the opposite; equal books: exactly 0', () => {
    fc.assert(
      fc.property(anyTop, anyTop, (prev, next) => {
        expect(flow(mirrored(prev), mirrored(next)) + flow(prev, next)).toBe(0);
        expect(flow(next, structuredClone(next)) + 0).toBe(0);
      }),
    );
  });

  test('from one book to another and back: nothing is left', () => {
    fc.assert(
      fc.property(anyTop, anyTop, (one, other) => {
        expect(flow(one, other) + flow(other, one)).toBeCloseTo(0, 12);
      }),
    );
  });
});

test('where the best quotes move by one level at most it is the flow of the best level', () => {
  fc.assert(
    fc.property(anyTop, anyTop, (prev, next) => {
      const [a, b] = [topOf(bidsUpTo(prev, 1), asksUpTo(prev, 1)), topOf(bidsUpTo(next, 1), asksUpTo(next, 1))];
      expect(generalisedFlow(a, b) + 0).toBe(cksLevelFlow(a, b, 0) + 0);
    }),
  );
});

const bidsUpTo = (top: typeof BOOK, count: number): Side =>
  Array.from({ length: Math.min(count, top.bidCount) }, (_, k) => [top.bidTicks[k]!, top.bidLots[k]!] as const);
const asksUpTo = (top: typeof BOOK, count: number): Side =>
  Array.from({ length: Math.min(count, top.askCount) }, (_, k) => [top.askTicks[k]!, top.askLots[k]!] as const);
