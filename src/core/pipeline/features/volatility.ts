// Feature `volatility`: realised volatility of the mid over trailing spans, and bipower variation beside it.

import { US_PER_SECOND } from '../../market/units.js';
import {
  type RealisedVolatility,
  bipowerVolatility,
  clearRealisedVolatility,
  initRealisedVolatility,
  realisedVolatility,
  stepRealisedVolatility,
} from '../../stats/realised-volatility.js';
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
  ];
}

const operator = (spansUs: readonly number[]): FeatureOperator<RealisedVolatility> => ({
  columns: spansUs.flatMap(columnsOf),
  levels: 0,
  init: () => initRealisedVolatility(spansUs),
  onRow: (state, moment, out) => {
    const mid2 = rowMid2(moment);
    // No return spans a time in which the mid is not known.
    if (mid2 === null) clearRealisedVolatility(state);
    else stepRealisedVolatility(state, mid2, moment.timeUs);
    for (let k = 0; k < spansUs.length; k++) {
      out.push(toBp(realisedVolatility(state, k)), toBp(bipowerVolatility(state, k)));
    }
  },
  onBreak: clearRealisedVolatility,
});

export const volatility: FeatureKind = {
  name: 'volatility',
  about: 'realised volatility and bipower variation of the mid over trailing spans, not annualised',
  source: 'Barndorff-Nielsen, Shephard 2004',
  options: spanOptions(SPANS),
  build: (settings) => bindFeature(operator(spanSettings(settings, SPANS))),
};
