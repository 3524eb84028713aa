// Moments that are the turns of a price: held against a plain search over the whole path.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ForesightState,
  breakForesight,
  finishForesight,
  foresightControl,
  foresightQuote,
  foresightSaid,
  initForesight,
} from '../../../../src/core/analysis/collect/foresight.js';

const H = 10;
type Step = { readonly timeUs: number; readonly mid: number };

/** The mid as of a time, and all that it was within (from, to]. */
const asOf = (path: readonly Step[], timeUs: number): number | null =>
  path.filter((step) => step.timeUs <= timeUs).at(-1)?.mid ?? null;
const within = (path: readonly Step[], from: number, to: number): number[] =>
  path.filter(({ timeUs }) => timeUs > from && timeUs <= to).map(({ mid }) => mid);

interface Said {
  readonly timeUs: number;
  readonly side: 1 | -1;
}

function naive(path: readonly Step[], said: readonly Said[]) {
  const lastUs = path.at(-1)?.timeUs ?? 0;
  const counts = { ends: 0, turns: 0, past: 0, pastHits: 0, n: 0 };
  for (const { timeUs, side } of said) {
    const mid = asOf(path, timeUs);
    if (mid === null || timeUs + H >= lastUs) continue;
    const after = [mid, ...within(path, timeUs, timeUs + H)].map((value) => side * value);
    const before = asOf(path, timeUs - H);
    const isEnd = Math.min(...after) >= side * mid && Math.max(...after) > side * mid;
    const behind = before === null ? null : [before, ...within(path, timeUs - H, timeUs)].map((value) => side * value);
    counts.n++;
    if (isEnd) counts.ends++;
    if (isEnd && behind !== null && Math.min(...behind) >= side * mid) counts.turns++;
    const move = before === null ? 0 : side * (mid - before);
    if (move !== 0) counts.past++;
    if (move > 0) counts.pastHits++;
  }
  return counts;
}

/** Quotes up to and at a time come before what is said at it. */
function run(path: readonly Step[], said: readonly Said[], state = initForesight(H)): ForesightState {
  let next = 0;
  for (const { timeUs, mid } of path) {
    for (; next < said.length && (said[next] as Said).timeUs < timeUs; next++) {
      const one = said[next] as Said;
      foresightSaid(state, one.timeUs, one.side);
    }
    foresightQuote(state, timeUs, mid);
  }
  return state;
}

const paths = fc
  .array(fc.record({ gap: fc.integer({ min: 1, max: 8 }), mid: fc.integer({ min: 95, max: 105 }) }), {
    minLength: 1,
    maxLength: 60,
  })
  .map((steps) => {
    let timeUs = 0;
    return steps.map(({ gap, mid }) => ({ timeUs: (timeUs += gap), mid }));
  });
const lists = fc
  .uniqueArray(fc.integer({ min: 1, max: 300 }), { maxLength: 40 })
  .chain((times) =>
    fc
      .array(fc.constantFrom(1 as const, -1 as const), { minLength: times.length, maxLength: times.length })
      .map((sides) => times.sort((a, b) => a - b).map((timeUs, k) => ({ timeUs, side: sides[k] as 1 | -1 }))),
  );

describe('any path and any list', () => {
  test('gives what a plain search gives', () => {
    fc.assert(
      fc.property(paths, lists, (path, said) => {
        const { ends, turns, past } = finishForesight(run(path, said));
        const expected = naive(path, said);
        expect({ ends, turns, past }).toEqual({
          ends: { hits: expected.ends, n: expected.n },
          turns: { hits: expected.turns, n: expected.n },
          past: { hits: expected.pastHits, n: expected.past },
        });
      }),
    );
  });

  test('goes on from a copy as if nothing had happened', () => {
    fc.assert(
      fc.property(paths, paths, lists, (first, second, said) => {
        const lastUs = first.at(-1)?.timeUs ?? 0;
        const later = second.map(({ timeUs, mid }) => ({ timeUs: timeUs + lastUs, mid }));
        const early = said.filter(({ timeUs }) => timeUs < lastUs);
        const late = said.filter(({ timeUs }) => timeUs >= lastUs);
        const whole = run(later, late, run(first, early));
        const copied = run(later, late, structuredClone(run(first, early)));
        expect(finishForesight(copied)).toEqual(finishForesight(whole));
      }),
    );
  });
});

test('the buy at a low that is not seen again is a turn; one on the way down is not', () => {
  const path = [5, 4, 3, 2, 3, 4, 5, 6, 7, 7, 7, 8].map((mid, k) => ({ timeUs: k * 5, mid }));
  const at = (timeUs: number) => finishForesight(run(path, [{ timeUs, side: 1 }]));
  expect(at(15)).toMatchObject({ ends: { hits: 1, n: 1 }, turns: { hits: 1, n: 1 } });
  expect(at(10)).toMatchObject({ ends: { hits: 0, n: 1 } });
  // The sell at the low is the worst of all.
  expect(finishForesight(run(path, [{ timeUs: 15, side: -1 }]))).toMatchObject({ ends: { hits: 0, n: 1 } });
});

test('nothing spans a break', () => {
  const state = initForesight(H);
  foresightQuote(state, 1, 100);
  foresightSaid(state, 2, 1);
  breakForesight(state);
  foresightQuote(state, 20, 200);
  foresightQuote(state, 40, 300);
  expect(finishForesight(state).ends.n).toBe(0);
});

test('moments that nobody chose are looked at once a horizon, from both sides', () => {
  const state = initForesight(H);
  for (let us = 0; us < 100; us++) {
    foresightQuote(state, us, 100 + (us % 7));
    foresightControl(state, us);
  }
  expect(finishForesight(state).controlEnds.n).toBe(18);
});

test('its memory is that of a horizon', () => {
  const state = initForesight(H);
  for (let us = 0; us < 100_000; us++) {
    foresightQuote(state, us, 1_000 + (us % 97));
    if (us % 3 === 0) foresightSaid(state, us, 1);
  }
  expect(state.waiting.length).toBeLessThan(4_000);
  expect(state.path.timeUs.length).toBeLessThan(4_000);
  expect(state.lows.timeUs.length).toBeLessThan(4_000);
});
