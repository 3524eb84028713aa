// Feature `roll`: the spread that the bounce of trade prices implies.

import {
  type RollSpreadState,
  clearRollSpread,
  initRollSpread,
  rollCovariance,
  rollSpread,
  stepRollSpread,
} from '../../flow/roll-spread.js';
import { inUnits } from '../../market/units.js';
import { type FeatureKind, type FeatureOperator, bindFeature } from '../feature.js';
import { windowSetting } from './settings.js';

interface State {
  readonly tick: number;
  readonly roll: RollSpreadState;
}

const operator = (window: number): FeatureOperator<State> => ({
  columns: [
    {
      name: 'roll_cov',
      unit: 'score',
      about: `Covariance of price changes from trade to trade with the change before, ${window} pairs; price squared.`,
    },
    { name: 'roll_spread', unit: 'price', about: 'Spread that it implies; absent where the covariance is above 0.' },
  ],
  levels: 0,
  init: ({ tick }) => ({ tick, roll: initRollSpread(window) }),
  onTrade: ({ roll }, { priceTicks }) => stepRollSpread(roll, priceTicks),
  onRow: ({ tick, roll }, _, out) => {
    const covariance = rollCovariance(roll);
    const spread = covariance === null ? null : rollSpread(covariance);
    out.push(covariance === null ? null : inUnits(inUnits(covariance, tick), tick));
    out.push(spread === null ? null : inUnits(spread, tick));
  },
  onBreak: ({ roll }) => clearRollSpread(roll),
});

export const roll: FeatureKind = {
  name: 'roll',
  about: 'spread implied by the bounce of trade prices',
  source: 'Roll 1984',
  options: [{ name: 'window', about: 'pairs of price changes', kind: 'count', fallback: 300 }],
  build: (settings) => bindFeature(operator(windowSetting(settings))),
};
