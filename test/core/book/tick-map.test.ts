// Quantities by tick in flat arrays: what a Map holds after the same changes.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type TickMap,
  clearTickMap,
  createTickMap,
  deleteTick,
  getTick,
  setTick,
  ticksOf,
} from '../../../src/core/book/tick-map.js';

/** Few distinct ticks, many of them in one run of places, so that searches and removals meet long runs. */
const tick = fc.oneof(
  fc.integer({ min: -50, max: 400 }),
  fc.integer({ min: 0, max: 60 }).map((n) => n * 4096 * 256),
  fc.integer({ min: 0, max: 2 ** 40 }),
);
const change = fc.tuple(tick, fc.integer({ min: 0, max: 3 }));
const changes = fc.array(change, { maxLength: 600, size: 'max' });

function apply(map: TickMap, plain: Map<number, number>, list: readonly (readonly [number, number])[]): void {
  for (const [key, lots] of list) {
    if (lots === 0) {
      deleteTick(map, key);
      plain.delete(key);
    } else {
      setTick(map, key, lots);
      plain.set(key, lots);
    }
  }
}

function expectSame(map: TickMap, plain: ReadonlyMap<number, number>): void {
  expect(map.size).toBe(plain.size);
  expect(ticksOf(map).sort((a, b) => a - b)).toEqual([...plain.keys()].sort((a, b) => a - b));
  for (const [key, lots] of plain) expect(getTick(map, key)).toBe(lots);
  for (let key = -60; key < 420; key += 7) expect(getTick(map, key)).toBe(plain.get(key) ?? 0);
}

test('any changes: the same as a Map, and after a clone too', () => {
  fc.assert(
    fc.property(changes, changes, (first, second) => {
      let map = createTickMap();
      const plain = new Map<number, number>();
      apply(map, plain, first);
      expectSame(map, plain);
      map = structuredClone(map);
      apply(map, plain, second);
      expectSame(map, plain);
    }),
    { numRuns: 60 },
  );
});

test('it grows, empties, and is used again', () => {
  const map = createTickMap();
  const plain = new Map<number, number>();
  const all = Array.from({ length: 5000 }, (_, n) => [n * 17, n + 1] as const);
  apply(map, plain, all);
  expectSame(map, plain);
  apply(map, plain, all.map(([key]) => [key, 0] as const)); // prettier-ignore
  expect([map.size, ticksOf(map)]).toEqual([0, []]);
  setTick(map, 3, 1);
  clearTickMap(map);
  expect([map.size, getTick(map, 3)]).toEqual([0, 0]);
  apply(map, plain, all.slice(0, 50));
  expectSame(map, plain);
});
