// Feature `levels`: prices and sizes of the best levels as of the row.

import { inUnits } from '../../market/units.js';
import { type FeatureColumn, type FeatureKind, bindFeature } from '../feature.js';
import { bookView } from './book-view.js';
import { levelsOption, levelsSetting } from './settings.js';

const columnsOf = (levels: number): FeatureColumn[] =>
  Array.from({ length: levels }, (_, k) => k + 1).flatMap((k): FeatureColumn[] =>
    (['bid', 'ask'] as const).flatMap((side): FeatureColumn[] => [
      { name: `${side}_price_${k}`, unit: 'price', about: `Price of ${side} level ${k} as of the row.` },
      { name: `${side}_qty_${k}`, unit: 'base', about: `Size of ${side} level ${k} as of the row.` },
    ]),
  );

export const levels: FeatureKind = {
  name: 'levels',
  about: 'prices and sizes of the best levels',
  source: 'the order book',
  options: [levelsOption('levels a side', 5)],
  build: (settings) => {
    const count = levelsSetting(settings);
    return bindFeature(
      bookView({
        columns: columnsOf(count),
        levels: count,
        show: ({ top, scale }) => {
          const values: (number | null)[] = [];
          for (let k = 0; k < count; k++) {
            if (k < top.bidCount) {
              values.push(
                inUnits(top.bidTicks[k] as number, scale.tick),
                inUnits(top.bidLots[k] as number, scale.step),
              );
            } else values.push(null, null);
            if (k < top.askCount) {
              values.push(
                inUnits(top.askTicks[k] as number, scale.tick),
                inUnits(top.askLots[k] as number, scale.step),
              );
            } else values.push(null, null);
          }
          return values;
        },
      }),
    );
  },
};
