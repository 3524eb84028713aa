// Re-batching of depth: ids, levels, windows, and the book that must come out the same.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type DepthBatcher,
  dueBatch,
  initBatcher,
  mergeDepth,
  stepBatcher,
} from '../../../src/exchange/emulator/depth-batches.js';
import { applyChange, bookOf, createTextBook } from '../../../src/exchange/emulator/text-book.js';
import type { TextLevel, VenueDepth } from '../../../src/exchange/emulator/venue-message.js';

const delta = (atUs: number, ids: [number, number, number], bids: TextLevel[] = []): VenueDepth => ({
  kind: 'depth',
  symbol: 'ETHUSDT',
  atUs,
  ageMs: 1,
  firstId: ids[0],
  finalId: ids[1],
  prevId: ids[2],
  bids,
  asks: [],
});

describe('a batch', () => {
  const merged = mergeDepth(
    [
      delta(10_000, [5, 7, 3], [['100.0', '1']]),
      delta(20_000, [9, 12, 7], [['100.00', '2']]),
      delta(30_000, [13, 13, 12], [['99', '0']]),
    ],
    100_000,
  );

  test('has U and pu of the first, u of the last, and the time of its end', () => {
    expect(merged).toMatchObject({ firstId: 5, finalId: 13, prevId: 3, atUs: 100_000 });
  });

  test('has every price once, with its last quantity', () => {
    expect(merged.bids).toEqual([
      ['100.00', '2'],
      ['99', '0'],
    ]);
  });
});

test('a window ends at a multiple of its period, and an empty one sends nothing', () => {
  const state = initBatcher(100_000);
  expect(stepBatcher(state, delta(110_000, [1, 2, 0]))).toBeNull();
  expect(dueBatch(state, 199_999)).toBeNull();
  expect(stepBatcher(state, delta(205_000, [3, 4, 2]))).toMatchObject({ firstId: 1, finalId: 2, atUs: 200_000 });
  expect(dueBatch(state, 300_000)).toMatchObject({ firstId: 3, finalId: 4 });
  expect(dueBatch(state, 400_000)).toBeNull();
});

const price = fc.integer({ min: 1, max: 12 }).map((n) => `${n}.50`);
const level = fc.tuple(price, fc.integer({ min: 0, max: 3 }).map(String));
const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 90_000 }), fc.array(level, { maxLength: 6 })), {
  minLength: 1,
  maxLength: 60,
});

/** The chain of deltas that the drawn steps stand for. */
function chainOf(drawn: readonly (readonly [number, TextLevel[]])[]): VenueDepth[] {
  let atUs = 0;
  return drawn.map(([waitUs, bids], i) => delta((atUs += waitUs), [i * 10 + 4, i * 10 + 9, i * 10 - 1], bids));
}

function batched(state: DepthBatcher, chain: readonly VenueDepth[]): VenueDepth[] {
  const batches = chain.map((message) => stepBatcher(state, message)).filter((batch) => batch !== null);
  const last = dueBatch(state, Infinity);
  return last === null ? batches : [...batches, last];
}

test('the book of the batches is the book of the deltas, and their ids chain', () => {
  fc.assert(
    fc.property(steps, fc.constantFrom(100_000, 250_000), (drawn, periodUs) => {
      const chain = chainOf(drawn);
      const batches = batched(initBatcher(periodUs), chain);
      const [ours, theirs] = [createTextBook(), createTextBook()];
      for (const one of chain) applyChange(theirs, one);
      for (const one of batches) applyChange(ours, one);
      expect(bookOf(ours, 100)).toEqual(bookOf(theirs, 100));
      batches.slice(1).forEach((batch, i) => expect(batch.prevId).toBe(batches[i]!.finalId));
    }),
  );
});

test('checkpoint in the middle equals the uninterrupted run', () => {
  fc.assert(
    fc.property(steps, (drawn) => {
      const chain = chainOf(drawn);
      const cut = Math.floor(chain.length / 2);
      const state = initBatcher(100_000);
      const first = chain.slice(0, cut).map((message) => stepBatcher(state, message));
      const rest = batched(structuredClone(state), chain.slice(cut));
      expect([...first.filter((batch) => batch !== null), ...rest]).toEqual(batched(initBatcher(100_000), chain));
    }),
  );
});
