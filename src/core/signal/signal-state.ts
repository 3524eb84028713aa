// A signal as a state that is entered and left, not a value that flickers: two thresholds, a least duration, a pause.

export interface SignalStateConfig {
  /** |value| above it may enter; at least `exit`. */
  readonly enter: number;
  /** |value| at or below it leaves, on its side; ≥ 0. */
  readonly exit: number;
  /** How long the value must have stayed beyond `enter` before the state is entered, µs; 0: at once. */
  readonly minPersistUs: number;
  /** How long after leaving no state is entered, µs. */
  readonly coolDownUs: number;
}

export type StateSide = 1 | -1 | 0;

export interface SignalState {
  readonly config: SignalStateConfig;
  /** +1 long, −1 short, 0 none. */
  side: StateSide;
  /** Side that the value is on beyond `enter`, and since when; 0: on none. */
  candidate: StateSide;
  sinceUs: number;
  /** When the last state was left; −∞ before. */
  leftUs: number;
}

/** @throws RangeError where the thresholds are not 0 ≤ exit ≤ enter, or a span is negative */
export function initSignalState(config: SignalStateConfig): SignalState {
  const { enter, exit, minPersistUs, coolDownUs } = config;
  if (!(exit >= 0 && exit <= enter)) throw new RangeError(`thresholds: enter ${enter}, exit ${exit}`);
  if (!(minPersistUs >= 0 && coolDownUs >= 0)) throw new RangeError('a span below 0');
  return {
    config: { enter, exit, minPersistUs, coolDownUs },
    side: 0,
    candidate: 0,
    sinceUs: 0,
    leftUs: -Infinity,
  };
}

/** After a break nothing is known of how long anything has lasted. */
export function clearSignalState(state: SignalState): void {
  state.side = 0;
  state.candidate = 0;
  state.leftUs = -Infinity;
}

const sideOf = (value: number, threshold: number): StateSide => (value > threshold ? 1 : value < -threshold ? -1 : 0);

/**
 * The state after the value of `timeUs`, which must not decrease. Without a value the state is left (the pause begins)
 * and null is returned. A value that jumps to the other side leaves, and enters there only after the pause.
 */
export function stepSignalState(state: SignalState, timeUs: number, value: number | null): StateSide | null {
  const { enter, exit, minPersistUs, coolDownUs } = state.config;
  if (state.side !== 0 && (value === null || !(state.side * value > exit))) {
    state.side = 0;
    state.leftUs = timeUs;
  }
  if (value === null) {
    state.candidate = 0;
    return null;
  }
  const candidate = sideOf(value, enter);
  if (candidate !== state.candidate) {
    state.candidate = candidate;
    state.sinceUs = timeUs;
  }
  const isRipe = candidate !== 0 && timeUs - state.sinceUs >= minPersistUs && timeUs - state.leftUs >= coolDownUs;
  if (state.side === 0 && isRipe) state.side = candidate;
  return state.side;
}
