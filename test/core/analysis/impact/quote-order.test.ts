// Quotes in the order of their ids: given back when enough have come, dropped when too late.

import { expect, test } from 'vitest';
import {
  type ImpactQuote,
  initQuoteOrder,
  orderQuote,
  readyQuote,
  takeQuote,
} from '../../../../src/core/analysis/impact/quote-order.js';

const quote = (updateId: number, timeUs = 0): ImpactQuote => ({
  updateId,
  timeUs,
  bidTicks: 1,
  bidLots: 1,
  askTicks: 2,
  askLots: 1,
});

test('the smallest id comes out first, when the buffer is full', () => {
  const order = initQuoteOrder(2);
  const out = [3, 1, 2, 5, 4].flatMap((id) => {
    orderQuote(order, quote(id));
    return readyQuote(order)?.updateId ?? [];
  });
  expect(out).toEqual([1, 2, 3]);
  expect([takeQuote(order)?.updateId, takeQuote(order)?.updateId, takeQuote(order)]).toEqual([4, 5, null]);
});

test('two seconds are enough to wait', () => {
  const order = initQuoteOrder();
  orderQuote(order, quote(1, 0));
  expect(readyQuote(order)).toBeNull();
  orderQuote(order, quote(2, 2_000_001));
  expect(readyQuote(order)?.updateId).toBe(1);
  expect(readyQuote(order)).toBeNull();
});

test('one that comes behind what was given back is dropped; equal ids keep their order', () => {
  const order = initQuoteOrder(0);
  orderQuote(order, quote(5));
  expect(readyQuote(order)?.updateId).toBe(5);
  orderQuote(order, quote(4));
  expect(readyQuote(order)).toBeNull();
  orderQuote(order, quote(7, 1));
  orderQuote(order, quote(7, 2));
  expect([takeQuote(order)?.timeUs, takeQuote(order)?.timeUs]).toEqual([1, 2]);
});
