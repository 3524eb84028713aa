// Realised volatility and bipower variation against adding up returns.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bipowerVolatility,
  clearRealisedVolatility,
  initRealisedVolatility,
  parkinsonVolatility,
  realisedVolatility,
  stepRealisedVolatility,
} from '../../../src/core/stats/realised-volatility.js';

const SPANS = [300, 1000];

describe('named facts', () => {
  test('returns of 1 %, −1 %, 0: √(2)·1 %; a jump alone has no bipower variation', () => {
    const state = initRealisedVolatility([400]);
    [1, 1, Math.exp(0.01), 1, 1].forEach((price, i) => stepRealisedVolatility(state, price, 100 * i));
    expect(realisedVolatility(state, 0)).toBeCloseTo(Math.sqrt(2) * 0.01, 12);
    expect(bipowerVolatility(state, 0)).toBeCloseTo(Math.sqrt((Math.PI / 2) * 0.0001), 12);
    const jump = initRealisedVolatility([400]);
    [1, 1, 2, 2, 2].forEach((price, i) => stepRealisedVolatility(jump, price, 100 * i));
    expect([realisedVolatility(jump, 0), bipowerVolatility(jump, 0)]).toEqual([Math.log(2), 0]);
  });

  test('null until the path is as long as the span; a resting price has volatility 0', () => {
    const state = initRealisedVolatility(SPANS);
    for (let t = 0; t <= 1000; t += 100) {
      stepRealisedVolatility(state, 7, t);
      expect(realisedVolatility(state, 0)).toBe(t >= 300 ? 0 : null);
      expect(bipowerVolatility(state, 1)).toBe(t >= 1000 ? 0 : null);
    }
  });

  test('Parkinson: ln(high/low) by √(4·ln 2); none where the price rested', () => {
    expect(parkinsonVolatility(Math.exp(0.01), 1)).toBeCloseTo(0.01 / Math.sqrt(4 * Math.log(2)), 14);
    expect(parkinsonVolatility(7, 7)).toBe(0);
  });

  test('no return spans a break', () => {
    const state = initRealisedVolatility([100]);
    stepRealisedVolatility(state, 1, 0);
    stepRealisedVolatility(state, 2, 100);
    clearRealisedVolatility(state);
    expect(realisedVolatility(state, 0)).toBeNull();
    stepRealisedVolatility(state, 9, 200);
    stepRealisedVolatility(state, 9, 300);
    expect(realisedVolatility(state, 0)).toBe(0);
  });

  test('what a jump leaves behind is exactly nothing', () => {
    const state = initRealisedVolatility([300]);
    [100, 900, 100, 100, 100, 100, 100].forEach((price, i) => stepRealisedVolatility(state, price, 100 * i));
    expect([realisedVolatility(state, 0), bipowerVolatility(state, 0)]).toEqual([0, 0]);
  });
});

const path = fc.array(fc.tuple(fc.integer({ min: 1, max: 250 }), fc.integer({ min: 900, max: 1100 })), {
  maxLength: 60,
});

test('equals sums over the whole returns within the span, in any unit of price', () => {
  fc.assert(
    fc.property(path, fc.constantFrom(1, 0.01, 8), (list, unit) => {
      const state = initRealisedVolatility(SPANS);
      const points: { time: number; price: number }[] = [];
      let time = 0;
      for (const [wait, price] of list) {
        time += wait;
        stepRealisedVolatility(state, price * unit, time);
        points.push({ time, price });
        SPANS.forEach((span, k) => {
          const size = (i: number) => Math.abs(Math.log(points[i]!.price / points[i - 1]!.price));
          let squares = 0;
          let products = 0;
          points.forEach((_, i) => {
            if (i >= 1 && points[i - 1]!.time >= time - span) squares += size(i) * size(i);
            if (i >= 2 && points[i - 2]!.time >= time - span) products += size(i) * size(i - 1);
          });
          if (time - points[0]!.time < span) expect(realisedVolatility(state, k)).toBeNull();
          else {
            expect(realisedVolatility(state, k)).toBeCloseTo(Math.sqrt(squares), 10);
            expect(bipowerVolatility(state, k)).toBeCloseTo(Math.sqrt((Math.PI / 2) * products), 10);
          }
        });
      }
    }),
  );
});

test('a checkpoint in the middle equals the uninterrupted run', () => {
  fc.assert(
    fc.property(path, fc.nat(60), (list, cut) => {
      const whole = initRealisedVolatility(SPANS);
      let resumed = initRealisedVolatility(SPANS);
      let time = 0;
      list.forEach(([wait, price], i) => {
        time += wait;
        if (i === cut) resumed = structuredClone(resumed);
        for (const state of [whole, resumed]) stepRealisedVolatility(state, price, time);
        expect(realisedVolatility(resumed, 0)).toEqual(realisedVolatility(whole, 0));
      });
    }),
  );
});
