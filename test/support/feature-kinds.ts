// Every feature there is, built for tests: short windows, so that values appear; a sample where a file is wanted.

import type { BoundFeature, FeatureKind, FeatureSettings } from '../../src/core/pipeline/feature.js';
import { FEATURE_KINDS } from '../../src/core/pipeline/features/index.js';
import { buildFeature } from '../../src/core/pipeline/features/settings.js';

const SECOND = 1_000_000;

/** Options of a kind that tests need to state, mostly the contents of its files. */
export const SAMPLE_SETTINGS: Readonly<Record<string, FeatureSettings>> = {
  cvd_windows: { short: 200_000, middle: SECOND, long: 5 * SECOND, window: 10 },
  vpin: { trailing: 10 * SECOND, window: 10 },
  volume_bars: { trailing: 10 * SECOND },
  kyle: { bar: 500_000, window: 10 },
  markout: { short: 200_000, middle: SECOND, long: 5 * SECOND },
  volatility: { short: SECOND, middle: 5 * SECOND, long: 30 * SECOND },
};

const SHORT_WINDOW = 20;

/** The options that must be given, and a short window where there is one. */
export function settingsFor(kind: FeatureKind): FeatureSettings {
  const hasWindow = kind.options.some(({ name, kind: type }) => name === 'window' && type === 'count');
  return { ...(hasWindow ? { window: SHORT_WINDOW } : {}), ...SAMPLE_SETTINGS[kind.name] };
}

/** All of them, in the order of the index. */
export const allFeatures = (): BoundFeature[] => FEATURE_KINDS.map((kind) => buildFeature(kind, settingsFor(kind)));
