// A trade and a walk through the book to the published figures.

import { expect, test } from 'vitest';
import { settle, slippageBp, walkBook } from '../../../src/core/analysis/trade-cost.js';

const TRADE = {
  side: 'long',
  quantity: 0.1,
  entryPrice: 61800.3,
  exitPrice: 61900.2,
  entryFee: 0.0005,
  exitFee: 0.0002,
  fundingPerUnit: 61850 * 0.0001,
} as const;

test('published trade: gross, fees, funding, net', () => {
  const result = settle(TRADE);
  expect(result.gross).toBeCloseTo(9.99, 9);
  expect(result.entryFee).toBeCloseTo(3.090015, 10);
  expect(result.exitFee).toBeCloseTo(1.238004, 10);
  expect(result.funding).toBeCloseTo(0.6185, 12);
  expect(result.net).toBeCloseTo(5.043481, 9);
});

test('the same as a short: the price and the funding turn round, the fees do not', () => {
  const [long, short] = [settle(TRADE), settle({ ...TRADE, side: 'short' })];
  expect([short.gross, short.funding]).toEqual([-long.gross, -long.funding]);
  expect([short.entryFee, short.exitFee]).toEqual([long.entryFee, long.exitFee]);
});

const ASKS = [
  [61800.3, 0.2],
  [61800.4, 0.15],
  [61800.9, 0.4],
] as const;

test('published walk through three levels', () => {
  const { filled, price } = walkBook(ASKS, 0.5);
  expect(filled).toBeCloseTo(0.5, 15);
  expect(price).toBeCloseTo(61800.51, 9);
  expect(slippageBp(price!, 61800.25, 'buy')).toBeCloseTo(0.04207102722197931, 10);
  expect(slippageBp(61799.99, 61800.25, 'sell')).toBeGreaterThan(0);
});

test('depth that does not suffice fills in part, an empty book not at all', () => {
  expect(walkBook(ASKS, 2).filled).toBeCloseTo(0.75, 12);
  expect(walkBook([], 1)).toEqual({ filled: 0, price: null });
  expect(walkBook(ASKS, 0)).toEqual({ filled: 0, price: null });
});
