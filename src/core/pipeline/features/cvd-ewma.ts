// Feature `cvd_ewma`: signed taker volume that is forgotten with a half-life.

import { US_PER_SECOND, inUnits } from '../../market/units.js';
import {
  type DecayedSum,
  addToDecayedSum,
  clearDecayedSum,
  decaySum,
  initDecayedSum,
} from '../../stats/decayed-sum.js';
import { type FeatureKind, type FeatureOperator, bindFeature } from '../feature.js';
import { spanSetting } from './settings.js';
import { spanName } from './spans.js';

/** Then all but a thirty-second of the weight lies on trades that are known. */
const WARM_HALF_LIVES = 5;

interface State {
  readonly step: number;
  readonly sum: DecayedSum;
}

const operator = (halfLifeUs: number): FeatureOperator<State> => ({
  columns: [
    {
      name: 'cvd_ewma',
      unit: 'base',
      about: `Signed taker volume, each trade halved every ${spanName(halfLifeUs)} since.`,
    },
  ],
  levels: 0,
  init: ({ step }) => ({ step, sum: initDecayedSum(halfLifeUs) }),
  onTrade: ({ sum }, { timeUs, lots, side }) => addToDecayedSum(sum, side * lots, timeUs),
  onRow: ({ step, sum }, { timeUs }, out) => {
    const isWarm = sum.startUs !== null && timeUs - sum.startUs >= WARM_HALF_LIVES * halfLifeUs;
    out.push(isWarm ? inUnits(decaySum(sum, timeUs), step) : null);
  },
  onBreak: ({ sum }) => clearDecayedSum(sum),
});

export const cvdEwma: FeatureKind = {
  name: 'cvd_ewma',
  about: 'cumulative volume delta that forgets',
  source: 'exponential decay in continuous time',
  options: [
    {
      name: 'half_life',
      about: 'time in which a trade loses half its weight',
      kind: 'span',
      fallback: 10 * US_PER_SECOND,
    },
  ],
  build: (settings) => bindFeature(operator(spanSetting(settings, 'half_life'))),
};
