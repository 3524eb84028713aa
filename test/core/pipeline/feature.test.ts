// A bound feature: the operator's hooks with its own state, and no hook where the operator has none.
import { expect, test } from 'vitest';
import { type RowMoment, type TradeMoment, bindFeature } from '../../../src/core/pipeline/feature.js';

interface Count {
  perTrade: number;
  trades: number;
}

const counter = bindFeature<Count>({
  columns: [{ name: 'trades', unit: 'count', about: 'Trades since the last row.' }],
  levels: 0,
  init: ({ step }) => ({ perTrade: step, trades: 0 }),
  onTrade: (state, { side }) => {
    state.trades += side * state.perTrade;
  },
  onRow: (state, _, out) => {
    out.push(state.trades);
    state.trades = 0;
  },
  onBreak: (state) => {
    state.trades = 0;
  },
});

const TRADE: TradeMoment = { timeUs: 1, priceTicks: 5, lots: 2, side: 1, mid2: null };
const ROW = { timeUs: 2, top: null, bookReason: 'unsynced' } as RowMoment;

test('hooks act on the state that init made, each state by itself', () => {
  const [one, two] = [counter.init({ tick: 1, step: 1 }), counter.init({ tick: 1, step: 10 })];
  counter.onTrade?.(one, TRADE);
  counter.onTrade?.(two, { ...TRADE, side: -1 });
  const out: (number | null)[] = [];
  counter.onRow(one, ROW, out);
  counter.onRow(two, ROW, out);
  counter.onTrade?.(one, TRADE);
  counter.onBreak(one, 2);
  counter.onRow(one, ROW, out);
  expect(out).toEqual([1, -10, 0]);
});

test('a hook that the operator lacks is null: it need not be called', () => {
  expect(counter.onBook).toBeNull();
  expect(counter.onTrade).not.toBeNull();
});
