// Handing over between two sockets: the output equals the true sequence, whichever runs ahead.

import { describe, expect, test } from 'vitest';
import {
  endSide,
  initRollover,
  isNewSilent,
  isSettled,
  notHandedOver,
  openNew,
  releaseHeld,
} from '../../../src/exchange/binance/rollover.js';
import { CALM, type True, begin, feed, truth } from '../../support/hand-over-feeding.js';

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
