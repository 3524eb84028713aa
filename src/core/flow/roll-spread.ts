// Roll's spread: what the bounce of trade prices between bid and ask says about their distance.
// R. Roll, "A simple implicit measure of the effective bid-ask spread in an efficient market", Journal of Finance 39(4), 1984.

/** Pairs of price changes that follow each other, in a ring; sums over it are exact integers (ticks). */
export interface RollSpreadState {
  readonly before: Float64Array;
  readonly after: Float64Array;
  head: number;
  filled: number;
  sumBefore: number;
  sumAfter: number;
  products: number;
  /** Price and price change of the last trade, ticks. */
  priceTicks: number | null;
  change: number | null;
}

/** @param pairs n, the pairs of changes that a value is made of: n + 2 trades */
export function initRollSpread(pairs: number): RollSpreadState {
  if (!Number.isInteger(pairs) || pairs < 2) throw new RangeError(`Roll's spread over ${pairs} pairs of changes`);
  return {
    before: new Float64Array(pairs),
    after: new Float64Array(pairs),
    head: 0,
    filled: 0,
    sumBefore: 0,
    sumAfter: 0,
    products: 0,
    priceTicks: null,
    change: null,
  };
}

export function clearRollSpread(state: RollSpreadState): void {
  state.before.fill(0);
  state.after.fill(0);
  state.head = 0;
  state.filled = 0;
  state.sumBefore = 0;
  state.sumAfter = 0;
  state.products = 0;
  state.priceTicks = null;
  state.change = null;
}

function pushChanges(state: RollSpreadState, before: number, after: number): void {
  const { head } = state;
  const oldBefore = state.before[head] as number;
  const oldAfter = state.after[head] as number;
  state.sumBefore += before - oldBefore;
  state.sumAfter += after - oldAfter;
  state.products += before * after - oldBefore * oldAfter;
  state.before[head] = before;
  state.after[head] = after;
  state.head = head + 1 === state.before.length ? 0 : head + 1;
  if (state.filled < state.before.length) state.filled++;
}

/** Adds the price of a trade. */
export function stepRollSpread(state: RollSpreadState, priceTicks: number): void {
  const change = state.priceTicks === null ? null : priceTicks - state.priceTicks;
  if (change !== null && state.change !== null) pushChanges(state, state.change, change);
  state.priceTicks = priceTicks;
  state.change = change;
}

/** cov(Δp_t, Δp_{t−1}) = (nΣab − ΣaΣb)/n², ticks²; null until n pairs are there. */
export function rollCovariance(state: RollSpreadState): number | null {
  const n = state.before.length;
  if (state.filled < n) return null;
  return (n * state.products - state.sumBefore * state.sumAfter) / (n * n);
}

/** 2√(−cov), in the unit that cov is the square of; null where cov > 0: there is no bounce to read. */
export const rollSpread = (covariance: number): number | null =>
  covariance > 0 ? null : 2 * Math.sqrt(0 - covariance);
