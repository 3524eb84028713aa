// Weights that were fitted on the very data they are used on: the columns made with them know their own future.

import type { ChosenFeature } from './compute.js';

/** End of the span that weights were fitted on, µs; null for a setting that is no weights. */
function trainedTo(setting: unknown): number | null {
  if (typeof setting !== 'object' || setting === null || !('trained_to_us' in setting)) return null;
  return typeof setting.trained_to_us === 'number' ? setting.trained_to_us : null;
}

/** Names of the features whose training had not ended when the first row was made (`firstUs`, µs). */
export const fittedOnSame = (features: readonly ChosenFeature[], firstUs: number): string[] =>
  features
    .filter(({ settings }) => Object.values(settings).some((setting) => (trainedTo(setting) ?? -Infinity) >= firstUs))
    .map(({ name }) => name);
