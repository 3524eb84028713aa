// Any interleaving of an old and a new socket: what is stored equals the true sequence.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Sequence } from '../../../src/exchange/binance/message-ids.js';
import {
  type Side,
  endSide,
  initRollover,
  notHandedOver,
  openNew,
  releaseHeld,
} from '../../../src/exchange/binance/rollover.js';
import { CALM, type True, feed, truth } from '../../support/hand-over-feeding.js';

interface Run {
  readonly sequence: Sequence;
  readonly steps: readonly number[];
  /** Messages that the old socket brings before the new one opens. */
  readonly before: number;
  /** Index of the new socket's first message. */
  readonly start: number;
  /** True: the old socket speaks next. */
  readonly turns: readonly boolean[];
  /** Whether the last id before the roll-over is known. */
  readonly isSeeded: boolean;
}

const runs = (sequences: readonly Sequence[]): fc.Arbitrary<Run> =>
  fc.record({
    sequence: fc.constantFrom(...sequences),
    steps: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 40 }),
    before: fc.nat(12),
    start: fc.nat(20),
    turns: fc.array(fc.boolean(), { maxLength: 120 }),
    isSeeded: fc.boolean(),
  });

/** Plays both sockets in the order of the turns; closes the old one as soon as all is handed over. */
function play(
  { sequence, steps, before, start, turns, isSeeded }: Run,
  lost: Record<Side, ReadonlySet<number>>,
  copyAt = -1,
) {
  const all = truth(steps);
  let state = initRollover<number>({ sequences: [sequence], lasts: [isSeeded ? 100 : null] });
  const out: number[] = [];
  const came: Record<Side, number[]> = { old: [], new: [] };
  const queue: Record<Side, True[]> = {
    old: all.filter((_, i) => !lost.old.has(i)),
    new: all.filter((_, i) => i >= start && !lost.new.has(i)),
  };
  const speak = (side: Side): void => {
    const next = queue[side].shift();
    if (next === undefined) return;
    came[side].push(next.id);
    out.push(...feed(state, next, { side }));
  };
  for (let i = 0; i < before; i++) speak('old');
  openNew(state);
  let isClosed = false;
  const rest = [...turns, ...Array<boolean>(all.length * 2).fill(false), ...Array<boolean>(all.length).fill(true)];
  rest.forEach((isOld, turn) => {
    if (turn === copyAt) state = structuredClone(state);
    speak(isOld && !isClosed ? 'old' : 'new');
    if (isClosed || notHandedOver(state, CALM).length > 0) return;
    isClosed = true;
    out.push(...endSide(state, 'old'));
  });
  out.push(...releaseHeld(state, Infinity));
  return { out, all: all.map(({ id }) => id), state, came };
}

const NONE = { old: new Set<number>(), new: new Set<number>() };

describe('any interleaving of two sockets', () => {
  test('gives the true sequence, each message once and in order, without a resync', () => {
    fc.assert(
      fc.property(runs(['chain', 'ordered']), (run) => {
        const { out, all, state } = play(run, NONE);
        expect(out).toEqual(all);
        expect(state).toMatchObject({ resyncs: 0, heldNow: 0 });
      }),
      { numRuns: 3000 },
    );
  });

  test('stores all that either socket brought, each message once, when each loses some', () => {
    const losses = fc.uniqueArray(fc.nat(39), { maxLength: 6 });
    fc.assert(
      fc.property(runs(['chain']), losses, losses, (run, ofOld, ofNew) => {
        const lost = { old: new Set(ofOld), new: new Set(ofNew) };
        const { out, all, state, came } = play(run, lost);
        expect(new Set(out).size).toBe(out.length);
        const isTrue = new Set(all);
        expect(out.every((id) => isTrue.has(id))).toBe(true);
        // The first message of the new socket may be from before what is looked at, where nothing says where that begins.
        const floor = run.isSeeded ? 0 : Math.min(...came.old);
        for (const id of [...came.old, ...came.new]) if (id >= floor) expect(out).toContain(id);
        expect(state.heldNow).toBe(0);
      }),
      { numRuns: 2000 },
    );
  });

  test('a checkpoint in the middle equals the uninterrupted run', () => {
    fc.assert(
      fc.property(runs(['chain', 'ordered']), fc.nat(60), (run, copyAt) => {
        expect(play(run, NONE, copyAt).out).toEqual(play(run, NONE).out);
      }),
    );
  });
});
