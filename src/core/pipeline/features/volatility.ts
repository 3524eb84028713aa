// Feature `volatility`: realised volatility of the mid over trailing spans; bipower variation and the range of trades beside it.

import { type TradeBar, addToTradeBar, clearTradeBar, initTradeBar } from '../../flow/trade-bar.js';
import { US_PER_SECOND } from '../../market/units.js';
import {
  type RealisedVolatility,
  bipowerVolatility,
  clearRealisedVolatility,
  initRealisedVolatility,
  parkinsonVolatility,
  realisedVolatility,
  stepRealisedVolatility,
} from '../../stats/realised-volatility.js';
import {
  type TrailingRange,
  clearTrailingRange,
  initTrailingRange,
  openTrailingRange,
  pushTrailingRange,
  trailingRange,
} from '../../stats/trailing-range.js';
import { type FeatureColumn, type FeatureKind, type FeatureOperator, bindFeature } from '../feature.js';
import { rowMid2, toBp } from './row-mid.js';
import { type SpanList, spanName, spanOptions, spanSettings } from './spans.js';

const SPANS: SpanList = {
  about: 'trailing span',
  fallbacks: { short: 10 * US_PER_SECOND, middle: 60 * US_PER_SECOND, long: 300 * US_PER_SECOND },
};

function columnsOf(spanUs: number): FeatureColumn[] {
  const span = spanName(spanUs);
  return [
    {
      name: `volatility_${span}`,
      unit: 'bp',
      about: `Root of the sum of squared log mid returns from row to row, ${span}.`,
    },
    {
      name: `bipower_${span}`,
      unit: 'bp',
      about: `The same by bipower variation, which a single jump hardly enters, ${span}.`,
    },
    {
      name: `parkinson_${span}`,
      unit: 'bp',
      about: `Volatility that the highest and the lowest trade price imply, ${span}.`,
    },
  ];
}

interface State {
  readonly mids: RealisedVolatility;
  /** Trade prices, ticks. */
  readonly range: TrailingRange;
  /** Trades of the row, and when it began: with the row before, or with the first trade of a segment; null before. */
  readonly bar: TradeBar;
  rowFromUs: number | null;
}

/** A row's trades as one sample, of the time at which the row began: only whole rows count, as only whole returns do. */
function closeBar(state: State, timeUs: number): void {
  const { bar, rowFromUs, range } = state;
  if (rowFromUs === null) return;
  if (bar.trades > 0) pushTrailingRange(range, { high: bar.highTicks, low: bar.lowTicks }, rowFromUs);
  clearTradeBar(bar);
  state.rowFromUs = timeUs;
}

function rangeVolatility(range: TrailingRange, k: number, timeUs: number): number | null {
  const seen = trailingRange(range, k, timeUs);
  return seen === null ? null : parkinsonVolatility(seen.high, seen.low);
}

const operator = (spansUs: readonly number[]): FeatureOperator<State> => ({
  columns: spansUs.flatMap(columnsOf),
  levels: 0,
  init: () => ({
    mids: initRealisedVolatility(spansUs),
    range: initTrailingRange(spansUs),
    bar: initTradeBar(),
    rowFromUs: null,
  }),
  onTrade: (state, trade) => {
    state.rowFromUs ??= trade.timeUs;
    openTrailingRange(state.range, trade.timeUs);
    addToTradeBar(state.bar, trade);
  },
  onRow: (state, moment, out) => {
    const { mids, range } = state;
    const { timeUs } = moment;
    closeBar(state, timeUs);
    const mid2 = rowMid2(moment);
    // No return spans a time in which the mid is not known.
    if (mid2 === null) clearRealisedVolatility(mids);
    else stepRealisedVolatility(mids, mid2, timeUs);
    for (let k = 0; k < spansUs.length; k++) {
      out.push(toBp(realisedVolatility(mids, k)), toBp(bipowerVolatility(mids, k)));
      out.push(toBp(rangeVolatility(range, k, timeUs)));
    }
  },
  onBreak: (state) => {
    clearRealisedVolatility(state.mids);
    clearTrailingRange(state.range);
    clearTradeBar(state.bar);
    state.rowFromUs = null;
  },
});

export const volatility: FeatureKind = {
  name: 'volatility',
  about: 'realised volatility and bipower variation of the mid and range of trades over trailing spans, not annualised',
  source: 'Barndorff-Nielsen, Shephard 2004; Parkinson 1980',
  options: spanOptions(SPANS),
  build: (settings) => bindFeature(operator(spanSettings(settings, SPANS))),
};
