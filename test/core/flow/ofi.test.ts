// What all definitions of order flow imbalance share, and where they must differ.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TopLevels } from '../../../src/core/book/top-levels.js';
import { weightedCksFlow } from '../../../src/core/flow/ofi-cks.js';
import { indexFlow } from '../../../src/core/flow/ofi-index.js';
import { priceKeyedFlow } from '../../../src/core/flow/ofi-pricekey.js';
import { WEIGHTS, anySides, anyTop, mirrored, steps, topOf } from './snapshots.js';

type Flow = (prev: TopLevels, next: TopLevels, weights: Float64Array) => number;

const FIRST = Float64Array.of(1);
const PRICE_AWARE: readonly [string, Flow][] = [
  ['cks5', weightedCksFlow],
  ['cks1', (prev, next) => weightedCksFlow(prev, next, FIRST)],
  ['pricekey', priceKeyedFlow],
];
const ALL: readonly [string, Flow][] = [...PRICE_AWARE, ['index', indexFlow]];

describe.each(ALL)('%s', (_, flow) => {
  test('identical snapshots: exactly 0', () => {
    fc.assert(
      fc.property(anyTop, (top) => {
        expect(flow(top, structuredClone(top), WEIGHTS)).toBe(0);
      }),
    );
  });

  test('mirrored sides: exactly the opposite', () => {
    fc.assert(
      fc.property(anyTop, anyTop, (prev, next) => {
        expect(flow(mirrored(prev), mirrored(next), WEIGHTS) + flow(prev, next, WEIGHTS)).toBe(0);
      }),
    );
  });

  test('more size at an unchanged price: weight times size', () => {
    const prev = topOf([[999, 5], [998, 5]], [[1001, 5]]); // prettier-ignore
    expect(flow(prev, topOf([[999, 8], [998, 5]], [[1001, 5]]), WEIGHTS)).toBeCloseTo(3 * (flow(prev, topOf([[999, 6], [998, 5]], [[1001, 5]]), WEIGHTS)), 12); // prettier-ignore
    expect(flow(prev, topOf([[999, 8], [998, 5]], [[1001, 5]]), WEIGHTS)).toBeGreaterThan(0); // prettier-ignore
    expect(flow(prev, topOf([[999, 5], [998, 5]], [[1001, 8]]), WEIGHTS)).toBeLessThan(0); // prettier-ignore
  });

  test('an empty side is a side without flow', () => {
    const empty = topOf([], []);
    expect(flow(empty, empty, WEIGHTS) + 0).toBe(0);
    expect(flow(empty, topOf([[999, 4]], []), WEIGHTS)).toBeGreaterThan(0);
    expect(flow(topOf([[999, 4]], []), empty, WEIGHTS)).toBeLessThan(0);
    expect(flow(empty, topOf([], [[1001, 4]]), WEIGHTS)).toBeLessThan(0);
  });
});

const betterBid = fc.tuple(anySides, fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 9 }));

describe.each(PRICE_AWARE)('%s follows the price', (_, flow) => {
  test('a better bid alone never lowers it, a better ask alone never raises it', () => {
    fc.assert(
      fc.property(betterBid, ([{ bids, asks }, lots, ticks]) => {
        // Asks start at 1001; bids at 1000 and below leave the book uncrossed when raised to 1000 at most.
        const best = bids[0]?.[0] ?? 900;
        const raised = topOf([[Math.min(1000, best + ticks), lots], ...bids], asks);
        expect(flow(topOf(bids, asks), raised, WEIGHTS)).toBeGreaterThanOrEqual(0);
        expect(flow(mirrored(topOf(bids, asks)), mirrored(raised), WEIGHTS)).toBeLessThanOrEqual(0);
      }),
    );
  });

  test('the published price moves: up, up, down, down', () => {
    expect(steps.slice(1).map(([prev, next]) => Math.sign(flow(prev, next, WEIGHTS)))).toEqual([1, 1, -1, -1]);
  });
});

test('index does not: on all four published price moves it has the wrong sign', () => {
  expect(steps.slice(1).map(([prev, next]) => Math.sign(indexFlow(prev, next, WEIGHTS)))).toEqual([-1, -1, 1, 1]);
});
