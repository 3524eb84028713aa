// Request weight: the minute's budget, its reserve, and pauses as long as the exchange asks.

import { describe, expect, test } from 'vitest';
import {
  type BudgetState,
  DEFAULT_BUDGET,
  US_PER_MINUTE,
  allowedAt,
  initBudget,
  noteAnswer,
  pauseAt,
  steadyNow,
  takeWeight,
} from '../../../src/exchange/binance/weight-budget.js';

const T0 = 28_000_000 * US_PER_MINUTE + 5_000_000;
const SECOND = 1_000_000;
const bulk = { weight: 20, purpose: 'bulk' } as const;
const urgent = { weight: 20, purpose: 'urgent' } as const;

interface Reply {
  readonly status?: number | null;
  readonly headers?: Record<string, string>;
  readonly text?: string;
  readonly sentUs?: number;
}

const answer = (state: BudgetState, nowUs: number, { status = 200, headers = {}, text = '', sentUs = nowUs }: Reply) =>
  noteAnswer(state, { weight: 20, sentUs, status, headers, text }, nowUs);

describe('a minute', () => {
  test('bulk requests leave the reserve, urgent ones use it, then both wait for the next minute', () => {
    const state = initBudget();
    for (let i = 0; i < 108; i++) {
      expect(allowedAt(state, bulk, T0)).toBe(T0);
      takeWeight(state, 20, T0);
    }
    const next = 28_000_001 * US_PER_MINUTE + 500_000;
    expect(allowedAt(state, bulk, T0)).toBe(next);
    for (let i = 0; i < 12; i++) {
      expect(allowedAt(state, urgent, T0)).toBe(T0);
      takeWeight(state, 20, T0);
    }
    expect(allowedAt(state, urgent, T0)).toBe(next);
    for (let i = 0; i < 120; i++) answer(state, T0, {});
    expect(allowedAt(state, bulk, next)).toBe(next);
  });

  test('500 books cost less than five minutes with the reserve kept', () => {
    const state = initBudget();
    let now = T0;
    for (let i = 0; i < 500; i++) {
      now = allowedAt(state, bulk, now);
      takeWeight(state, 20, now);
      answer(state, now, {});
    }
    expect(now - T0).toBeLessThan(5 * US_PER_MINUTE);
  });

  test('the exchange’s count goes before ours: others share the address', () => {
    const state = initBudget();
    takeWeight(state, 20, T0);
    takeWeight(state, 20, T0);
    answer(state, T0, { headers: { 'x-mbx-used-weight-1m': '2350' } });
    expect(state).toMatchObject({ used: 2370, inFlight: 20 });
    expect(allowedAt(state, bulk, T0)).toBeGreaterThan(T0);
  });

  test('an answer from the minute before does not fill the new one', () => {
    const state = initBudget();
    takeWeight(state, 20, T0);
    const later = T0 + US_PER_MINUTE;
    answer(state, later, { headers: { 'x-mbx-used-weight-1m': '2400' }, sentUs: T0 });
    expect(allowedAt(state, bulk, later)).toBe(later);
  });
});

test('minutes are those of the exchange, pauses those of a clock that nobody sets', () => {
  const state = initBudget();
  const clock = { nowUs: () => T0, steadyUs: () => 5 * SECOND };
  expect(steadyNow(state, clock)).toBe(5 * SECOND);
  const intoMinuteUs = T0 % US_PER_MINUTE;
  takeWeight(state, state.weightPerMinute, 5 * SECOND);
  const nextUs = allowedAt(state, urgent, 5 * SECOND);
  expect(nextUs - 5 * SECOND).toBe(US_PER_MINUTE - intoMinuteUs + 500_000);
  answer(state, 5 * SECOND, { status: 429, headers: { 'retry-after': '600' } });
  steadyNow(state, { ...clock, nowUs: () => T0 + 3_600 * SECOND });
  expect(pauseAt(state, 6 * SECOND)).toEqual({ untilUs: 605 * SECOND, status: 429 });
});

describe('pauses', () => {
  test.each<[string, Reply, number]>([
    ['429 without a time: a minute', { status: 429 }, 60],
    ['429 with Retry-After', { status: 429, headers: { 'retry-after': '7' } }, 7],
    ['418 without a time: two minutes', { status: 418 }, 120],
    ['418 with Retry-After', { status: 418, headers: { 'retry-after': '259200' } }, 259_200],
    ['418 for ever: twenty days', { status: 418, headers: { 'retry-after': '9'.repeat(400) } }, 1_728_000],
  ])('%s', (_, reply, seconds) => {
    const state = initBudget();
    takeWeight(state, 20, T0);
    answer(state, T0, reply);
    expect(allowedAt(state, urgent, T0 + 1)).toBe(T0 + seconds * SECOND);
    expect(pauseAt(state, T0 + seconds * SECOND - 1)?.status).toBe(reply.status);
    expect(pauseAt(state, T0 + seconds * SECOND)).toBeNull();
  });

  test('a ban says in words until when', () => {
    const state = initBudget();
    const untilMs = T0 / 1000 + 600_000;
    answer(state, T0, {
      status: 418,
      text: `{"code":-1003,"msg":"Way too many requests; IP banned until ${untilMs}."}`,
    });
    expect(pauseAt(state, T0)).toEqual({ untilUs: untilMs * 1000, status: 418 });
  });

  test('guesses double while 429 goes on, up to a limit; a good answer ends that', () => {
    const state = initBudget({ ...DEFAULT_BUDGET, maxPauseMs: 150_000 });
    const lengths = [0, 1, 2].map(() => {
      const nowUs = state.pause?.untilUs ?? T0;
      answer(state, nowUs, { status: 429 });
      return ((state.pause?.untilUs ?? 0) - nowUs) / SECOND;
    });
    expect(lengths).toEqual([60, 120, 150]);
    answer(state, T0, {});
    expect(state.refusals).toBe(0);
  });

  test('a shorter pause does not end a longer one', () => {
    const state = initBudget();
    answer(state, T0, { status: 418, headers: { 'retry-after': '600' } });
    answer(state, T0, { status: 429, headers: { 'retry-after': '1' } });
    expect(pauseAt(state, T0 + 2 * SECOND)?.status).toBe(418);
  });
});

test('a checkpoint in the middle equals the uninterrupted run', () => {
  const play = (copyAt: number) => {
    let state = initBudget();
    const seen: number[] = [];
    for (let i = 0; i < 400; i++) {
      if (i === copyAt) state = structuredClone(state);
      const now = allowedAt(state, i % 3 === 0 ? urgent : bulk, T0 + i * SECOND);
      takeWeight(state, 20, now);
      if (i % 2 === 0) answer(state, now, { status: i % 50 === 0 ? 429 : 200 });
      seen.push(now, state.used);
    }
    return seen;
  };
  expect(play(200)).toEqual(play(-1));
});
