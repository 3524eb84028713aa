// The bounded queue: order, both policies when full, closing and giving up.

import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { BoundedQueue } from '../../src/stream/bounded-queue.js';

describe('wait', () => {
  test('a full queue holds the producer back until there is room', async () => {
    const queue = new BoundedQueue<number>({ capacity: 2, policy: 'wait' });
    expect(await queue.push(1)).toBe(true);
    expect(await queue.push(2)).toBe(true);
    let entered = false;
    const third = queue.push(3).then((accepted) => {
      entered = true;
      return accepted;
    });
    await Promise.resolve();
    expect(entered).toBe(false);
    expect(queue.offer(4)).toBe(false);
    expect(await queue.pull()).toBe(1);
    expect(await third).toBe(true);
    expect([await queue.pull(), await queue.pull()]).toEqual([2, 3]);
    expect([queue.dropped, queue.highWater, queue.size]).toEqual([0, 2, 0]);
  });

  test('closing refuses waiting producers and lets the rest be pulled', async () => {
    const queue = new BoundedQueue<number>({ capacity: 1, policy: 'wait' });
    await queue.push(1);
    const waiting = queue.push(2);
    queue.close();
    expect(await waiting).toBe(false);
    expect(await queue.push(3)).toBe(false);
    expect(await queue.pull()).toBe(1);
    expect(await queue.pull()).toBeNull();
  });

  test('an abort ends a wait on either side, and the item stays out', async () => {
    const queue = new BoundedQueue<number>({ capacity: 1, policy: 'wait' });
    const gone = AbortSignal.abort();
    expect(await queue.pull(gone)).toBeNull();
    const stop = new AbortController();
    const pull = queue.pull(stop.signal);
    stop.abort();
    expect(await pull).toBeNull();
    await queue.push(1);
    const other = new AbortController();
    const push = queue.push(2, other.signal);
    other.abort();
    expect(await push).toBe(false);
    expect(queue.poll()).toBe(1);
    expect(queue.poll()).toBeUndefined();
  });
});

describe('drop_oldest', () => {
  test('a full queue forgets the oldest and counts it', async () => {
    const queue = new BoundedQueue<number>({ capacity: 2, policy: 'drop_oldest' });
    for (let i = 1; i <= 5; i++) expect(queue.offer(i)).toBe(true);
    expect(queue.dropped).toBe(3);
    expect([await queue.pull(), await queue.pull()]).toEqual([4, 5]);
  });
});

test('a waiting consumer gets the item at once', async () => {
  const queue = new BoundedQueue<string>({ capacity: 1, policy: 'wait' });
  const pull = queue.pull();
  queue.offer('now');
  expect(await pull).toBe('now');
  expect(queue.size).toBe(0);
});

test('a capacity that is no whole number of 1 or more is refused', () => {
  for (const capacity of [0, -1, 1.5, NaN]) {
    expect(() => new BoundedQueue({ capacity, policy: 'wait' })).toThrow(RangeError);
  }
});

test('property: whatever the interleaving, nothing is lost or reordered under wait', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.boolean(), { maxLength: 60 }),
      async (capacity, steps) => {
        const queue = new BoundedQueue<number>({ capacity, policy: 'wait' });
        const pulled: Promise<number | null>[] = [];
        let sent = 0;
        for (const isPush of steps) {
          if (isPush) void queue.push(sent++);
          else pulled.push(queue.pull());
        }
        while (pulled.length < sent) pulled.push(queue.pull());
        queue.close();
        const values = (await Promise.all(pulled)).filter((value) => value !== null);
        expect(values).toEqual(Array.from({ length: sent }, (_, i) => i));
        expect(queue.highWater).toBeLessThanOrEqual(capacity);
      },
    ),
    { seed: 41 },
  );
});
