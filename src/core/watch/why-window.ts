// The window behind a z: its mean and deviation as the chain holds them, the z out of them, and all of it once more from
// the samples themselves.

import type { RollingZState } from '../stats/rolling-z.js';
import { type WelfordWindow, pushWindow, windowDeviation } from '../stats/welford.js';
import type { WhyWindow } from './why.js';

/** Two plain passes over the samples, in no special order. Null where no z exists. */
function plainScore({ ring, count }: WelfordWindow, x: number, ddof: 0 | 1): WhyWindow['plain'] {
  if (count <= ddof) return null;
  let sum = 0;
  for (let i = 0; i < count; i++) sum += ring[i] as number;
  const mean = sum / count;
  let squares = 0;
  for (let i = 0; i < count; i++) squares += ((ring[i] as number) - mean) * ((ring[i] as number) - mean);
  const deviation = Math.sqrt(squares / (count - ddof));
  return deviation > 0 ? { mean, deviation, z: (x - mean) / deviation } : null;
}

/**
 * Takes `x` as the chain takes it, and says what it was judged by. `state` must be a copy of what the chain held before
 * the sample; it takes the sample, so that the next one can be asked about.
 */
export function judge(state: RollingZState, timeUs: number, x: number): WhyWindow {
  const { window, config, wanted } = state;
  if (config.baseline === 'include') pushWindow(window, x);
  const judged = evidenceOf(state, timeUs, x);
  state.samples = window.count;
  if (config.baseline === 'exclude') pushWindow(window, x);
  return { ...judged, wanted };
}

function evidenceOf({ window, config, wanted }: RollingZState, timeUs: number, x: number): WhyWindow {
  const { ddof, baseline, epsilon } = config;
  const base = { timeUs, x, samples: window.count, wanted, size: window.size, baseline, ddof };
  if (window.count < wanted) {
    return { ...base, mean: null, deviation: null, z: null, reason: 'warming', plain: null };
  }
  const mean = window.anchor + window.shift;
  const deviation = Math.sqrt(window.m2 / (window.count - ddof));
  const isFlat = deviation <= epsilon * Math.max(1, Math.abs(mean));
  return {
    ...base,
    mean,
    deviation,
    z: isFlat ? null : windowDeviation(window, x) / deviation,
    reason: isFlat ? 'std_zero' : null,
    plain: isFlat ? null : plainScore(window, x, ddof),
  };
}
