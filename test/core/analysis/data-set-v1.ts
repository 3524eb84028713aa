// The published data set V1: a signal, the outcomes it is to foretell, and what agrees.

import { fillAutoregressive, fillNormals } from '../../../src/core/analysis/planted.js';
import { initRng } from '../../../src/core/stats/rng.js';

export const autoregressive = (seed: number, n: number, phi: number): Float64Array => {
  const out = new Float64Array(n);
  fillAutoregressive(out, phi, initRng(seed));
  return out;
};

export const normals = (seed: number, n: number): Float64Array => {
  const out = new Float64Array(n);
  fillNormals(out, initRng(seed));
  return out;
};

const STEPS = 400;
const HORIZON = 5;
const signal = autoregressive(11, STEPS, 0.6);

/** r(i) = 0.15·s(i − 1) + e(i). */
export const returns = normals(12, STEPS).map((e, i) => (i === 0 ? e : e + 0.15 * (signal[i - 1] as number)));
/** The signal at 395 moments. */
export const x = signal.slice(0, STEPS - HORIZON);
/** Sum of the five returns after each moment. */
export const y = x.map((_, i) => returns.subarray(i + 1, i + 1 + HORIZON).reduce((sum, r) => sum + r, 0));
/** 1 where signal and outcome have the same sign. */
export const hits = x.map((value, i) => (Math.sign(value) === Math.sign(y[i] as number) ? 1 : 0));
export const sidesOf = (values: Float64Array): Int8Array => Int8Array.from(values, Math.sign);
