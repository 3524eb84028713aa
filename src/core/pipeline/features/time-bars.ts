// Feature `bars`: the trades of the row as a bar.

import { type TradeBar, addToTradeBar, barVwapTicks, clearTradeBar, initTradeBar } from '../../flow/trade-bar.js';
import { inUnits } from '../../market/units.js';
import { type FeatureColumn, type FeatureKind, type FeatureOperator, bindFeature } from '../feature.js';

interface State {
  readonly tick: number;
  readonly step: number;
  readonly bar: TradeBar;
  /** A trade has been seen since a break. */
  seen: boolean;
  /** The row began after that: what it sums is the whole. */
  rowIsWhole: boolean;
}

const COLUMNS: readonly FeatureColumn[] = [
  { name: 'bar_open', unit: 'price', about: 'First trade price of the row.' },
  { name: 'bar_high', unit: 'price', about: 'Highest trade price of the row.' },
  { name: 'bar_low', unit: 'price', about: 'Lowest trade price of the row.' },
  { name: 'bar_close', unit: 'price', about: 'Last trade price of the row.' },
  { name: 'bar_vwap', unit: 'price', about: 'Mean trade price of the row, weighted by size.' },
  { name: 'bar_volume', unit: 'base', about: 'Volume traded in the row; 0 without trades.' },
  { name: 'bar_buy_volume', unit: 'base', about: 'Part of it whose taker bought.' },
  { name: 'bar_trades', unit: 'count', about: 'Trades of the row.' },
];

function pushBar({ bar, tick, step }: State, out: (number | null)[]): void {
  const vwap = barVwapTicks(bar);
  if (vwap === null) out.push(null, null, null, null, null);
  else {
    out.push(inUnits(bar.openTicks, tick), inUnits(bar.highTicks, tick));
    out.push(inUnits(bar.lowTicks, tick), inUnits(bar.closeTicks, tick), inUnits(vwap, tick));
  }
  out.push(inUnits(bar.lots, step), inUnits(bar.buyLots, step), bar.trades);
}

const operator = (): FeatureOperator<State> => ({
  columns: COLUMNS,
  levels: 0,
  init: ({ tick, step }) => ({ tick, step, bar: initTradeBar(), seen: false, rowIsWhole: false }),
  onTrade: (state, trade) => {
    state.seen = true;
    addToTradeBar(state.bar, trade);
  },
  onRow: (state, _, out) => {
    if (state.rowIsWhole) pushBar(state, out);
    else for (let c = 0; c < COLUMNS.length; c++) out.push(null);
    clearTradeBar(state.bar);
    state.rowIsWhole = state.seen;
  },
  onBreak: (state) => {
    clearTradeBar(state.bar);
    state.seen = false;
    state.rowIsWhole = false;
  },
});

export const timeBars: FeatureKind = {
  name: 'bars',
  about: 'the trades of the row as a bar: open, high, low, close, vwap, volume',
  source: 'definition',
  options: [],
  build: () => bindFeature(operator()),
};
