// Running sums of flow: the published notional sum, restarts, rows that are not whole.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addRunningFlow,
  clearRunningFlow,
  initRunningFlow,
  runningTotal,
  takeRowFlow,
} from '../../../src/core/flow/running-flow.js';
import { PUBLISHED_STEP, PUBLISHED_TICK, SEVEN_TRADES, anyTrades, mirrored } from './takers.js';

const DAY = 86_400_000_000;

describe('named facts', () => {
  test('published trades: Σ δ·p = 250.25', () => {
    const state = initRunningFlow(DAY);
    for (const { timeUs, priceTicks, lots, side } of SEVEN_TRADES)
      addRunningFlow(state, side * lots * priceTicks, timeUs);
    expect(runningTotal(state, 4_000_000)! * PUBLISHED_TICK * PUBLISHED_STEP).toBeCloseTo(250.25, 10);
  });

  test('nothing is known before the first trade; a row that it lies in is not whole', () => {
    const state = initRunningFlow(DAY);
    expect([runningTotal(state, 1), takeRowFlow(state)]).toEqual([null, null]);
    addRunningFlow(state, 5, 2);
    expect([runningTotal(state, 3), takeRowFlow(state)]).toEqual([5, null]);
    addRunningFlow(state, -2, 4);
    expect([runningTotal(state, 5), takeRowFlow(state), takeRowFlow(state)]).toEqual([3, -2, 0]);
    clearRunningFlow(state);
    expect(state).toEqual(initRunningFlow(DAY));
  });

  test('the sum restarts at whole multiples of the period, with a trade or without; the row does not', () => {
    const state = initRunningFlow(DAY);
    takeRowFlow(state);
    addRunningFlow(state, 5, DAY - 1);
    expect(runningTotal(state, DAY - 1)).toBe(5);
    expect(runningTotal(state, DAY)).toBe(0);
    addRunningFlow(state, 2, 2 * DAY);
    expect(state).toMatchObject({ total: 2, row: 7 });
  });

  test.each([0, -1, NaN])('a restart every %d µs is refused', (period) => {
    expect(() => initRunningFlow(period)).toThrow(RangeError);
  });
});

test('buyers and sellers changed over: the opposite sum; a checkpoint goes on the same', () => {
  fc.assert(
    fc.property(anyTrades, fc.nat(60), (trades, cut) => {
      let state = initRunningFlow(1000);
      const other = initRunningFlow(1000);
      const mirror = mirrored(trades);
      trades.forEach(({ timeUs, lots, side }, i) => {
        if (i === cut) state = structuredClone(state);
        addRunningFlow(state, side * lots, timeUs);
        addRunningFlow(other, mirror[i]!.side * lots, timeUs);
        expect(runningTotal(state, timeUs)).toBe(0 - runningTotal(other, timeUs)!);
        const period = trades.slice(0, i + 1).filter((t) => Math.floor(t.timeUs / 1000) === Math.floor(timeUs / 1000));
        expect(state.total).toBe(period.reduce((sum, t) => sum + t.side * t.lots, 0));
      });
    }),
  );
});
