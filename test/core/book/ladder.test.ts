// One side of the book: after any changes it holds what a Map holds, whatever was in its window or far from it.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  LADDER_SIZE,
  type Ladder,
  bestTick,
  clearLadder,
  createLadder,
  levelCount,
  occupiedAtOrAbove,
  occupiedAtOrBelow,
  readTop,
  setLevel,
  setLevels,
} from '../../../src/core/book/ladder.js';
import { ticksOf } from '../../../src/core/book/tick-map.js';
import { type PlainLevel, type SideName, mapLevels, mapTop, setMapLevel } from '../../support/map-book.js';

function topOf(ladder: Ladder, wanted: number): PlainLevel[] {
  const ticks = new Float64Array(wanted);
  const lots = new Float64Array(wanted);
  const count = readTop(ladder, ticks, lots);
  return Array.from({ length: count }, (_, k) => [ticks[k]!, lots[k]!]);
}

function expectSame(ladder: Ladder, side: Map<number, number>, name: SideName): void {
  const all = mapLevels(side, name);
  expect(topOf(ladder, side.size + 3)).toEqual(all);
  expect(topOf(ladder, 5)).toEqual(mapTop(side, name, 5));
  expect(bestTick(ladder)).toBe(all[0]?.[0] ?? null);
  expect(levelCount(ladder)).toBe(side.size);
}

/** The window's own promises: bitmap, count and best agree with the quantities, and no far level lies in it or ahead. */
function expectSound(ladder: Ladder): void {
  const held = [...ladder.lots.keys()].filter((i) => ladder.lots[i] !== 0);
  const marked = [...ladder.lots.keys()].filter((i) => (ladder.occupied[i >>> 5]! >>> (i & 31)) & 1);
  expect(marked).toEqual(held);
  expect(ladder.count).toBe(held.length);
  expect(ladder.best).toBe((ladder.side === 'bid' ? held.at(-1) : held[0]) ?? -1);
  for (const tick of ticksOf(ladder.far)) {
    const index = tick - ladder.base;
    expect(ladder.side === 'bid' ? index < 0 : index >= ladder.size).toBe(true);
  }
}

/** Changes near a price that walks, with some far away and removals of the best. */
const change = fc.record({
  walk: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: -5, max: 5 }) },
    { weight: 1, arbitrary: fc.integer({ min: -300, max: 300 }) },
  ),
  away: fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: -20, max: 20 }) },
    { weight: 2, arbitrary: fc.integer({ min: -2000, max: 2000 }) },
    { weight: 1, arbitrary: fc.integer({ min: -90_000, max: 10_000_000 }) },
  ),
  lots: fc.oneof({ weight: 2, arbitrary: fc.integer({ min: 1, max: 1e9 }) }, { weight: 1, arbitrary: fc.constant(0) }),
  then: fc.constantFrom('', '', '', 'remove best', 'remove best', 'change best', 'clear'),
});
const changes = fc.array(change, { minLength: 1, maxLength: 150 });

function apply(
  ladder: Ladder,
  side: Map<number, number>,
  list: readonly (typeof change extends fc.Arbitrary<infer C> ? C : never)[],
) {
  let price = 100_000;
  list.forEach(({ walk, away, lots, then }, i) => {
    price += walk;
    const tick = Math.max(0, price + away);
    setLevel(ladder, tick, lots);
    setMapLevel(side, tick, lots);
    const best = mapTop(side, ladder.side, 1)[0]?.[0];
    if (then === 'clear' && i % 7 === 0) {
      clearLadder(ladder);
      side.clear();
    } else if (best !== undefined && then.endsWith('best')) {
      setLevel(ladder, best, then === 'remove best' ? 0 : lots + 1);
      setMapLevel(side, best, then === 'remove best' ? 0 : lots + 1);
    }
    expect(bestTick(ladder)).toBe(mapTop(side, ladder.side, 1)[0]?.[0] ?? null);
  });
}

describe.each(['bid', 'ask'] as const)('%s', (name) => {
  test.each([64, 96, 1024, LADDER_SIZE])('any changes, window of %i ticks: the levels of a Map', (size) => {
    fc.assert(
      fc.property(changes, (list) => {
        const ladder = createLadder(name, size);
        const side = new Map<number, number>();
        apply(ladder, side, list);
        expectSame(ladder, side, name);
        if (size <= 1024) expectSound(ladder);
      }),
      { numRuns: size === LADDER_SIZE ? 30 : 80 },
    );
  });

  test('levels set in one go are those set one by one', () => {
    fc.assert(
      fc.property(changes, (list) => {
        const one = createLadder(name, 64);
        const many = createLadder(name, 64);
        const ticks = Float64Array.from(list, ({ walk, away }) => Math.max(0, 5000 + walk + away));
        const lots = Float64Array.from(list, ({ lots: quantity }) => quantity);
        ticks.forEach((tick, i) => {
          if (i > 0) setLevel(one, tick, lots[i]!);
        });
        setLevels(many, { ticks, lots, from: 1, to: ticks.length });
        expect(topOf(many, 200)).toEqual(topOf(one, 200));
        expectSound(many);
      }),
      { numRuns: 60 },
    );
  });

  test('a checkpoint in the middle equals the uninterrupted run', () => {
    fc.assert(
      fc.property(changes, changes, (first, second) => {
        const ladder = createLadder(name, 64);
        const side = new Map<number, number>();
        apply(ladder, side, first);
        const copy = structuredClone(ladder);
        const copiedSide = new Map(side);
        apply(ladder, side, second);
        apply(copy, copiedSide, second);
        expect(copy).toEqual(ladder);
      }),
      { numRuns: 40 },
    );
  });
});

test('a price that walks further than the window moves it, and nothing is lost on the way', () => {
  for (const name of ['bid', 'ask'] as const) {
    const ladder = createLadder(name, 64);
    const side = new Map<number, number>();
    for (let n = 0; n < 3000; n++) {
      const price = 10_000 + Math.round(4000 * Math.sin(n / 300));
      for (const [tick, lots] of [
        [price, n + 1],
        [price - 3, 0],
        [price + 3, 0],
        [price + (n % 90) - 45, n % 3],
      ] as const) {
        // prettier-ignore
        setLevel(ladder, tick, lots);
        setMapLevel(side, tick, lots);
      }
    }
    expectSame(ladder, side, name);
    expect(ladder.rebases).toBeGreaterThan(20);
  }
});

test('searching the bitmap at its edges', () => {
  const ladder = createLadder('bid', 64);
  for (const tick of [100, 131, 132, 163]) setLevel(ladder, tick, 1);
  const indices = [100, 131, 132, 163].map((tick) => tick - ladder.base);
  for (const index of indices.filter((i) => i >= 0 && i < 64)) {
    expect([occupiedAtOrBelow(ladder, index), occupiedAtOrAbove(ladder, index)]).toEqual([index, index]);
  }
  expect([occupiedAtOrBelow(ladder, -1), occupiedAtOrAbove(ladder, 64)]).toEqual([-1, -1]);
  clearLadder(ladder);
  expect([occupiedAtOrBelow(ladder, 63), occupiedAtOrAbove(ladder, 0)]).toEqual([-1, -1]);
});

test.each([0, 32, 63, 65, 100])('a window of %i ticks is refused', (size) => {
  expect(() => createLadder('bid', size)).toThrow(RangeError);
});
