// What features need that has to be fitted first. Made-up numbers of the usual size: any others would cost the same.

import type { FeatureSettings } from '../../src/core/pipeline/feature.js';

const TRAINED = {
  symbols: ['BTCUSDT', 'ETHUSDT'],
  trained_from_us: 1_723_118_400_000_000,
  trained_to_us: 1_723_118_500_000_000,
  inputs_sha256: '00',
};

const LEVELS = 10;
const IMBALANCES = 11;
const SPREADS = 3;
const STATES = IMBALANCES * SPREADS;

/** Rises from the most selling to the most buying state, of each spread. */
const adjustments = Array.from({ length: STATES }, (_, k) => ((k % IMBALANCES) - (IMBALANCES - 1) / 2) / IMBALANCES);

export const SAMPLE_FITS: Readonly<Record<string, FeatureSettings>> = {
  integrated: {
    weights: {
      kind: 'ofi-pca',
      levels: LEVELS,
      weights: Array.from({ length: LEVELS }, () => 1 / LEVELS),
      explained: 0.8,
      n: 1000,
      ...TRAINED,
    },
  },
  microprice: {
    weights: {
      kind: 'microprice',
      imbalances: IMBALANCES,
      spreads: SPREADS,
      limit: adjustments,
      first: adjustments,
      visits: adjustments.map(() => 100),
      n: STATES * 100,
      ...TRAINED,
    },
  },
};
