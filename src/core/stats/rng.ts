// Seeded random numbers: mulberry32 with Box–Muller normals. The only randomness of the core.

import { cosTurn, sinTurn } from './turn.js';

/** Plain data: copy it and both copies go on with the same numbers. */
export interface RngState {
  /** The generator's 32-bit word, as a signed integer. */
  word: number;
  /** Second normal of the last Box–Muller pair, waiting to be given out. */
  spare: number;
  hasSpare: boolean;
}

const TWO_POW_32 = 4294967296;

/** @param seed an integer; only its low 32 bits count */
export function initRng(seed: number): RngState {
  return { word: seed | 0, spare: 0, hasSpare: false };
}

/** Next uniform in [0, 1), a multiple of 2^-32. */
export function nextUniform(state: RngState): number {
  const a = (state.word + 0x6d2b79f5) | 0;
  state.word = a;
  let t = Math.imul(a ^ (a >>> 15), a | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / TWO_POW_32;
}

/**
 * Next standard normal. A pair costs two uniforms: u1 = 1 − U, u2 = U, r = √(−2 ln u1); r·cos 2πu2 comes first, then
 * r·sin 2πu2. A uniform drawn between the two halves of a pair does not disturb the second one.
 */
export function nextNormal(state: RngState): number {
  if (state.hasSpare) {
    state.hasSpare = false;
    return state.spare;
  }
  const radius = Math.sqrt(-2 * Math.log(1 - nextUniform(state)));
  const turn = nextUniform(state);
  state.spare = radius * sinTurn(turn);
  state.hasSpare = true;
  return radius * cosTurn(turn);
}

/** Next exponential with mean 1: −ln(1 − U). */
export const nextExponential = (state: RngState): number => -Math.log(1 - nextUniform(state));

/** Next integer in [0, bound), bound ≤ 2^32. The bias, below bound/2^32, is of no matter for simulation. */
export const nextInt = (state: RngState, bound: number): number => Math.floor(nextUniform(state) * bound);
