// Exponentially weighted mean and variance.

/** One number that forgets: value ← α·x + (1 − α)·value. */
export interface EmaState {
  readonly alpha: number;
  /** Meaningful once `count` > 0. */
  value: number;
  count: number;
}

function checkAlpha(alpha: number): void {
  if (!(alpha > 0 && alpha <= 1)) throw new RangeError(`EMA weight ${alpha}: not within (0, 1]`);
}

/** @param alpha weight of the newest sample, in (0, 1] */
export function initEma(alpha: number): EmaState {
  checkAlpha(alpha);
  return { alpha, value: 0, count: 0 };
}

export function clearEma(state: EmaState): void {
  state.value = 0;
  state.count = 0;
}

/** The first sample is the first value. */
export function stepEma(state: EmaState, x: number): number {
  state.value = state.count === 0 ? x : state.alpha * x + (1 - state.alpha) * state.value;
  state.count++;
  return state.value;
}

export interface EwmaState {
  readonly alpha: number;
  /** Both meaningful once `count` > 0. */
  mean: number;
  variance: number;
  count: number;
}

export function initEwma(alpha: number): EwmaState {
  checkAlpha(alpha);
  return { alpha, mean: 0, variance: 0, count: 0 };
}

export function clearEwma(state: EwmaState): void {
  state.mean = 0;
  state.variance = 0;
  state.count = 0;
}

/**
 * d = x − m; m ← m + αd; v ← (1 − α)(v + αd²); the first sample gives m = x, v = 0.
 * Finch, "Incremental calculation of weighted mean and variance", 2009, eq. 124, 143.
 */
export function stepEwma(state: EwmaState, x: number): void {
  const { alpha } = state;
  if (state.count++ === 0) {
    state.mean = x;
    return;
  }
  const d = x - state.mean;
  state.mean += alpha * d;
  state.variance = (1 - alpha) * (state.variance + alpha * d * d);
}

/** α = 2/(span + 1). */
export const alphaOfSpan = (span: number): number => 2 / (span + 1);

/** α = 1 − 0.5^(step/halfLife), both in the same unit. */
export const alphaOfHalfLife = (step: number, halfLife: number): number => -Math.expm1((-Math.LN2 * step) / halfLife);
