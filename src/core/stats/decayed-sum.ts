// A sum that forgets in continuous time: what was added one half-life ago counts half.

import { alphaOfHalfLife } from './ewma.js';

/** Σ x_i·2^(−(t − t_i)/h) as of `timeUs`. */
export interface DecayedSum {
  readonly halfLifeUs: number;
  value: number;
  /** Time that `value` is as of; null before the first sample. */
  timeUs: number | null;
  /** Time of the first sample. */
  startUs: number | null;
}

/** @throws RangeError unless the half-life is above 0 */
export function initDecayedSum(halfLifeUs: number): DecayedSum {
  if (!(halfLifeUs > 0)) throw new RangeError(`half-life of ${halfLifeUs} µs`);
  return { halfLifeUs, value: 0, timeUs: null, startUs: null };
}

export function clearDecayedSum(state: DecayedSum): void {
  state.value = 0;
  state.timeUs = null;
  state.startUs = null;
}

/** The sum as of `timeUs`: m ← m·(1 − α), α = 1 − 0.5^(Δt/h), however the time is cut into steps. */
export function decaySum(state: DecayedSum, timeUs: number): number {
  if (state.timeUs !== null && timeUs > state.timeUs) {
    state.value *= 1 - alphaOfHalfLife(timeUs - state.timeUs, state.halfLifeUs);
    state.timeUs = timeUs;
  }
  return state.value;
}

/** Adds x at `timeUs`; the first sample starts the sum. */
export function addToDecayedSum(state: DecayedSum, x: number, timeUs: number): void {
  decaySum(state, timeUs);
  state.timeUs ??= timeUs;
  state.startUs ??= timeUs;
  state.value += x;
}
