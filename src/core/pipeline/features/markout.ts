// Feature `markout`: where the mid went after takers bought, and after they sold.

import {
  type Outcome,
  type TradeOutcomes,
  addTradeOutcome,
  beginOutcomeRow,
  clearTradeOutcomes,
  initTradeOutcomes,
  noOutcome,
  readOutcome,
  seeMid,
} from '../../flow/trade-outcome.js';
import { US_PER_SECOND } from '../../market/units.js';
import { type FeatureColumn, type FeatureKind, type FeatureOperator, bindFeature } from '../feature.js';
import { rowMid2, toBp } from './row-mid.js';
import { type SpanList, spanName, spanOptions, spanSettings } from './spans.js';

const HORIZONS: SpanList = {
  about: 'horizon, from the trade on',
  fallbacks: { short: US_PER_SECOND, middle: 5 * US_PER_SECOND, long: 60 * US_PER_SECOND },
};

interface State {
  readonly outcomes: TradeOutcomes;
  readonly outcome: Outcome;
}

const columnsOf = (horizonUs: number): FeatureColumn[] =>
  (['buy', 'sell'] as const).map((side) => ({
    name: `markout_${side}_${spanName(horizonUs)}`,
    unit: 'bp',
    about: `Move of the mid in the ${spanName(horizonUs)} after a taker ${side}, in its direction, weighted by volume; of trades whose time ended in the row.`,
  }));

const operator = (horizonsUs: readonly number[]): FeatureOperator<State> => ({
  columns: horizonsUs.flatMap(columnsOf),
  levels: 0,
  init: () => ({ outcomes: initTradeOutcomes(horizonsUs), outcome: noOutcome() }),
  onMid: ({ outcomes }, { timeUs, mid2 }) => seeMid(outcomes, timeUs, mid2),
  onTrade: ({ outcomes }, trade) => addTradeOutcome(outcomes, trade),
  onRow: ({ outcomes, outcome }, moment, out) => {
    seeMid(outcomes, moment.timeUs, rowMid2(moment));
    for (let k = 0; k < horizonsUs.length; k++) {
      readOutcome(outcomes, k, outcome);
      out.push(toBp(outcome.buyMarkout), toBp(outcome.sellMarkout));
    }
    beginOutcomeRow(outcomes, moment.timeUs);
  },
  onBreak: ({ outcomes }) => clearTradeOutcomes(outcomes),
});

export const markout: FeatureKind = {
  name: 'markout',
  about: 'mean move of the mid after taker buys and after taker sells',
  source: 'Huang, Stoll 1996',
  options: spanOptions(HORIZONS),
  build: (settings) => bindFeature(operator(spanSettings(settings, HORIZONS))),
};
