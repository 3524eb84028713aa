// The gamma function's logarithm, its Stirling error, and the regularised incomplete gamma function.

const HALF_LN_TWO_PI = 0.9189385332046728;
const MAX_STEPS = 100_000;

// C. Lanczos' approximation with g = 7 and nine terms (P. Godfrey): relative error of Γ below 1e-15.
const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 0.000009984369578019572, 1.5056327351493116e-7,
];

/** ln Γ(x), x > 0. */
export function lnGamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`gamma function of ${x}`);
  if (x < 0.5) return lnGamma(x + 1) - Math.log(x);
  if (x > 15) return (x - 0.5) * Math.log(x) - x + HALF_LN_TWO_PI + stirlingError(x);
  let sum = 0.9999999999998099;
  LANCZOS.forEach((term, k) => (sum += term / (x + k)));
  const t = x + 6.5;
  return HALF_LN_TWO_PI + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

/** ln Γ(x) − [(x − ½) ln x − x + ½ ln 2π], x > 0: what Stirling's formula leaves. C. Loader (2000), "stirlerr". */
export function stirlingError(x: number): number {
  if (x <= 15) return lnGamma(x) - ((x - 0.5) * Math.log(x) - x + HALF_LN_TWO_PI);
  const z = 1 / (x * x);
  return (1 / 12 - z * (1 / 360 - z * (1 / 1260 - z * (1 / 1680 - z * (1 / 1188 - (z * 691) / 360_360))))) / x;
}

/** x ln(x/m) + m − x without cancellation where x is near m; x, m > 0. C. Loader (2000), "bd0". */
export function deviance(x: number, m: number): number {
  if (Math.abs(x - m) >= 0.1 * (x + m)) return x * Math.log(x / m) + m - x;
  const v = (x - m) / (x + m);
  let sum = (x - m) * v;
  let term = 2 * x * v;
  for (let j = 1; j < MAX_STEPS; j++) {
    term *= v * v;
    const next = sum + term / (2 * j + 1);
    if (next === sum) break;
    sum = next;
  }
  return sum;
}

/** x^a·e^−x / Γ(a + 1). */
const density = (a: number, x: number): number =>
  Math.exp(-stirlingError(a) - deviance(a, x)) / Math.sqrt(2 * Math.PI * a);

/**
 * Regularised upper incomplete gamma function Q(a, x) = Γ(a, x)/Γ(a), a > 0, x ≥ 0. Series below a + 1, Lentz's
 * continued fraction above (Press et al., Numerical Recipes, 6.2).
 */
export function upperGamma(a: number, x: number): number {
  if (!(a > 0 && x >= 0)) throw new RangeError(`incomplete gamma function at (${a}, ${x})`);
  if (x === 0) return 1;
  if (x === Infinity) return 0;
  return x < a + 1 ? 1 - density(a, x) * series(a, x) : density(a, x) * a * fraction(a, x);
}

/** 1 + x/(a + 1) + x²/((a + 1)(a + 2)) + … */
function series(a: number, x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; k < MAX_STEPS && term > sum * 1e-17; k++) {
    term *= x / (a + k);
    sum += term;
  }
  return sum;
}

function fraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = Infinity;
  let d = 1 / b;
  let h = d;
  for (let k = 1; k < MAX_STEPS; k++) {
    const an = -k * (k - a);
    b += 2;
    d = 1 / (an * d + b);
    c = b + an / c;
    h *= d * c;
    if (Math.abs(d * c - 1) < 5e-16) break;
  }
  return h;
}
