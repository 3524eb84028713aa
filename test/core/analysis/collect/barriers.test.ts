// Triple-barrier outcomes in the stream against the plain definition on the whole path.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { barrierList, initBarriers, settleBarrier } from '../../../../src/core/analysis/collect/barriers.js';
import {
  initCollector,
  finishCollector,
  pushDecision,
  pushQuote,
} from '../../../../src/core/analysis/collect/collector.js';
import { initQuoteRing, pushQuoteRing } from '../../../../src/core/analysis/collect/quote-ring.js';
import { firstTouch } from '../../../../src/core/analysis/triple-barrier.js';
import { planOf, spec } from '../../../support/study-plans.js';

const S = 1_000_000;

/** Mid 2·ticks at whole seconds; null: unreadable. */
function ringOf(mids: readonly (number | null)[]) {
  const quotes = initQuoteRing(1_000 * S);
  mids.forEach((mid, k) =>
    pushQuoteRing(
      quotes,
      k * S,
      mid === null ? null : { bidTicks: mid - 1, askTicks: mid + 1, bidLots: 1, askLots: 1 },
    ),
  );
  return quotes;
}

function settled(mids: readonly (number | null)[], side: number, barriers = { up: 1, down: 1 }) {
  const state = initBarriers(16);
  const horizonUs = (mids.length - 1) * S;
  // One deviation over the horizon is 100 bp.
  const secondVariance = 10_000 / (mids.length - 1);
  const one = { entryUs: 0, horizonUs, side, secondVariance, entry: 0, exit: mids.length - 1 };
  settleBarrier(state, { quotes: ringOf(mids), barriers }, one);
  const { touch, touchUs, y, widthBp, entryUs } = barrierList(state);
  return { touch: touch[0], atS: ((touchUs[0] as number) - (entryUs[0] as number)) / S, y: y[0], widthBp: widthBp[0] };
}

describe('the first touch', () => {
  test('a gain of a long', () => {
    const found = settled([10_000, 10_050, 10_101, 9_000], 1);
    expect(found).toMatchObject({ touch: 1, atS: 2 });
    expect(found.y).toBeCloseTo(Math.log(1.0101) * 1e4, 9);
    expect(found.widthBp).toBeCloseTo(100, 9);
  });

  test('the same path is a loss of a short', () => {
    const found = settled([10_000, 10_050, 10_101, 9_000], -1);
    expect(found).toMatchObject({ touch: -1, atS: 2 });
    expect(found.y).toBeCloseTo(-Math.log(1.0101) * 1e4, 9);
  });

  test('neither: the return at the end of the horizon', () => {
    const found = settled([10_000, 10_050, 9_960, 9_990], 1);
    expect(found).toMatchObject({ touch: 0, atS: 3 });
    expect(found.y).toBeCloseTo(Math.log(0.999) * 1e4, 9);
  });

  test('a price that stands still ties', () => {
    expect(settled([10_000, 10_000, 10_000], 1)).toMatchObject({ touch: 0, y: 0 });
  });

  test('gain and loss of different widths turn with the side', () => {
    const wide = { up: 3, down: 0.5 };
    expect(settled([10_000, 9_940, 10_400], 1, wide)).toMatchObject({ touch: -1, atS: 1 });
    expect(settled([10_000, 9_940, 9_600], -1, wide)).toMatchObject({ touch: 1, atS: 2 });
    expect(settled([10_000, 10_060, 9_600], -1, wide)).toMatchObject({ touch: -1, atS: 1 });
  });

  test('quotes that cannot be read are passed over', () => {
    expect(settled([10_000, null, 10_200], 1)).toMatchObject({ touch: 1, atS: 2 });
  });

  test('without a known volatility there are no barriers', () => {
    const state = initBarriers(16);
    const on = { quotes: ringOf([10_000, 10_100, 10_200]), barriers: { up: 1, down: 1 } };
    const one = { entryUs: 0, horizonUs: 2 * S, side: 1, secondVariance: NaN, entry: 0, exit: 2 };
    settleBarrier(state, on, one);
    settleBarrier(state, on, { ...one, secondVariance: 0 });
    expect(barrierList(state)).toMatchObject({ seen: 0, unset: 2, touch: new Int8Array(0) });
  });
});

test('equals the definition on the whole path', () => {
  const steps = fc.array(fc.integer({ min: -60, max: 60 }), { minLength: 3, maxLength: 60 });
  fc.assert(
    fc.property(steps, fc.constantFrom(1, -1), fc.double({ min: 0.1, max: 3, noNaN: true }), (moves, side, width) => {
      const mids = [100_000];
      for (const move of moves) mids.push((mids.at(-1) as number) + move);
      const found = settled(mids, side, { up: width, down: 2 * width });
      const times = mids.map((_, k) => k * S);
      const bp = (multiple: number): number => (multiple * 100) / 1e4;
      const [gain, loss] = [bp(width), bp(2 * width)];
      const plain = firstTouch({ times, prices: mids }, 0, {
        up: Math.expm1(side > 0 ? gain : loss),
        down: -Math.expm1(side > 0 ? -loss : -gain),
        vertical: (mids.length - 1) * S,
      });
      const label = plain?.label ?? 0;
      expect(found.touch).toBe(label === 0 ? 0 : label * side);
      expect(found.atS).toBe((plain?.time ?? NaN) / S);
      expect(found.y).toBeCloseTo(side * Math.log1p(plain?.change ?? NaN) * 1e4, 6);
    }),
  );
});

describe('in the collector', () => {
  const plan = planOf({
    signals: [spec('a', 'primary'), spec('b')],
    horizonsUs: [10 * S],
    primaryUs: 10 * S,
    latencyUs: 1_000,
  });

  /** A zigzag of 10 bp a second for two minutes, then a decision, then a rise. */
  function collected(decideS: number) {
    const collector = initCollector(plan);
    const quote = (mid: number) => ({ bidTicks: mid - 1, askTicks: mid + 1, bidLots: 1, askLots: 1 });
    for (let second = 0; second <= 150; second++) {
      const rise = Math.max(0, second - decideS) * 20;
      pushQuote(collector, second * S, quote(10_000 + (second % 2) * 10 + rise));
      const side = second === decideS ? 1 : 0;
      const values = Float64Array.from([side, side]);
      pushDecision(collector, second * S + 500_000, { values, sides: Int8Array.from([side, side]) });
    }
    return finishCollector(collector).lanes[0]?.barriers;
  }

  test('widths come from the seconds before, outcomes from those after', () => {
    const [list, other] = collected(120) ?? [];
    expect(other).toBeNull();
    expect(list).toMatchObject({ seen: 1, unset: 0, touch: Int8Array.from([1]) });
    // Each second moves by ten ticks of 10,000, 9.99 bp: its variance over ten seconds.
    expect(list?.widthBp[0]).toBeCloseTo(Math.sqrt(10) * 9.995, 1);
    expect(list?.entryUs[0]).toBe(120 * S + 501_000);
    // 31.6 bp or more: +20 a second and the zigzag give 30 − 0 = 30 after one and 40 after two seconds.
    expect(list?.touchUs[0]).toBe(122 * S);
  });

  test('before a minute of seconds was seen there are none', () => {
    expect(collected(50)?.[0]).toMatchObject({ seen: 0, unset: 1 });
  });
});
