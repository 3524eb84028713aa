// Standard normal distribution: tails and quantiles to near double precision.

const SQRT_HALF = Math.SQRT1_2;
const ONE_OVER_SQRT_PI = 0.5641895835477563;

// Rational approximations of erf (|x| ≤ 0.46875) and erfc (to 4, beyond): W. J. Cody, Math. Comp. 23 (1969) 631.
const ERF_P = [3209.3775891384694, 377.485237685302, 113.86415415105016, 3.1611237438705655, 0.18577770618460315];
const ERF_Q = [2844.236833439171, 1282.6165260773723, 244.02463793444417, 23.601290952344122, 1];
const MIDDLE_P = [
  1230.3393547979972, 2051.0783778260716, 1712.0476126340707, 881.952221241769, 298.6351381974001, 66.11919063714163,
  8.883149794388377, 0.5641884969886701, 2.1531153547440383e-8,
];
const MIDDLE_Q = [
  1230.3393548037495, 3439.3676741437216, 4362.619090143247, 3290.7992357334597, 1621.3895745666903, 537.1811018620099,
  117.6939508913125, 15.744926110709835, 1,
];
const FAR_P = [
  0.0006587491615298378, 0.016083785148742275, 0.12578172611122926, 0.36034489994980445, 0.30532663496123236,
  0.016315387137302097,
];
const FAR_Q = [
  0.0023352049762686918, 0.06051834131244132, 0.5279051029514285, 1.8729528499234673, 2.568520192289822, 1,
];

// Rational approximations of the quantile: M. J. Wichura, algorithm AS 241 (PPND16), Appl. Stat. 37 (1988) 477.
const CENTRE_P = [
  3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087,
  33430.57558358813, 2509.0809287301227,
];
const CENTRE_Q = [
  1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271, 28729.085735721943,
  5226.495278852854,
];
const TAIL_P = [
  1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684, 0.2417807251774506,
  0.022723844989269184, 0.0007745450142783414,
];
const TAIL_Q = [
  1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
  0.0005475938084995345, 1.0507500716444169e-9,
];
const EXTREME_P = [
  6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
  0.0012426609473880784, 0.000027115555687434876, 2.0103343992922881e-7,
];
const EXTREME_Q = [
  1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 0.000018463183175100548,
  1.421511758316446e-7, 2.0442631033899397e-15,
];

/** Σ coefficients[k]·x^k by Horner's rule. */
function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (let k = coefficients.length - 1; k >= 0; k--) sum = sum * x + (coefficients[k] as number);
  return sum;
}

/** exp(−x²) without the loss of rounding x²: x is cut to sixteenths first. */
function expOfMinusSquare(x: number): number {
  const cut = Math.trunc(x * 16) / 16;
  return Math.exp(-cut * cut) * Math.exp(-(x - cut) * (x + cut));
}

/** Complementary error function erfc(x) = 1 − erf(x), any real x; below 5e-319 it is given as 0. */
export function erfc(x: number): number {
  const size = Math.abs(x);
  if (size > 27) return x > 0 ? 0 : 2;
  if (size <= 0.46875) return 1 - (x * polynomial(ERF_P, x * x)) / polynomial(ERF_Q, x * x);
  const upper =
    expOfMinusSquare(size) * (size <= 4 ? polynomial(MIDDLE_P, size) / polynomial(MIDDLE_Q, size) : far(size));
  return x > 0 ? upper : 2 - upper;
}

function far(x: number): number {
  const z = 1 / (x * x);
  return (ONE_OVER_SQRT_PI - (z * polynomial(FAR_P, z)) / polynomial(FAR_Q, z)) / x;
}

/** P(Z ≤ z). */
export const normalCdf = (z: number): number => 0.5 * erfc(-z * SQRT_HALF);

/** P(Z > z), accurate also far out where 1 − P(Z ≤ z) has no digits left. */
export const normalSf = (z: number): number => 0.5 * erfc(z * SQRT_HALF);

/** P(|Z| > |z|). */
export const normalTwoSided = (z: number): number => Math.min(1, erfc(Math.abs(z) * SQRT_HALF));

/**
 * z with P(Z ≤ z) = p.
 * @throws RangeError unless 0 < p < 1
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`normal quantile of ${p}: not between 0 and 1`);
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * polynomial(CENTRE_P, r)) / polynomial(CENTRE_Q, r);
  }
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p));
  const size =
    r <= 5
      ? polynomial(TAIL_P, r - 1.6) / polynomial(TAIL_Q, r - 1.6)
      : polynomial(EXTREME_P, r - 5) / polynomial(EXTREME_Q, r - 5);
  return q < 0 ? -size : size;
}
