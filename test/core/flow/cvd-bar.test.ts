// Bars of signed volume: edges, empty bars, breaks.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type CvdBarState,
  addToCvdBar,
  breakCvdBar,
  closeCvdBar,
  closedDeltaLots,
  cvdBarDue,
  initCvdBar,
  openCvdBar,
  stopCvdBar,
} from '../../../src/core/flow/cvd-bar.js';

type Closed = readonly [endUs: number, delta: number | null, buy: number, sell: number, trades: number];

/** Closes what is due at `timeUs`; the closed bars. */
function advance(state: CvdBarState, timeUs: number): Closed[] {
  const bars: Closed[] = [];
  while (cvdBarDue(state, timeUs)) {
    const endUs = state.endUs!;
    closeCvdBar(state);
    bars.push([endUs, closedDeltaLots(state), state.closedBuyLots, state.closedSellLots, state.closedTrades]);
  }
  return bars;
}

describe('named facts', () => {
  test('a trade at the very end of a bar belongs to the next one', () => {
    const state = initCvdBar(100);
    openCvdBar(state, 1000);
    for (const [time, lots] of [
      [1000, 5],
      [1099, -2],
      [1100, 7],
    ] as const) {
      // prettier-ignore
      const bars = advance(state, time);
      if (time === 1100) expect(bars).toEqual([[1100, 3, 5, 2, 2]]);
      addToCvdBar(state, lots);
    }
    expect(advance(state, 1200)).toEqual([[1200, 7, 7, 0, 1]]);
  });

  test('quiet bars are bars: delta 0', () => {
    const state = initCvdBar(100);
    openCvdBar(state, 1000);
    expect(advance(state, 1350)).toEqual([
      [1100, 0, 0, 0, 0],
      [1200, 0, 0, 0, 0],
      [1300, 0, 0, 0, 0],
    ]);
  });

  test('data that begins inside a bar: the first bar has no delta, the next one has', () => {
    const state = initCvdBar(100);
    expect(closedDeltaLots(state)).toBeNull();
    openCvdBar(state, 1001);
    addToCvdBar(state, 4);
    expect(advance(state, 1200).map((bar) => bar[1])).toEqual([null, 0]);
  });

  test('a break inside a bar: what came before is forgotten, and the bar has no delta', () => {
    const state = initCvdBar(100);
    openCvdBar(state, 1000);
    addToCvdBar(state, 4);
    breakCvdBar(state);
    addToCvdBar(state, -9);
    expect(advance(state, 1150)).toEqual([[1100, null, 0, 9, 1]]);
    expect(advance(state, 1200).map((bar) => bar[1])).toEqual([0]);
  });

  test('after a stop no bar is due until data goes on', () => {
    const state = initCvdBar(100);
    expect(cvdBarDue(state, 5000)).toBe(false);
    expect(() => closeCvdBar(state)).toThrow(RangeError);
    openCvdBar(state, 1000);
    stopCvdBar(state);
    expect(advance(state, 9000)).toEqual([]);
    openCvdBar(state, 9050);
    expect(advance(state, 9200).map((bar) => bar[1])).toEqual([null, 0]);
  });

  test('edges are exact at present-day microseconds', () => {
    const state = initCvdBar(100_000);
    const edge = 1_723_161_255_000_000;
    openCvdBar(state, edge - 1);
    expect(state.endUs).toBe(edge);
    openCvdBar(state, edge);
    expect([state.endUs, state.partial]).toEqual([edge + 100_000, false]);
  });

  test.each([0, -5, 1.5])('bars of %d µs are refused', (barUs) => {
    expect(() => initCvdBar(barUs)).toThrow(RangeError);
  });
});

const trades = fc.array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.nat(150)), { maxLength: 40 });

describe('properties', () => {
  test('bars lie end to end and their deltas sum to all volume but the open bar', () => {
    fc.assert(
      fc.property(trades, (list) => {
        const state = initCvdBar(100);
        openCvdBar(state, 1000);
        let time = 1000;
        let total = 0;
        const bars = list.flatMap(([lots, wait]) => {
          const closed = advance(state, (time += wait));
          addToCvdBar(state, lots);
          total += lots;
          return closed;
        });
        bars.forEach((bar, i) => expect(bar[0]).toBe(1100 + 100 * i));
        expect(bars.reduce((sum, bar) => sum + bar[1]!, 0) + state.buyLots - state.sellLots).toBe(total);
      }),
    );
  });

  test('a checkpoint in the middle equals the uninterrupted run', () => {
    fc.assert(
      fc.property(trades, fc.nat(40), (list, cut) => {
        const whole = initCvdBar(100);
        openCvdBar(whole, 1003);
        let resumed = structuredClone(whole);
        let time = 1003;
        list.forEach(([lots, wait], i) => {
          time += wait;
          if (i === cut) resumed = structuredClone(resumed);
          expect(advance(resumed, time)).toEqual(advance(whole, time));
          addToCvdBar(resumed, lots);
          addToCvdBar(whole, lots);
        });
        expect(resumed).toEqual(whole);
      }),
    );
  });
});
