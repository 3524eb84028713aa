// Counting steps between states: classes, mirror images, and a market whose micro-price is known.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  finishMicropriceFit,
  initMicropriceFit,
  micropriceState,
  mirroredState,
  stepMicropriceFit,
} from '../../../src/core/flow/microprice-fit.js';
import { initRng, nextUniform } from '../../../src/core/stats/rng.js';
import { anyTop, mirrored, topOf } from './snapshots.js';

const GRID = { imbalances: 3, spreads: 2 };
const book = (bid: number, ask: number, { spread = 1, at = 1000 } = {}) => topOf([[at, bid]], [[at + spread, ask]]);

describe('states', () => {
  test.each([
    [1, 9, 1, 0],
    [5, 5, 1, 1],
    [4, 8, 1, 1],
    [9, 1, 1, 2],
    [1, 9, 2, 3],
    [5, 5, 7, 4],
    [9, 1, 2, 5],
  ])('%s against %s, %s ticks apart: %s', (bid, ask, spread, state) => {
    expect(micropriceState(GRID, book(bid, ask, { spread }))).toBe(state);
  });

  test('a mirrored book lies in the mirrored state', () => {
    const grid = { imbalances: 7, spreads: 3 };
    fc.assert(
      fc.property(
        anyTop.filter(({ bidCount, askCount }) => bidCount > 0 && askCount > 0),
        (top) => {
          expect(micropriceState(grid, mirrored(top))).toBe(mirroredState(grid, micropriceState(grid, top)));
        },
      ),
    );
  });

  test('an even count of classes has no middle', () => {
    expect(() => initMicropriceFit({ imbalances: 4, spreads: 1 })).toThrow('must be odd');
    expect(() => initMicropriceFit({ imbalances: 3, spreads: 0 })).toThrow(RangeError);
  });
});

/** Books of one tick of spread. The next move goes up with the share of the bids, and the sizes are drawn anew. */
function trained(seed: number, steps: number) {
  const rng = initRng(seed);
  const draw = (): number => 1 + Math.floor(9 * nextUniform(rng));
  const state = initMicropriceFit({ imbalances: 3, spreads: 1 });
  let prev = book(5, 5);
  let at = 1000;
  for (let n = 0; n < steps; n++) {
    const share = prev.bidLots[0]! / (prev.bidLots[0]! + prev.askLots[0]!);
    if (nextUniform(rng) < 0.2) at += nextUniform(rng) < share ? 1 : -1;
    const next = book(draw(), draw(), { at });
    stepMicropriceFit(state, prev, next);
    prev = next;
  }
  return state;
}

test('longer bids lift the micro-price; mirrored states have exactly opposite adjustments', () => {
  const fit = finishMicropriceFit(trained(7, 20_000))!;
  expect(fit.limit[2]).toBeGreaterThan(0.02);
  expect([fit.limit[1], fit.limit[0]! + fit.limit[2]!, fit.first[0]! + fit.first[2]!]).toEqual([0, 0, 0]);
  expect(fit.visits.reduce((sum, n) => sum + n, 0)).toBe(2 * fit.steps);
});

test('one step and its mirror image by hand', () => {
  const state = initMicropriceFit({ imbalances: 3, spreads: 1 });
  stepMicropriceFit(state, book(9, 1), book(9, 1));
  stepMicropriceFit(state, book(9, 1), book(5, 5, { at: 1001 }));
  const fit = finishMicropriceFit(state)!;
  // From "many bids": stays with 1/2, moves up one tick with 1/2. From the middle nothing was seen.
  expect([...fit.first]).toEqual([-1, 0, 1]);
  expect([...fit.limit]).toEqual([-1, 0, 1]);
  expect([...fit.visits]).toEqual([2, 0, 2]);
});

test('a market that never moved cannot be fitted', () => {
  const state = initMicropriceFit(GRID);
  expect(finishMicropriceFit(state)).toBeNull();
  stepMicropriceFit(state, book(1, 2), book(2, 1));
  expect(finishMicropriceFit(state)).toBeNull();
});

test('a checkpoint in the middle changes nothing', () => {
  const first = trained(3, 500);
  const second = structuredClone(first);
  for (const state of [first, second]) stepMicropriceFit(state, book(2, 3), book(4, 1, { spread: 2 }));
  expect(finishMicropriceFit(second)).toEqual(finishMicropriceFit(first));
});
