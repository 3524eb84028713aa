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

/** After a break or a hole the window begins anew; what was learnt of the market stays. */
export function breakVolatility(state: VolatilityCode): void {
  state.seconds = 0;
  state.lastMid2 = 0;
  state.code = UNKNOWN_VOLATILITY;
}

/**
 * The mid at a whole second. Returns its squared return over the second before, bp², or null where that is not known.
 * The code compares the window with windows before it only.
 */
export function stepVolatility(state: VolatilityCode, second: number, mid2: number): number | null {
  if (state.lastMid2 === 0 || second !== state.lastSecond + 1) {
    breakVolatility(state);
    state.lastSecond = second;
    state.lastMid2 = mid2;
    return null;
  }
  const move = mid2 === state.lastMid2 ? 0 : Math.log(mid2 / state.lastMid2) * 1e4;
  const square = move * move;
  state.lastSecond = second;
  state.lastMid2 = mid2;
  state.squares[state.seconds % VOLATILITY_SECONDS] = square;
  state.seconds++;
  if (state.seconds >= VOLATILITY_SECONDS) judge(state);
  return square;
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
