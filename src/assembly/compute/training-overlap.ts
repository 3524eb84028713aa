// What weights were fitted on, against what they are used on: their own future, or another symbol.

import type { ChosenFeature } from './compute.js';

interface Training {
  /** End of the span that was fitted on, µs. */
  readonly toUs: number;
  readonly symbols: readonly unknown[];
}

/** Null for a setting that is no weights. */
function trainingOf(setting: unknown): Training | null {
  if (typeof setting !== 'object' || setting === null) return null;
  if (!('trained_to_us' in setting) || !('symbols' in setting)) return null;
  const { trained_to_us: toUs, symbols } = setting;
  return typeof toUs === 'number' && Array.isArray(symbols) ? { toUs, symbols } : null;
}

export interface FittingTrouble {
  /** The feature. */
  readonly name: string;
  /** `future`: its training had not ended when the first row was made. `symbol`: no row is of a symbol fitted on. */
  readonly kind: 'future' | 'symbol';
}

/** What makes the columns of fitted features worthless; `firstUs` is the time of the first message in the range. */
export function fittingTroubles(
  features: readonly ChosenFeature[],
  run: { readonly firstUs: number; readonly symbols: readonly string[] },
): FittingTrouble[] {
  return features.flatMap(({ name, settings }): FittingTrouble[] => {
    const trainings = Object.values(settings).flatMap((setting) => trainingOf(setting) ?? []);
    if (trainings.some(({ symbols }) => !run.symbols.some((symbol) => symbols.includes(symbol)))) {
      return [{ name, kind: 'symbol' }];
    }
    return trainings.some(({ toUs }) => toUs >= run.firstUs) ? [{ name, kind: 'future' }] : [];
  });
}
