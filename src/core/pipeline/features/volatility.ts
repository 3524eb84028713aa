// Feature `volatility`: realised volatility of the mid over trailing spans; bipower variation and the range of trades beside it.

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
}

function rangeVolatility(range: TrailingRange, k: number, timeUs: number): number | null {
  const seen = trailingRange(range, k, timeUs);
  return seen === null ? null : parkinsonVolatility(seen.high, seen.low);
}

const operator = (spansUs: readonly number[]): FeatureOperator<State> => ({
  columns: spansUs.flatMap(columnsOf),
  levels: 0,
  init: () => ({ mids: initRealisedVolatility(spansUs), range: initTrailingRange(spansUs) }),
  onTrade: ({ range }, { priceTicks, timeUs }) => pushTrailingRange(range, priceTicks, timeUs),
  onRow: ({ mids, range }, moment, out) => {
    const { timeUs } = moment;
    const mid2 = rowMid2(moment);
    // No return spans a time in which the mid is not known.
    if (mid2 === null) clearRealisedVolatility(mids);
    else stepRealisedVolatility(mids, mid2, timeUs);
    for (let k = 0; k < spansUs.length; k++) {
      out.push(toBp(realisedVolatility(mids, k)), toBp(bipowerVolatility(mids, k)));
      out.push(toBp(rangeVolatility(range, k, timeUs)));
    }
  },
  onBreak: ({ mids, range }) => {
    clearRealisedVolatility(mids);
    clearTrailingRange(range);
  },
});

export const volatility: FeatureKind = {
  name: 'volatility',
  about: 'realised volatility and bipower variation of the mid and range of trades over trailing spans, not annualised',
  source: 'Barndorff-Nielsen, Shephard 2004; Parkinson 1980',
  options: spanOptions(SPANS),
  build: (settings) => bindFeature(operator(spanSettings(settings, SPANS))),
};
