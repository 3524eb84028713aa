// How many seconds so many rows span.

import { expect, test } from 'vitest';
import { initRowSpan, rowSpanSeconds, stepRowSpan } from '../../../../src/core/analysis/collect/row-span.js';

test('on a grid the span is the grid times the rows', () => {
  const span = initRowSpan(300);
  for (let k = 0; k < 1_000; k++) stepRowSpan(span, k * 100_000);
  for (const seconds of rowSpanSeconds(span) ?? []) expect(Math.abs(seconds - 30)).toBeLessThan(0.3);
});

test('nothing is said before there are enough rows', () => {
  const span = initRowSpan(3);
  for (const us of [0, 1_000_000, 2_000_000]) stepRowSpan(span, us);
  expect(rowSpanSeconds(span)).toBeNull();
  stepRowSpan(span, 5_000_000);
  expect(rowSpanSeconds(span)?.map(Math.round)).toEqual([5, 5, 5]);
});

test('goes on from a copy as without one', () => {
  const [whole, first] = [initRowSpan(5), initRowSpan(5)];
  for (let k = 0; k < 40; k++) stepRowSpan(whole, k * k * 10_000);
  for (let k = 0; k < 17; k++) stepRowSpan(first, k * k * 10_000);
  const rest = structuredClone(first);
  for (let k = 17; k < 40; k++) stepRowSpan(rest, k * k * 10_000);
  expect(rest).toEqual(whole);
});
