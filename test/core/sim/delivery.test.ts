// Latency and order of arrival.

import { expect, test } from 'vitest';
import {
  type Arrival,
  LEAST_LATENCY_US,
  type Pipe,
  arrivals,
  initDelivery,
  send,
} from '../../../src/core/sim/delivery.js';
import { initRng, nextInt } from '../../../src/core/stats/rng.js';

const PIPES: readonly Pipe[] = ['public', 'public', 'market', 'rest'];
const START_US = 1_000_000;

interface Sent {
  readonly pipe: Pipe;
  readonly sentUs: number;
}

/** 2,000 messages, sent up to 5 ms after they happened; `cut` saves and restores the state in the middle. */
function run(seed: number, cut: boolean): Arrival<Sent>[] {
  const rng = initRng(seed);
  let state = initDelivery<Sent>(seed, START_US);
  const got: Arrival<Sent>[] = [];
  let nowUs = START_US;
  for (let i = 0; i < 2_000; i++) {
    nowUs += nextInt(rng, 4_000);
    const sentUs = nowUs + nextInt(rng, 5_000);
    const pipe = PIPES[nextInt(rng, PIPES.length)] ?? 'public';
    send(state, { sentUs, pipe, item: { pipe, sentUs } });
    got.push(...arrivals(state, nowUs));
    if (cut && i === 1_000) state = structuredClone(state);
  }
  return [...got, ...arrivals(state, Infinity)];
}

test('everything arrives, later than it was sent, in strictly increasing order', () => {
  const got = run(1, false);
  expect(got).toHaveLength(2_000);
  got.forEach((arrival, i) => {
    expect(Number.isInteger(arrival.recvUs)).toBe(true);
    expect(arrival.recvUs - arrival.item.sentUs).toBeGreaterThanOrEqual(LEAST_LATENCY_US);
    expect(arrival.recvUs).toBeGreaterThan(got[i - 1]?.recvUs ?? 0);
  });
});

test('each pipe is first in, first out; different pipes overtake each other', () => {
  const got = run(2, false);
  const sentOf = (pipe: Pipe) => got.filter(({ item }) => item.pipe === pipe).map(({ item }) => item.sentUs);
  for (const pipe of ['public', 'market', 'rest'] as const) {
    expect(sentOf(pipe)).toEqual([...sentOf(pipe)].sort((a, b) => a - b));
  }
  const all = got.map(({ item }) => item.sentUs);
  expect(all).not.toEqual([...all].sort((a, b) => a - b));
});

test('latencies lie mostly between 20 and 80 ms', () => {
  const latencies = run(3, false).map(({ recvUs, item }) => recvUs - item.sentUs);
  const inside = latencies.filter((us) => us >= 20_000 && us <= 80_000).length;
  expect(inside / latencies.length).toBeGreaterThan(0.9);
});

test('a note of the receiver comes after everything sent before it', () => {
  const state = initDelivery<string>(4, START_US);
  send(state, { sentUs: START_US + 10, pipe: 'public', item: 'before' });
  send(state, { sentUs: START_US + 20, pipe: 'control', item: 'note' });
  expect(arrivals(state, Infinity).map(({ item }) => item)).toEqual(['before', 'note']);
});

test('a checkpoint in the middle equals the uninterrupted run', () => {
  expect(run(5, true)).toEqual(run(5, false));
});
