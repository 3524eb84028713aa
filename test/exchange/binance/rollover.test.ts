// Handing over between two sockets: the output equals the true sequence, whichever runs ahead.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Sequence } from '../../../src/exchange/binance/message-ids.js';
import {
  type RolloverState,
  type Side,
  endSide,
  initRollover,
  isNewSilent,
  isSettled,
  notHandedOver,
  openNew,
  releaseHeld,
  stepRollover,
} from '../../../src/exchange/binance/rollover.js';

interface True {
  readonly id: number;
  readonly prev: number;
}

/** Messages with ids that jump, each naming the one before it. */
const truth = (steps: readonly number[]): True[] => {
  let id = 100;
  return steps.map((step) => {
    const prev = id;
    id += step;
    return { id, prev };
  });
};

const begin = (...sequences: Sequence[]): RolloverState<number> =>
  initRollover<number>({ sequences, lasts: sequences.map(() => null) });

interface Feeding {
  readonly side: Side;
  readonly nowUs?: number;
  readonly index?: number;
}

/** One message as its stream's sequence shows it; the value is its id. */
function feed(state: RolloverState<number>, { id, prev }: True, { side, nowUs = 0, index = 0 }: Feeding): number[] {
  const { sequence } = state.streams[index]!;
  const ids = sequence === 'bytes' ? null : { id, prev: sequence === 'chain' ? prev : null };
  return stepRollover(state, { index, side, ids, text: () => `${id}`, value: id }, nowUs);
}

const CALM = { nowUs: 0, ackedUs: 0, quietUs: 1e9 };
const [A, B, C, D, E] = truth([1, 5, 2, 9, 1]) as [True, True, True, True, True];

describe('a chain', () => {
  test('old ahead: the new socket’s repeats are dropped, and its first repeat hands over', () => {
    const state = begin('chain');
    expect(feed(state, A, { side: 'old' })).toEqual([A.id]);
    openNew(state);
    expect(feed(state, B, { side: 'old' })).toEqual([B.id]);
    expect(notHandedOver(state, CALM)).toEqual([0]);
    expect(feed(state, A, { side: 'new' })).toEqual([]);
    expect(notHandedOver(state, CALM)).toEqual([]);
    expect(endSide(state, 'old')).toEqual([]);
    expect(isSettled(state, 'new')).toBe(false);
    expect(feed(state, B, { side: 'new' })).toEqual([]);
    expect(isSettled(state, 'new')).toBe(true);
    expect(feed(state, C, { side: 'new' })).toEqual([C.id]);
    expect(state).toMatchObject({ resyncs: 0, dropped: 2 });
  });

  test('new ahead: it waits for what the old one still brings, and then goes on at once', () => {
    const state = begin('chain');
    feed(state, A, { side: 'old' });
    openNew(state);
    expect(feed(state, C, { side: 'new' })).toEqual([]);
    expect(feed(state, D, { side: 'new' })).toEqual([]);
    expect(feed(state, B, { side: 'old' })).toEqual([B.id, C.id, D.id]);
    expect(notHandedOver(state, CALM)).toEqual([]);
    expect(feed(state, C, { side: 'old' })).toEqual([]);
    expect(state.resyncs).toBe(0);
  });

  test('the new socket’s first message follows directly: nobody waits', () => {
    const state = begin('chain');
    feed(state, A, { side: 'old' });
    openNew(state);
    expect(feed(state, B, { side: 'new' })).toEqual([B.id]);
    expect(notHandedOver(state, CALM)).toEqual([]);
  });

  test('what one socket lost the other fills', () => {
    const state = begin('chain');
    feed(state, A, { side: 'old' });
    openNew(state);
    feed(state, A, { side: 'new' });
    expect(feed(state, C, { side: 'old' })).toEqual([]);
    expect(feed(state, B, { side: 'new' })).toEqual([B.id, C.id]);
    expect(state.resyncs).toBe(0);
  });

  test('what both lost is a counted resync', () => {
    const state = begin('chain');
    feed(state, A, { side: 'old' });
    openNew(state);
    feed(state, A, { side: 'new' });
    expect(feed(state, C, { side: 'old' })).toEqual([]);
    expect(feed(state, C, { side: 'new' })).toEqual([C.id]);
    expect(state.resyncs).toBe(1);
  });

  test('a hole that nobody fills in time is let go and counted', () => {
    const state = begin('chain');
    feed(state, A, { side: 'old', nowUs: 1 });
    openNew(state);
    feed(state, C, { side: 'new', nowUs: 5 });
    expect(releaseHeld(state, 5)).toEqual([]);
    expect(releaseHeld(state, 6)).toEqual([C.id]);
    expect(state.resyncs).toBe(1);
    // What comes late is stored late, once.
    expect(feed(state, B, { side: 'old', nowUs: 7 })).toEqual([B.id]);
    expect(feed(state, B, { side: 'new', nowUs: 8 })).toEqual([]);
  });

  test('what a socket repeats of its own is stored as it would be without a roll-over', () => {
    const state = initRollover<number>({ sequences: ['chain'], lasts: [B.id] });
    expect(feed(state, A, { side: 'old' })).toEqual([A.id]);
    openNew(state);
    expect(feed(state, B, { side: 'new' })).toEqual([]);
    expect(feed(state, C, { side: 'new' })).toEqual([C.id]);
  });

  test('a message of the new socket from before the old one’s first is a repeat', () => {
    const state = begin('chain');
    openNew(state);
    expect(feed(state, A, { side: 'new' })).toEqual([]);
    expect(feed(state, C, { side: 'old' })).toEqual([C.id]);
    expect(state).toMatchObject({ resyncs: 0, dropped: 1 });
  });

  test('the old socket dies: what the new one has is stored, and the hole is counted', () => {
    const state = begin('chain');
    feed(state, A, { side: 'old' });
    openNew(state);
    feed(state, C, { side: 'new' });
    expect(notHandedOver(state, CALM)).toEqual([0]);
    expect(endSide(state, 'old')).toEqual([C.id]);
    expect(state.resyncs).toBe(1);
  });

  test('the new socket dies: what it had ahead comes again from the old one', () => {
    const state = begin('chain');
    feed(state, A, { side: 'old' });
    openNew(state);
    feed(state, C, { side: 'new' });
    expect(endSide(state, 'new')).toEqual([]);
    expect(feed(state, B, { side: 'old' })).toEqual([B.id]);
    expect(feed(state, C, { side: 'old' })).toEqual([C.id]);
    expect(state.resyncs).toBe(0);
  });

  test('too many held messages are let go', () => {
    const state = initRollover<number>({ sequences: ['chain'], lasts: [null], maxHeld: 1 });
    feed(state, A, { side: 'old' });
    openNew(state);
    expect(feed(state, C, { side: 'new' })).toEqual([]);
    expect(feed(state, E, { side: 'new' })).toEqual([C.id, E.id]);
    expect(state).toMatchObject({ resyncs: 2, heldNow: 0, heldMax: 2 });
  });
});

describe('ids that only rise', () => {
  test('the new socket waits until the old one has passed its first message', () => {
    const state = begin('ordered');
    feed(state, A, { side: 'old' });
    openNew(state);
    expect(feed(state, C, { side: 'new' })).toEqual([]);
    expect(feed(state, D, { side: 'new' })).toEqual([]);
    expect(feed(state, B, { side: 'old' })).toEqual([B.id]);
    expect(feed(state, C, { side: 'old' })).toEqual([C.id, D.id]);
    expect(notHandedOver(state, CALM)).toEqual([]);
    expect(feed(state, D, { side: 'old' })).toEqual([]);
    expect(feed(state, E, { side: 'new' })).toEqual([E.id]);
    expect(state.resyncs).toBe(0);
  });
});

describe('messages without ids', () => {
  test('the n-th copy from one socket is the n-th copy from the other', () => {
    const state = begin('bytes');
    openNew(state);
    expect(feed(state, A, { side: 'old' })).toEqual([A.id]);
    expect(feed(state, A, { side: 'old' })).toEqual([A.id]);
    expect(feed(state, A, { side: 'new' })).toEqual([]);
    expect(feed(state, A, { side: 'new' })).toEqual([]);
    expect(feed(state, A, { side: 'new' })).toEqual([A.id]);
    expect(feed(state, B, { side: 'new' })).toEqual([B.id]);
    expect(feed(state, B, { side: 'old' })).toEqual([]);
  });
});

describe('when it is over', () => {
  test('a stream on which nothing happens is handed over after a while: quiet is not a gap', () => {
    const state = begin('chain', 'bytes');
    openNew(state);
    expect(notHandedOver(state, { nowUs: 10, ackedUs: 6, quietUs: 5 })).toEqual([0, 1]);
    expect(notHandedOver(state, { nowUs: 11, ackedUs: 6, quietUs: 5 })).toEqual([]);
  });

  test('a stream on which only the old socket speaks is not handed over, and the new socket counts as silent', () => {
    const state = begin('chain');
    openNew(state);
    feed(state, A, { side: 'old', nowUs: 10 });
    expect(notHandedOver(state, { nowUs: 11, ackedUs: 0, quietUs: 5 })).toEqual([0]);
    expect(isNewSilent(state)).toBe(true);
    feed(state, A, { side: 'new', nowUs: 11 });
    expect(isNewSilent(state)).toBe(false);
  });
});

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
