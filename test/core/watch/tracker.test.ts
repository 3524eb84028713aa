// Tests of what is kept of a session for its screen: bounds and checkpoints.

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { watchSymbol } from '../../../src/core/watch/tracker.js';
import { anySteps, marketOf } from '../../support/any-market.js';
import { openWatched, partsAt, steadyMarket, watchFrames } from '../../support/watched-market.js';

/** Everything in a tracker as one text; columns as their hashes, for they are long. */
const printOf = (tracker: object): string =>
  JSON.stringify(tracker, (_, value: unknown) => {
    if (ArrayBuffer.isView(value)) return createHash('sha256').update(new Uint8Array(value.buffer)).digest('hex');
    if (value instanceof Map) return [...(value as Map<string, unknown>)];
    return value === -Infinity ? 'before' : value;
  });

describe('bounds', () => {
  test('with many symbols only those last asked for have a history', () => {
    const watched = openWatched(undefined, { symbols: 100, most: 2 });
    watchFrames(watched, steadyMarket(1).frames);
    const tracked = watched.tracker.byName.get('XUSDT')!;
    expect(tracked.history).toBeNull();
    expect(tracked.row).not.toBeNull();
    partsAt(watched, 1_000);
    expect(tracked.history).not.toBeNull();
    for (const other of ['A', 'B']) watchSymbol(watched.tracker, other);
    expect(tracked.history).toBeNull();
    expect(watched.tracker.watched).toEqual(['A', 'B']);
  });
});

test('a checkpoint in the middle gives what the uninterrupted run gives', () => {
  fc.assert(
    fc.property(anySteps, fc.double({ min: 0, max: 1, noNaN: true }), (steps, share) => {
      const { frames } = marketOf(steps, 1);
      const cut = Math.floor(frames.length * share);
      const [whole, parted] = [openWatched(), openWatched()];
      watchFrames(whole, frames);
      watchFrames(parted, frames.slice(0, cut));
      parted.tracker = structuredClone(parted.tracker);
      watchFrames(parted, frames.slice(cut));
      expect(printOf(parted.tracker)).toBe(printOf(whole.tracker));
      expect(partsAt(parted, 9_000)).toEqual(partsAt(whole, 9_000));
    }),
    { numRuns: 25 },
  );
});
