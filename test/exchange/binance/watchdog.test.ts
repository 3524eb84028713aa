// Silence: acknowledged but silent, went silent, quiet that is no gap.

import { describe, expect, test } from 'vitest';
import {
  DEFAULT_SILENCE,
  describeSilence,
  findSilent,
  forgive,
  initWatchdog,
  isAllSilent,
  markAcked,
  markHeard,
  rearmAll,
  silenceLimitMs,
  silentStreams,
} from '../../../src/exchange/binance/watchdog.js';

const S = 1_000_000;
const T0 = 1_700_000_000 * S;
const NAMES = ['btcusdt@depth@100ms', 'btcusdt@aggTrade', 'btcusdt@forceOrder'];
const start = () => {
  const state = initWatchdog(NAMES, DEFAULT_SILENCE);
  NAMES.forEach((_, index) => markAcked(state, index, T0));
  return state;
};
const kindsAt = (state: ReturnType<typeof start>, nowUs: number) =>
  findSilent(state, nowUs).map(({ stream, kind }) => [stream, kind]);

describe('limits by kind', () => {
  test.each([
    ['ethusdt@depth@100ms', 10_000],
    ['ethusdt@bookTicker', 30_000],
    ['ethusdt@aggTrade', 300_000],
    ['ethusdt@trade', 300_000],
    ['ethusdt@markPrice@1s', 10_000],
    ['ethusdt@forceOrder', null],
  ])('%s: %s ms', (stream, limitMs) => {
    expect(silenceLimitMs(stream, DEFAULT_SILENCE)).toBe(limitMs);
  });
});

describe('findings', () => {
  test('nothing is expected before the acknowledgement', () => {
    expect(findSilent(initWatchdog(NAMES, DEFAULT_SILENCE), T0 + 1000 * S)).toEqual([]);
  });

  test('acknowledged but silent', () => {
    const state = start();
    expect(kindsAt(state, T0 + 10 * S)).toEqual([]);
    const [found] = findSilent(state, T0 + 12 * S);
    expect(found).toMatchObject({ stream: NAMES[0], kind: 'acknowledged_but_silent', sinceUs: T0 });
    expect(describeSilence(found!, T0 + 12 * S)).toBe(
      'btcusdt@depth@100ms: acknowledged 12 s ago, but no message came',
    );
  });

  test('went silent', () => {
    const state = start();
    markHeard(state, 0, T0 + 5 * S);
    expect(kindsAt(state, T0 + 15 * S)).toEqual([]);
    expect(kindsAt(state, T0 + 16 * S)).toEqual([[NAMES[0], 'went_silent']]);
  });

  test('rare trades and liquidations are quiet, not silent', () => {
    const state = start();
    markHeard(state, 0, T0 + 300 * S);
    expect(kindsAt(state, T0 + 300 * S)).toEqual([]);
  });

  test('one finding for each silence; then twice the time, until a message comes', () => {
    const state = start();
    expect(kindsAt(state, T0 + 11 * S)).toHaveLength(1);
    expect(kindsAt(state, T0 + 60 * S)).toEqual([]);
    markAcked(state, 0, T0 + 60 * S);
    expect(kindsAt(state, T0 + 79 * S)).toEqual([]);
    expect(kindsAt(state, T0 + 81 * S)).toHaveLength(1);
    expect(silentStreams(state)).toEqual([NAMES[0]]);
    markHeard(state, 0, T0 + 90 * S);
    expect(silentStreams(state)).toEqual([]);
    expect(kindsAt(state, T0 + 101 * S)).toHaveLength(1);
  });

  test('all that can be silent are: it is the connection', () => {
    const state = start();
    findSilent(state, T0 + 11 * S);
    expect(isAllSilent(state)).toBe(false);
    findSilent(state, T0 + 301 * S);
    expect(isAllSilent(state)).toBe(true);
    expect(isAllSilent(initWatchdog(['btcusdt@forceOrder'], DEFAULT_SILENCE))).toBe(false);
  });

  test('time in which we did not listen is nobody’s silence; a new socket begins anew', () => {
    const state = start();
    markHeard(state, 1, T0);
    forgive(state, T0 + 400 * S);
    expect(kindsAt(state, T0 + 405 * S)).toEqual([]);
    rearmAll(state);
    expect(kindsAt(state, T0 + 9000 * S)).toEqual([]);
  });
});

test('a checkpoint in the middle equals the uninterrupted run', () => {
  const play = (copyAt: number) => {
    let state = start();
    const seen: unknown[] = [];
    for (let i = 0; i < 500; i++) {
      if (i === copyAt) state = structuredClone(state);
      if (i % 37 === 0) markHeard(state, i % 3, T0 + i * S);
      if (i % 90 === 0) markAcked(state, 0, T0 + i * S);
      seen.push(findSilent(state, T0 + i * S));
    }
    return seen;
  };
  expect(play(250)).toEqual(play(-1));
});
