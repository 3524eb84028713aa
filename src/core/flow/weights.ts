// Level weights of the order flow imbalance: best level first, summing to one.

/** A sum this near to 1 is 1 written in binary: the weights are then used as given. */
const SUM_TOLERANCE = 1e-12;

/**
 * The weights divided by their sum.
 * @throws RangeError when empty, when one is negative or not finite, or when all are zero
 */
export function normaliseWeights(weights: readonly number[]): Float64Array {
  let sum = 0;
  for (const weight of weights) {
    if (!(weight >= 0 && Number.isFinite(weight))) throw new RangeError(`weight ${weight}`);
    sum += weight;
  }
  if (!(sum > 0)) throw new RangeError('the weights sum to 0');
  const scale = Math.abs(sum - 1) <= SUM_TOLERANCE ? 1 : sum;
  return Float64Array.from(weights, (weight) => weight / scale);
}
