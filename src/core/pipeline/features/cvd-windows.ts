// Feature `cvd_windows`: signed taker volume of trailing spans, its z-score, and the imbalance of buying and selling.

import {
  type DeltaScoreState,
  addToDeltaScore,
  clearDeltaScore,
  deltaScore,
  initDeltaScore,
} from '../../flow/delta-score.js';
import { tradeImbalance } from '../../flow/trade-imbalance.js';
import { US_PER_SECOND, inUnits } from '../../market/units.js';
import {
  type TrailingSums,
  clearTrailing,
  initTrailingSums,
  openTrailing,
  pushTrailing,
  slideTrailing,
  trailingSum,
} from '../../stats/trailing-sums.js';
import { type FeatureColumn, type FeatureKind, type FeatureOperator, bindFeature } from '../feature.js';
import { windowSetting } from './settings.js';
import { type SpanList, spanName, spanOptions, spanSettings } from './spans.js';

const SPANS: SpanList = {
  about: 'trailing span',
  fallbacks: { short: US_PER_SECOND, middle: 5 * US_PER_SECOND, long: 60 * US_PER_SECOND },
};

interface State {
  readonly step: number;
  /** Columns: lots bought, lots sold. */
  readonly sums: TrailingSums;
  readonly scores: readonly DeltaScoreState[];
}

function columnsOf(spanUs: number, window: number): FeatureColumn[] {
  const span = spanName(spanUs);
  return [
    { name: `cvd_delta_${span}`, unit: 'base', about: `Signed taker volume of the last ${span}.` },
    { name: `cvd_z_${span}`, unit: 'z', about: `Its z-score against ${window} spans of ${span} before, end to end.` },
    {
      name: `trade_imbalance_${span}`,
      unit: 'ratio',
      about: `Buying minus selling by their sum, taker volume of the last ${span}.`,
    },
  ];
}

const operator = (spansUs: readonly number[], window: number): FeatureOperator<State> => ({
  columns: spansUs.flatMap((spanUs) => columnsOf(spanUs, window)),
  levels: 0,
  init: ({ step }) => ({
    step,
    sums: initTrailingSums(spansUs, 2),
    scores: spansUs.map((spanUs) => initDeltaScore({ spanUs, window })),
  }),
  onTrade: ({ sums, scores }, { timeUs, lots, side }) => {
    sums.sample[0] = side > 0 ? lots : 0;
    sums.sample[1] = side > 0 ? 0 : lots;
    openTrailing(sums, timeUs);
    pushTrailing(sums, timeUs);
    for (const score of scores) addToDeltaScore(score, side * lots, timeUs);
  },
  onRow: ({ step, sums, scores }, { timeUs }, out) => {
    slideTrailing(sums, timeUs);
    for (let k = 0; k < scores.length; k++) {
      const buy = trailingSum(sums, { k, c: 0 }, timeUs);
      const sell = trailingSum(sums, { k, c: 1 }, timeUs);
      if (buy === null || sell === null) out.push(null, null, null);
      else {
        const score = deltaScore(scores[k] as DeltaScoreState, buy - sell, timeUs);
        out.push(inUnits(buy - sell, step), score, tradeImbalance(buy, sell));
      }
    }
  },
  onBreak: ({ sums, scores }) => {
    clearTrailing(sums);
    scores.forEach(clearDeltaScore);
  },
});

export const cvdWindows: FeatureKind = {
  name: 'cvd_windows',
  about: 'signed taker volume of trailing spans with z-score and normalised imbalance',
  source: 'z-score as for OFI, over deltas that do not overlap',
  options: [
    ...spanOptions(SPANS),
    { name: 'window', about: 'spans, end to end, in the baseline of a z-score', kind: 'count', fallback: 60 },
  ],
  build: (settings) => bindFeature(operator(spanSettings(settings, SPANS), windowSetting(settings))),
};
