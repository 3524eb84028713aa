// Feature `spreads`: what takers paid beside the mid, and how much of it the mid took back in the time after.

import {
  type EffectiveSpread,
  addEffectiveSpread,
  clearEffectiveSpread,
  effectiveSpread,
  initEffectiveSpread,
} from '../../flow/effective-spread.js';
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
  fallbacks: { near: US_PER_SECOND, far: 5 * US_PER_SECOND },
};

interface State {
  readonly effective: EffectiveSpread;
  readonly outcomes: TradeOutcomes;
  readonly outcome: Outcome;
}

const EFFECTIVE: FeatureColumn = {
  name: 'effective_spread',
  unit: 'bp',
  about: 'Twice the signed distance of trades of the row from the mid known with them, weighted by volume.',
};

function columnsOf(horizonUs: number): FeatureColumn[] {
  const span = spanName(horizonUs);
  return [
    {
      name: `realised_spread_${span}`,
      unit: 'bp',
      about: `The same from the mid ${span} later, of the trades whose ${span} ended in the row.`,
    },
    {
      name: `price_impact_${span}`,
      unit: 'bp',
      about: `Twice the move of the mid in ${span} in the taker's direction, of the same trades.`,
    },
  ];
}

const operator = (horizonsUs: readonly number[]): FeatureOperator<State> => ({
  columns: [EFFECTIVE, ...horizonsUs.flatMap(columnsOf)],
  levels: 0,
  init: () => ({
    effective: initEffectiveSpread(),
    outcomes: initTradeOutcomes(horizonsUs),
    outcome: noOutcome(),
  }),
  onMid: ({ outcomes }, { timeUs, mid2 }) => seeMid(outcomes, timeUs, mid2),
  onTrade: ({ effective, outcomes }, trade) => {
    addEffectiveSpread(effective, trade);
    addTradeOutcome(outcomes, trade);
  },
  onRow: ({ effective, outcomes, outcome }, moment, out) => {
    seeMid(outcomes, moment.timeUs, rowMid2(moment));
    out.push(toBp(effectiveSpread(effective)));
    for (let k = 0; k < horizonsUs.length; k++) {
      readOutcome(outcomes, k, outcome);
      out.push(toBp(outcome.realisedSpread), toBp(outcome.impact));
    }
    clearEffectiveSpread(effective);
    beginOutcomeRow(outcomes, moment.timeUs);
  },
  onBreak: ({ effective, outcomes }) => {
    clearEffectiveSpread(effective);
    clearTradeOutcomes(outcomes);
  },
});

export const spreads: FeatureKind = {
  name: 'spreads',
  about: 'effective and realised spread and price impact of the trades',
  source: 'Huang, Stoll 1996',
  options: spanOptions(HORIZONS),
  build: (settings) => bindFeature(operator(spanSettings(settings, HORIZONS))),
};
