// Feature `depth_imbalance`: bids against asks, sizes summed over the best levels.

import { depthImbalance as imbalanceOf } from '../../flow/queue-imbalance.js';
import { type FeatureKind, bindFeature } from '../feature.js';
import { bookView } from './book-view.js';
import { levelsOption, levelsSetting } from './settings.js';

export const depthImbalance: FeatureKind = {
  name: 'depth_imbalance',
  about: 'imbalance of the sizes resting on the best levels',
  source: 'Gould, Bonart 2016, over several levels',
  options: [levelsOption('levels a side', 5)],
  build: (settings) => {
    const count = levelsSetting(settings);
    return bindFeature(
      bookView({
        columns: [
          {
            name: `depth_imbalance_${count}`,
            unit: 'ratio',
            about: `(bid size − ask size)/(bid size + ask size) over ${count} levels, as of the row.`,
          },
        ],
        levels: count,
        show: ({ top }) => [imbalanceOf(top, count)],
      }),
    );
  },
};
