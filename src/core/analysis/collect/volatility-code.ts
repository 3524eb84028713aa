// The volatility regime: trailing realised variance of the mid against the terciles of all that went before.

import { type DdSketch, ddSketchQuantile, initDdSketch, insertDdSketch } from '../../stats/ddsketch.js';

/** Seconds in the trailing window, and windows wanted before terciles mean anything. */
export const VOLATILITY_SECONDS = 300;
const LEAST_WINDOWS = 300;
/** Windows between two readings of the terciles. */
const READ_EVERY = 60;

export const UNKNOWN_VOLATILITY = 3;

export interface VolatilityCode {
  /** Squared returns of the last seconds, bp², in a ring. */
  readonly squares: Float64Array;
  /** Seconds seen since the last break. */
  seconds: number;
  lastSecond: number;
  lastMid2: number;
  readonly seen: DdSketch;
  lower: number;
  upper: number;
  /** 0 low, 1 middle, 2 high, 3 unknown. */
  code: number;
}

export const initVolatilityCode = (): VolatilityCode => ({
  squares: new Float64Array(VOLATILITY_SECONDS),
  seconds: 0,
  lastSecond: 0,
  lastMid2: 0,
  seen: initDdSketch(0.01),
  lower: 0,
  upper: 0,
  code: UNKNOWN_VOLATILITY,
});

/** After a break the window begins anew; what was learnt of the market stays. */
export function breakVolatility(state: VolatilityCode): void {
  state.seconds = 0;
  state.lastMid2 = 0;
  state.code = UNKNOWN_VOLATILITY;
}

/**
 * The mid at a whole second. Returns its squared return over the second before, bp², or null where that is not known.
 * The code compares the window with windows before it only. Seconds that were not seen because a thin market was silent
 * enter as one return over all of them: its square has the expectation of the sum of theirs (Andersen, Bollerslev,
 * Diebold & Labys, Econometrica 71(2), 2003, §2), so a silence shorter than the window leaves the window whole.
 */
export function stepVolatility(state: VolatilityCode, second: number, mid2: number): number | null {
  const passed = second - state.lastSecond;
  const isLinked = state.lastMid2 !== 0 && passed > 0 && passed < VOLATILITY_SECONDS;
  const move = isLinked && mid2 !== state.lastMid2 ? Math.log(mid2 / state.lastMid2) * 1e4 : 0;
  if (!isLinked) breakVolatility(state);
  state.lastSecond = second;
  state.lastMid2 = mid2;
  if (!isLinked) return null;
  for (let unseen = 1; unseen < passed; unseen++) pushSquare(state, 0);
  pushSquare(state, move * move);
  if (state.seconds >= VOLATILITY_SECONDS) judge(state);
  return passed === 1 ? move * move : null;
}

function pushSquare(state: VolatilityCode, square: number): void {
  state.squares[state.seconds % VOLATILITY_SECONDS] = square;
  state.seconds++;
}

function judge(state: VolatilityCode): void {
  let variance = 0;
  for (let k = 0; k < VOLATILITY_SECONDS; k++) variance += state.squares[k] as number;
  const { seen } = state;
  if (seen.count < LEAST_WINDOWS) state.code = UNKNOWN_VOLATILITY;
  else {
    if (seen.count % READ_EVERY === 0) readTerciles(state);
    state.code = variance <= state.lower ? 0 : variance <= state.upper ? 1 : 2;
  }
  insertDdSketch(seen, variance);
}

function readTerciles(state: VolatilityCode): void {
  state.lower = ddSketchQuantile(state.seen, 1 / 3) ?? 0;
  state.upper = ddSketchQuantile(state.seen, 2 / 3) ?? 0;
}
