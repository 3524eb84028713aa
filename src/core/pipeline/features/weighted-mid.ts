// Feature `weighted_mid`: how far the size-weighted mid lies from the mid.

import { weightedMidTicks } from '../../flow/queue-imbalance.js';
import { type FeatureKind, bindFeature } from '../feature.js';
import { bookView } from './book-view.js';

export const weightedMid: FeatureKind = {
  name: 'weighted_mid',
  about: 'distance of the size-weighted mid from the mid',
  source: 'Gatheral, Oomen 2010',
  options: [],
  build: () =>
    bindFeature(
      bookView({
        columns: [{ name: 'weighted_mid_diff', unit: 'ticks', about: 'Weighted mid minus mid, as of the row.' }],
        levels: 1,
        show: ({ top }) => {
          const weighted = weightedMidTicks(top);
          return [
            weighted === null ? null : weighted - ((top.bidTicks[0] as number) + (top.askTicks[0] as number)) / 2,
          ];
        },
      }),
    ),
};
