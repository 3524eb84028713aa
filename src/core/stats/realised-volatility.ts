// Realised volatility and bipower variation of a price path over trailing spans.
// O. E. Barndorff-Nielsen, N. Shephard, "Power and bipower variation with stochastic volatility and jumps", Journal of
// Financial Econometrics 2(1), 2004.

import {
  type TrailingSums,
  clearTrailing,
  initTrailingSums,
  openTrailing,
  pushTrailing,
  slideTrailing,
  trailingSum,
} from './trailing-sums.js';

export interface RealisedVolatility {
  /** r², each at the time at which its return began: only whole returns count. */
  readonly squares: TrailingSums;
  /** |r|·|r before|, each at the time at which the earlier return began. */
  readonly products: TrailingSums;
  /** The last price, and the time of it; null before the first one. */
  price: number | null;
  timeUs: number;
  /** Size of the last return and the time at which it began; null before the second price. */
  size: number | null;
  sizeFromUs: number;
}

/** E|z| of a standard normal z is √(2/π): π/2 makes Σ|r||r'| estimate Σr². */
const HALF_PI = Math.PI / 2;

/** @throws RangeError unless every span is above 0 */
export function initRealisedVolatility(spansUs: readonly number[]): RealisedVolatility {
  return {
    squares: initTrailingSums(spansUs, 1),
    products: initTrailingSums(spansUs, 1),
    price: null,
    timeUs: 0,
    size: null,
    sizeFromUs: 0,
  };
}

/** After a break or where the price is not known: no return spans it. */
export function clearRealisedVolatility(state: RealisedVolatility): void {
  clearTrailing(state.squares);
  clearTrailing(state.products);
  state.price = null;
  state.size = null;
}

function push(sums: TrailingSums, value: number, timeUs: number): void {
  sums.sample[0] = value;
  pushTrailing(sums, timeUs);
}

/** Adds a price above 0 at `timeUs`; the first one only starts the path. */
export function stepRealisedVolatility(state: RealisedVolatility, price: number, timeUs: number): void {
  if (state.price === null) {
    openTrailing(state.squares, timeUs);
    openTrailing(state.products, timeUs);
  } else {
    const size = price === state.price ? 0 : Math.abs(Math.log1p((price - state.price) / state.price));
    push(state.squares, size * size, state.timeUs);
    if (state.size !== null) push(state.products, size * state.size, state.sizeFromUs);
    state.size = size;
    state.sizeFromUs = state.timeUs;
  }
  state.price = price;
  state.timeUs = timeUs;
  slideTrailing(state.squares, timeUs);
  slideTrailing(state.products, timeUs);
}

const root = (variance: number | null): number | null => (variance === null ? null : Math.sqrt(Math.max(0, variance)));

/** √Σr² over span k as of the last price, as a ratio; null until the path is as long as the span. */
export const realisedVolatility = (state: RealisedVolatility, k: number): number | null =>
  root(trailingSum(state.squares, { k, c: 0 }, state.timeUs));

/** √(π/2·Σ|r_i||r_{i−1}|) likewise: a single jump hardly enters it. */
export function bipowerVolatility(state: RealisedVolatility, k: number): number | null {
  const sum = trailingSum(state.products, { k, c: 0 }, state.timeUs);
  return root(sum === null ? null : HALF_PI * sum);
}

/** E(ln H/L)² of a Brownian path of variance 1 is 4·ln 2. M. Parkinson, Journal of Business 53(1), 1980. */
const RANGE_VARIANCE = 4 * Math.LN2;

/** ln(high/low)/√(4·ln 2), as a ratio: the volatility that a range of prices implies. Prices above 0. */
export const parkinsonVolatility = (high: number, low: number): number =>
  Math.log1p((high - low) / low) / Math.sqrt(RANGE_VARIANCE);
