// Bars between rows: where they begin and end, and which are not whole.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addToMidBar, clearMidBar, initMidBar, stepMidBar } from '../../../src/core/flow/mid-bar.js';

const trade = (side: 1 | -1, lots: number, priceTicks = 10) => ({ timeUs: 0, priceTicks, lots, side });

describe('named facts', () => {
  test('rows every 100, bars of 300: mid change and signed volume of rows 300 to 600', () => {
    const state = initMidBar(300);
    addToMidBar(state, trade(1, 99));
    const ends = [200, 300, 400, 500, 600, 700].map((time) => {
      const closed = stepMidBar(state, time, 2000 + time);
      addToMidBar(state, trade(time === 400 ? -1 : 1, time / 100));
      return closed;
    });
    expect(ends).toEqual([false, false, false, false, true, false]);
    expect(state).toMatchObject({
      closedStartMid2: 2300,
      closedMid2: 2600,
      closedSignedLots: 3 - 4 + 5,
      closedTickLots: 120,
    });
  });

  test('a first row on an edge begins a bar at once, if trades have been seen', () => {
    const seen = initMidBar(300);
    addToMidBar(seen, trade(1, 1));
    expect([stepMidBar(seen, 300, 7), stepMidBar(seen, 600, 9)]).toEqual([false, true]);
    const unseen = initMidBar(300);
    expect([stepMidBar(unseen, 300, 7), stepMidBar(unseen, 600, 9)]).toEqual([false, false]);
  });

  test('rows longer than a bar: every row is one', () => {
    const state = initMidBar(1);
    addToMidBar(state, trade(1, 1));
    expect([100, 200, 300].map((time) => stepMidBar(state, time, time))).toEqual([false, true, true]);
  });

  test('no bar without both its mids, none across a break', () => {
    const state = initMidBar(100);
    addToMidBar(state, trade(1, 1));
    const mids = [5, null, 5, 5];
    expect(mids.map((mid, i) => stepMidBar(state, 100 * (i + 1), mid))).toEqual([false, false, false, true]);
    clearMidBar(state);
    expect(stepMidBar(state, 500, 5)).toBe(false);
    expect(() => initMidBar(0)).toThrow(RangeError);
  });
});

test('changes of whole bars add up to that of the mid; a checkpoint goes on the same', () => {
  const row = fc.record({
    wait: fc.integer({ min: 1, max: 400 }),
    mid2: fc.integer({ min: 1, max: 99 }),
    lots: fc.nat(9),
  });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 40 }), fc.nat(40), (rows, cut) => {
      let state = initMidBar(250);
      addToMidBar(state, trade(1, 1));
      let time = 0;
      let begin: number | null = null;
      let sum = 0;
      rows.forEach(({ wait, mid2, lots }, i) => {
        if (i === cut) state = structuredClone(state);
        time += wait;
        if (lots > 0) addToMidBar(state, trade(1, lots));
        const isEdge = i > 0 && Math.floor(time / 250) > Math.floor((time - wait) / 250);
        const closed = stepMidBar(state, time, mid2);
        if (closed) sum += state.closedMid2 - state.closedStartMid2;
        if (begin !== null && isEdge) expect(sum).toBe(mid2 - begin);
        if (isEdge || (i === 0 && time % 250 === 0)) begin ??= mid2;
      });
    }),
  );
});
