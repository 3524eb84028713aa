// The cache against a plain array per symbol: the same events by age and by id, within its bounds.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type EventBatch, KIND, createEventBatch } from '../../src/core/market/event-batch.js';
import { cacheSize, initEventCache, pushEvent, ringOf } from '../../src/store/cache.js';
import { type EventRing, slotAtAge, slotOfId } from '../../src/store/event-ring.js';

interface Item {
  readonly symbol: string;
  readonly kind: number;
  readonly id: number;
  readonly mark: number;
}

function rowOf({ kind, id, mark }: Item): EventBatch {
  const batch = createEventBatch(2);
  batch.count = 2;
  batch.kind[1] = kind;
  batch.flags[1] = mark % 1024;
  batch.recvUs[1] = mark;
  batch.id1[1] = kind === KIND.depthDelta ? id - 5 : id;
  batch.id2[1] = id;
  batch.price[1] = mark * 2;
  batch.bidCount[1] = mark % 7;
  return batch;
}

const HAS_ID: readonly number[] = [KIND.depthDelta, KIND.depthSnapshot, KIND.trade, KIND.aggTrade, KIND.bookTicker];
const markAt = (ring: EventRing, slot: number | null): number | null => (slot === null ? null : ring.recvUs[slot]!);

describe('a ring', () => {
  const trade = (id: number, mark = id): Item => ({ symbol: 'A', kind: KIND.aggTrade, id, mark });
  function filled(items: readonly Item[], events = 4): EventRing {
    const cache = initEventCache({ events, symbols: 2 });
    for (const item of items) pushEvent(cache, item.symbol, { batch: rowOf(item), row: 1 });
    return ringOf(cache, 'A')!;
  }

  test('keeps the last events, the newest at age 0', () => {
    const ring = filled([1, 2, 3, 4, 5, 6].map((id) => trade(id)));
    expect([0, 1, 2, 3].map((age) => markAt(ring, slotAtAge(ring, age)))).toEqual([6, 5, 4, 3]);
    for (const age of [4, -1, 0.5, NaN]) expect(slotAtAge(ring, age)).toBeNull();
  });

  test('finds them by id, and not those that left', () => {
    const ring = filled([1, 2, 3, 4, 5, 6].map((id) => trade(id)));
    expect([1, 2, 3, 6, 7].map((id) => markAt(ring, slotOfId(ring, KIND.aggTrade, id)))).toEqual([
      null,
      null,
      3,
      6,
      null,
    ]);
    expect(slotOfId(ring, KIND.trade, 6)).toBeNull();
  });

  test('ids that are apart by the capacity, and one id twice', () => {
    const ring = filled([trade(1), trade(5), trade(9), trade(5, 50)]);
    expect([1, 5, 9].map((id) => markAt(ring, slotOfId(ring, KIND.aggTrade, id)))).toEqual([1, 50, 9]);
  });

  test('keeps columns and counts of a row', () => {
    const ring = filled([trade(3, 1500)]);
    const slot = slotAtAge(ring, 0)!;
    expect([ring.kind[slot], ring.flags[slot], ring.price[slot], ring.bidCount[slot]]).toEqual([4, 476, 3000, 2]);
  });
});

describe('the cache', () => {
  test('lets go of the symbol that was used least recently, and reading is use', () => {
    const cache = initEventCache({ events: 2, symbols: 2 });
    const push = (symbol: string): void =>
      pushEvent(cache, symbol, { batch: rowOf({ symbol, kind: KIND.trade, id: 1, mark: 1 }), row: 1 });
    push('A');
    push('B');
    expect(ringOf(cache, 'A')).not.toBeNull();
    push('C');
    expect([ringOf(cache, 'A') !== null, ringOf(cache, 'B'), ringOf(cache, 'C')?.count]).toEqual([true, null, 1]);
    expect(cacheSize(cache)).toMatchObject({ symbols: 2, entries: 2, evictedSymbols: 1 });
  });

  test('says its size; it stays within its bounds', () => {
    const cache = initEventCache({ events: 8, symbols: 3 });
    expect(cacheSize(cache)).toEqual({ symbols: 0, entries: 0, bytes: 0, evictedSymbols: 0 });
    for (let i = 0; i < 1000; i++) {
      const item = { symbol: `S${i % 5}`, kind: KIND.depthDelta, id: i * 8, mark: i };
      pushEvent(cache, item.symbol, { batch: rowOf(item), row: 1 });
    }
    const { symbols, entries, bytes } = cacheSize(cache);
    expect([symbols, entries <= 24, bytes < 3 * 8 * 200]).toEqual([3, true, true]);
  });

  test.each([0, -1, 1.5, NaN])('a limit of %s is refused', (limit) => {
    expect(() => initEventCache({ events: limit, symbols: 1 })).toThrow(RangeError);
    expect(() => initEventCache({ events: 1, symbols: limit })).toThrow(RangeError);
  });
});

test('the same as plain arrays, with a copy taken in the middle', () => {
  const item = fc.record({
    symbol: fc.constantFrom('A', 'B', 'C', 'D'),
    kind: fc.constantFrom(...HAS_ID, KIND.gap, KIND.tick),
    id: fc.oneof(fc.nat(12), fc.nat(1_000_000)),
  });
  const limits = fc.record({ events: fc.integer({ min: 1, max: 9 }), symbols: fc.integer({ min: 1, max: 4 }) });
  fc.assert(
    fc.property(limits, fc.array(item, { maxLength: 120 }), fc.nat(120), (limit, pushes, copyAt) => {
      let cache = initEventCache(limit);
      const model = new Map<string, Item[]>();
      for (const [mark, push] of pushes.entries()) {
        const one = { ...push, mark };
        if (mark === copyAt) cache = structuredClone(cache);
        pushEvent(cache, one.symbol, { batch: rowOf(one), row: 1 });
        const events = [...(model.get(one.symbol) ?? []), one].slice(-limit.events);
        model.delete(one.symbol);
        if (model.size === limit.symbols) model.delete([...model.keys()][0]!);
        model.set(one.symbol, events);
      }
      expect([...cache.rings.keys()]).toEqual([...model.keys()]);
      for (const [symbol, events] of model) expectSame(cache.rings.get(symbol)!, events);
    }),
    { numRuns: 300 },
  );
});

function expectSame(ring: EventRing, events: readonly Item[]): void {
  const newestFirst = [...events].reverse();
  expect(newestFirst.map((_, age) => markAt(ring, slotAtAge(ring, age)))).toEqual(newestFirst.map(({ mark }) => mark));
  expect(slotAtAge(ring, events.length)).toBeNull();
  for (const { kind, id } of events) {
    const newest = HAS_ID.includes(kind) ? newestFirst.find((one) => one.kind === kind && one.id === id)!.mark : null;
    expect(markAt(ring, slotOfId(ring, kind, id))).toBe(newest);
    expect(slotOfId(ring, kind, id + 13_000_000)).toBeNull();
  }
  const displaced = ring.byId.reduce((sum, index) => sum + (index?.others.size ?? 0), 0);
  expect(displaced).toBeLessThanOrEqual(events.length);
}
