// Feature `microprice`: the mid plus the adjustment fitted for the imbalance and the spread as of the row.

import { micropriceState } from '../../flow/microprice-fit.js';
import { inUnits } from '../../market/units.js';
import { type FeatureKind, bindFeature } from '../feature.js';
import { bookView } from './book-view.js';
import { coversSymbol, readMicropriceWeights } from './fitted.js';

export const microprice: FeatureKind = {
  name: 'microprice',
  about: 'micro-price: the mid plus what imbalance and spread let expect of it, fitted on a training span',
  source: 'Stoikov 2018',
  options: [
    { name: 'weights', about: 'file of adjustments, as --fit-microprice writes it', kind: 'file', fallback: null },
  ],
  build: (settings) => {
    const fitted = readMicropriceWeights(settings['weights']);
    return bindFeature(
      bookView({
        columns: [
          { name: 'microprice', unit: 'price', about: 'Mid plus the fitted adjustment G*, as of the row.' },
          { name: 'microprice_diff', unit: 'ticks', about: 'The adjustment alone: microprice minus mid.' },
        ],
        levels: 1,
        show: ({ top, scale }, { row }) => {
          if (!coversSymbol(fitted, row.symbol)) return [null, null];
          const adjustment = fitted.limit[micropriceState(fitted, top)] ?? 0;
          const mid = ((top.bidTicks[0] as number) + (top.askTicks[0] as number)) / 2;
          return [inUnits(mid + adjustment, scale.tick), adjustment];
        },
      }),
    );
  },
};
