// Many questions of one data set: adjusted p-values that control the false discovery rate or the family-wise error.

/** Indices of `p` from the smallest p-value to the largest; equal ones in their order. */
function ascending(p: ArrayLike<number>): Int32Array {
  for (let i = 0; i < p.length; i++) {
    const value = p[i] as number;
    if (!(value >= 0 && value <= 1)) throw new RangeError(`p-value ${value}: not within 0..1`);
  }
  return Int32Array.from({ length: p.length }, (_, i) => i).sort(
    (a, b) => (p[a] as number) - (p[b] as number) || a - b,
  );
}

/** min over j ≥ i of p₍ⱼ₎·scale·m/j: the step-up of both false discovery rates. */
function stepUp(p: ArrayLike<number>, scale: number): Float64Array {
  const order = ascending(p);
  const adjusted = new Float64Array(p.length);
  let least = 1;
  for (let rank = order.length; rank >= 1; rank--) {
    const index = order[rank - 1] as number;
    least = Math.min(least, ((p[index] as number) * scale * order.length) / rank);
    adjusted[index] = least;
  }
  return adjusted;
}

/**
 * Benjamini & Hochberg, JRSS B 57(1), 1995: q₍ᵢ₎ = min over j ≥ i of p₍ⱼ₎·m/j, at most 1. False discovery rate under
 * independence or positive dependence.
 * @param p p-values in any order
 * @returns q-values in the order of `p`
 */
export const benjaminiHochberg = (p: ArrayLike<number>): Float64Array => stepUp(p, 1);

/** Benjamini & Yekutieli, Annals of Statistics 29(4), 2001: BH times Σ 1/j for j = 1..m; holds under any dependence. */
export function benjaminiYekutieli(p: ArrayLike<number>): Float64Array {
  let harmonic = 0;
  for (let j = 1; j <= p.length; j++) harmonic += 1 / j;
  return stepUp(p, harmonic);
}

/**
 * Holm, Scandinavian Journal of Statistics 6(2), 1979: max over j ≤ i of (m − j + 1)·p₍ⱼ₎, at most 1. Family-wise error
 * under any dependence.
 * @returns adjusted p-values in the order of `p`
 */
export function holm(p: ArrayLike<number>): Float64Array {
  const order = ascending(p);
  const adjusted = new Float64Array(p.length);
  let most = 0;
  order.forEach((index, position) => {
    most = Math.max(most, Math.min(1, (order.length - position) * (p[index] as number)));
    adjusted[index] = most;
  });
  return adjusted;
}

/**
 * The level at which Holm's procedure tests each hypothesis: α/(m − j + 1) for the j-th smallest p-value as long as all
 * before it were rejected. The first that is not rejected stops the procedure, so all after it are tested at its level:
 * `p ≤ level` (equivalently `holm(p) ≤ α`) is then the verdict of every hypothesis.
 * @returns levels in the order of `p`
 */
export function holmLevels(p: ArrayLike<number>, alpha: number): Float64Array {
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`error rate ${alpha}: not within 0..1`);
  const order = ascending(p);
  const levels = new Float64Array(p.length);
  let level = alpha / Math.max(1, order.length);
  let going = true;
  order.forEach((index, position) => {
    if (going) level = alpha / (order.length - position);
    levels[index] = level;
    if ((p[index] as number) > level) going = false;
  });
  return levels;
}
