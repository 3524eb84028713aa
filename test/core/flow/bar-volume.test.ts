// The size of volume bars: fixed, or a share of trailing volume in which the trade at hand has no part.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type BarVolumeConfig,
  clearBarVolume,
  initBarVolume,
  stepBarVolume,
} from '../../../src/core/flow/bar-volume.js';
import { anyTrades } from './takers.js';

const CONFIG: BarVolumeConfig = { fixedLots: 0, share: 0.5, trailingUs: 600 };

describe('named facts', () => {
  test('a fixed size is that many whole lots, and at least one', () => {
    for (const [given, lots] of [
      [6, 6],
      [2.4, 2],
      [0.1, 1],
    ] as const) {
      // prettier-ignore
      expect(stepBarVolume(initBarVolume({ ...CONFIG, fixedLots: given }), 5, 7)).toBe(lots);
    }
  });

  test('known once the span has passed since the first trade, whose slice is not whole', () => {
    const state = initBarVolume(CONFIG);
    for (let t = 5; t < 610; t += 10) expect(stepBarVolume(state, 4, t)).toBeNull();
    expect(stepBarVolume(state, 1000, 610)).toBe(120);
    expect(stepBarVolume(state, 4, 619)).toBe(120);
    expect(stepBarVolume(state, 4, 620)).toBe(620);
  });

  test('after a quiet longer than the span the size told last stands', () => {
    const state = initBarVolume(CONFIG);
    for (let t = 0; t < 700; t += 10) stepBarVolume(state, 4, t);
    expect(stepBarVolume(state, 4, 90_000)).toBe(120);
    expect(state.sum).toBe(0);
    expect(stepBarVolume(state, 4, 90_010)).toBe(2);
  });

  test('cleared, it warms up again', () => {
    const state = initBarVolume(CONFIG);
    for (let t = 0; t < 700; t += 10) stepBarVolume(state, 4, t);
    clearBarVolume(state);
    expect(state).toEqual(initBarVolume(CONFIG));
  });

  test.each([{ fixedLots: -1 }, { fixedLots: Infinity }, { share: 0 }, { share: 1.1 }, { trailingUs: 59 }])(
    'refused: %o',
    (part) => {
      expect(() => initBarVolume({ ...CONFIG, ...part })).toThrow(RangeError);
    },
  );
});

test('equals the volume of the sixty whole slices before the trade, whatever came before them', () => {
  fc.assert(
    fc.property(anyTrades, fc.nat(60), (trades, cut) => {
      let state = initBarVolume({ ...CONFIG, trailingUs: 3000 });
      let last: number | null = null;
      trades.forEach((trade, i) => {
        if (i === cut) state = structuredClone(state);
        const open = Math.floor(trade.timeUs / 50);
        const first = Math.floor(trades[0]!.timeUs / 50) + 1;
        const inSpan = (t: { timeUs: number }) =>
          Math.floor(t.timeUs / 50) < open && Math.floor(t.timeUs / 50) >= open - 60;
        const sum = trades.filter(inSpan).reduce((total, t) => total + t.lots, 0);
        if (open - 60 >= first && sum > 0) last = Math.max(1, Math.round(0.5 * sum));
        expect(stepBarVolume(state, trade.lots, trade.timeUs)).toBe(last);
      });
    }),
  );
});
