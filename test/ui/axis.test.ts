// Axes: round steps, labels that do not touch, times by the clock of a zone.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  axisLabel,
  axisTicks,
  niceStep,
  stepDecimals,
  timeAxisText,
  timeLabels,
  valueAxis,
} from '../../src/ui/axis.js';
import { textWidth } from '../../src/ui/width.js';

test.each([
  [0.9, 1],
  [1, 1],
  [1.1, 2],
  [3, 5],
  [7, 10],
  [0.03, 0.05],
  [0, 1],
  [Number.NaN, 1],
])('the step from %s on is %s', (least, wanted) => {
  expect(niceStep(least)).toBeCloseTo(wanted, 12);
});

test.each([
  [10, 0],
  [1, 0],
  [0.5, 1],
  [0.05, 2],
  [0.001, 3],
])('a step of %s has %s decimals', (step, wanted) => {
  expect(stepDecimals(step)).toBe(wanted);
});

describe('values', () => {
  const axis = valueAxis(-0.9, 2.1, { labels: 4, finest: 0.1 });
  test('round ones within the scale', () => {
    expect(axisTicks(axis)).toEqual([0, 1, 2]);
    expect(axisTicks(axis).map((value) => axisLabel(value, axis))).toEqual(['0', '1', '2']);
  });
  test('none finer than a tick', () => {
    expect(valueAxis(100, 100.02, { labels: 10, finest: 0.01 }).step).toBe(0.01);
  });
  test('no more than asked for, and one', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.double({ min: 1e-3, max: 1e6 }), (low, span) => {
        const ticks = axisTicks(valueAxis(low, low + span, { labels: 5, finest: 1e-9 }));
        expect(ticks.length).toBeLessThanOrEqual(6);
      }),
    );
  });
});

describe('times', () => {
  const noon = Date.UTC(2024, 7, 8, 12) * 1000;
  const minute = { fromUs: noon - 60_000_000, toUs: noon };
  test('every ten seconds under a minute of 60 cells', () => {
    expect(timeLabels(minute, 60, 'UTC').map(({ text }) => text)[1]).toBe('11:59:10');
    expect(timeLabels(minute, 60, 'UTC').map(({ at }) => at)).toEqual([0, 10, 20, 30, 40, 50, 60]);
  });
  test('hours are whole by the clock of the zone: Kathmandu is 5:45 ahead', () => {
    const day = { fromUs: noon - 86_400_000_000, toUs: noon };
    expect(timeLabels(day, 60, 'Asia/Kathmandu').every(({ text }) => text.endsWith(':00'))).toBe(true);
  });
  test('days by their date', () => {
    const month = { fromUs: noon - 30 * 86_400_000_000, toUs: noon };
    expect(timeAxisText(month, 60, 'UTC')).toMatch(/\d\d-\d\d/);
  });
  test('labels neither touch nor leave the line', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 86_400 }), (width, seconds) => {
        const line = timeAxisText({ fromUs: noon - seconds * 1e6, toUs: noon }, width, 'UTC');
        expect(textWidth(line)).toBeLessThanOrEqual(width);
        expect(line).not.toMatch(/[\d]{5}/);
      }),
    );
  });
});
