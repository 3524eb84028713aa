// Settings of features: each option read with its check, every refusal naming the option.

import type { BoundFeature, FeatureKind, FeatureOption, FeatureSettings } from '../feature.js';

export interface Range {
  readonly min?: number;
  /** Exclusive lower bound. */
  readonly above?: number;
  readonly max?: number;
}

/** A finite number within the range. */
export function numberSetting(settings: FeatureSettings, name: string, range: Range = {}): number {
  const value = settings[name];
  const { min = -Infinity, above = -Infinity, max = Infinity } = range;
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new RangeError(`${name} must be a number`);
  if (value < min) throw new RangeError(`${name} must be at least ${min}`);
  if (value <= above) throw new RangeError(`${name} must be above ${above}`);
  if (value > max) throw new RangeError(`${name} must be at most ${max}`);
  return value;
}

/** A whole number, 1 unless `min` says otherwise. */
export function countSetting(settings: FeatureSettings, name: string, range: Range = {}): number {
  const value = numberSetting(settings, name, { min: 1, ...range });
  if (!Number.isSafeInteger(value)) throw new RangeError(`${name} must be a whole number`);
  return value;
}

/** A span in whole µs, above 0 unless `min` says otherwise. */
export const spanSetting = countSetting;

/** Window of a rolling z over rows: without the sample itself, full before the first z. */
export function windowSetting(settings: FeatureSettings, name = 'window'): number {
  return countSetting(settings, name, { min: 2, max: 100_000 });
}

/** More levels than any depth stream brings would only cost time. */
const MOST_LEVELS = 1_000;

export const levelsOption = (about: string, fallback: number): FeatureOption => ({
  name: 'levels',
  about,
  kind: 'count',
  fallback,
});

export const levelsSetting = (settings: FeatureSettings): number =>
  countSetting(settings, 'levels', { max: MOST_LEVELS });

/**
 * The options given, the others at their fallbacks.
 * @throws RangeError naming the feature and the option that is unknown or missing
 */
export function completeSettings(kind: FeatureKind, given: FeatureSettings): FeatureSettings {
  const settings: Record<string, unknown> = {};
  for (const name of Object.keys(given)) {
    if (!kind.options.some((option) => option.name === name))
      throw new RangeError(`${kind.name} has no option ${name}`);
  }
  for (const { name, fallback } of kind.options) {
    const value = given[name] ?? fallback;
    if (value === null) throw new RangeError(`${kind.name}: ${name} must be given`);
    settings[name] = value;
  }
  return settings;
}

/**
 * The operator of a kind for the options given, the others at their fallbacks.
 * @throws RangeError naming the feature and the option that is unknown, missing or wrong
 */
export function buildFeature(kind: FeatureKind, given: FeatureSettings): BoundFeature {
  const settings = completeSettings(kind, given);
  try {
    return kind.build(settings);
  } catch (error) {
    if (error instanceof RangeError) throw new RangeError(`${kind.name}: ${error.message}`);
    throw error;
  }
}
