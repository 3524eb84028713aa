// Single order events: rates, clusters of takers, and what a planted signal may not touch.

import { expect, test } from 'vitest';
import { initSymbol } from '../../../src/core/sim/market-state.js';
import { RATES, intensityOf, orderEvent, passTime, waitUs } from '../../../src/core/sim/order-flow.js';
import { marketOf } from '../../support/synthetic.js';

function started(seed: number) {
  const market = marketOf(seed);
  const [config] = market.symbols;
  if (config === undefined) throw new Error('no symbol');
  return { market, state: initSymbol(config, market) };
}

test('orders inside the spread come only where there is room', () => {
  const { state } = started(1);
  expect(intensityOf(state).inside).toBe(0);
  state.book.ask += 2;
  expect(intensityOf(state).inside).toBe(RATES.inside);
});

test('excitement of takers fades with time', () => {
  const { state } = started(1);
  state.excitement = 10;
  passTime(state, state.excitedUs + 50_000, 1);
  expect(state.excitement).toBeCloseTo(10 / Math.E, 10);
});

test('the mean wait is one over the total rate', () => {
  const { state } = started(2);
  let total = 0;
  for (let i = 0; i < 20_000; i++) total += waitUs(state, 1);
  expect((total / 20_000) * intensityOf(state).total).toBeGreaterThan(0.97e6);
  expect((total / 20_000) * intensityOf(state).total).toBeLessThan(1.03e6);
});

test('the book never crosses and no side is ever empty', () => {
  const { market, state } = started(3);
  for (let i = 0; i < 50_000; i++) {
    orderEvent(state, market);
    expect(state.book.ask).toBeGreaterThan(state.book.bid);
    expect(state.book.qty[state.book.bid]).toBeGreaterThan(0);
    expect(state.book.qty[state.book.ask]).toBeGreaterThan(0);
  }
});

test('without alpha the remembered flow changes nothing', () => {
  const [plain, filled] = [started(4), started(4)];
  filled.state.memory.flow = 1e6;
  for (let i = 0; i < 2_000; i++) {
    expect(orderEvent(filled.state, filled.market)).toEqual(orderEvent(plain.state, plain.market));
  }
  const planted = { ...filled.market, alpha: 0.4 };
  for (let i = 0; i < 2_000; i++) orderEvent(filled.state, planted);
  for (let i = 0; i < 2_000; i++) orderEvent(plain.state, plain.market);
  expect(filled.state.book.qty).not.toEqual(plain.state.book.qty);
});
