// Every feature there is, built for tests: short windows, so that values appear; a sample where a file is wanted.

import type { BoundFeature, FeatureKind, FeatureSettings } from '../../src/core/pipeline/feature.js';
import { FEATURE_KINDS } from '../../src/core/pipeline/features/index.js';
import { buildFeature } from '../../src/core/pipeline/features/settings.js';
import { type ScriptedMarket, shortChain } from './scripted-market.js';

/** Symbols of the markets that the tests run on. */
const TRAINED = {
  symbols: ['XUSDT', 'BTCUSDT'],
  trained_from_us: 1_723_118_400_000_000,
  trained_to_us: 1_723_118_500_000_000,
  inputs_sha256: '00',
};

const SECOND = 1_000_000;

/** Options of a kind that tests need to state, mostly the contents of its files. */
export const SAMPLE_SETTINGS: Readonly<Record<string, FeatureSettings>> = {
  cvd_windows: { short: 200_000, middle: SECOND, long: 5 * SECOND, window: 10 },
  vpin: { trailing: 10 * SECOND, window: 10 },
  volume_bars: { trailing: 10 * SECOND },
  kyle: { bar: 500_000, window: 10 },
  markout: { short: 200_000, middle: SECOND, long: 5 * SECOND },
  volatility: { short: SECOND, middle: 5 * SECOND, long: 30 * SECOND },
  integrated: {
    weights: {
      kind: 'ofi-pca',
      levels: 3,
      weights: [0.5, 0.3, 0.2],
      explained: 0.8,
      n: 1000,
      ...TRAINED,
    },
  },
  microprice: {
    weights: {
      kind: 'microprice',
      imbalances: 3,
      spreads: 2,
      limit: [-0.2, 0, 0.2, -0.4, 0, 0.4],
      first: [-0.1, 0, 0.1, -0.2, 0, 0.2],
      visits: [5, 5, 5, 5, 5, 5],
      n: 15,
      ...TRAINED,
    },
  },
  pivots: { rows: 3 },
};

const SHORT_WINDOW = 20;

/** The options that must be given, and a short window where there is one. */
export function settingsFor(kind: FeatureKind): FeatureSettings {
  const hasWindow = kind.options.some(({ name, kind: type }) => name === 'window' && type === 'count');
  return { ...(hasWindow ? { window: SHORT_WINDOW } : {}), ...SAMPLE_SETTINGS[kind.name] };
}

/** All of them, in the order of the index. */
export const allFeatures = (): BoundFeature[] => FEATURE_KINDS.map((kind) => buildFeature(kind, settingsFor(kind)));

/** Values of one feature by the names of its columns, a record a row. */
export function featureRows(
  market: ScriptedMarket,
  kind: FeatureKind,
  settings: FeatureSettings = settingsFor(kind),
): Record<string, number | null>[] {
  const feature = buildFeature(kind, settings);
  return market
    .rows(shortChain(4), { features: [feature] })
    .map(({ features }) => Object.fromEntries(feature.columns.map(({ name }, k) => [name, features?.[k] ?? null])));
}
