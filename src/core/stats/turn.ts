// Sine and cosine of a fraction of a full turn from + − × alone, so that seeded numbers have the same bits in every engine.

const HALF_PI = Math.PI / 2;

// Minimax polynomials of fdlibm's __kernel_sin and __kernel_cos for |x| ≤ π/4 (Sun Microsystems, 1993); error < 2^-57.
function kernelSin(x: number): number {
  const z = x * x;
  const tail =
    8.33333333332248946124e-3 +
    z *
      (-1.98412698298579493134e-4 +
        z * (2.75573137070700676789e-6 + z * (-2.50507602534068634195e-8 + z * 1.58969099521155010221e-10)));
  return x + x * z * (-1.66666666666666324348e-1 + z * tail);
}

function kernelCos(x: number): number {
  const z = x * x;
  const tail =
    4.16666666666666019037e-2 +
    z *
      (-1.38888888888741095749e-3 +
        z *
          (2.48015872894767294178e-5 +
            z * (-2.75573143513906633035e-7 + z * (2.0875723212981748279e-9 + z * -1.13596475577881948265e-11))));
  return 1 - (0.5 * z - z * z * tail);
}

// 4u = q + r with |r| ≤ 1/2 is exact, so the reduction costs no accuracy.
const quarterOf = (turn: number): number => Math.floor(4 * turn + 0.5);

/** cos 2πu for a turn u in [0, 1]. Math.cos is not used: its last bit differs between engine versions. */
export function cosTurn(turn: number): number {
  const quarter = quarterOf(turn);
  const x = (4 * turn - quarter) * HALF_PI;
  switch (quarter & 3) {
    case 0:
      return kernelCos(x);
    case 1:
      return -kernelSin(x);
    case 2:
      return -kernelCos(x);
    default:
      return kernelSin(x);
  }
}

/** sin 2πu for a turn u in [0, 1]. */
export function sinTurn(turn: number): number {
  const quarter = quarterOf(turn);
  const x = (4 * turn - quarter) * HALF_PI;
  switch (quarter & 3) {
    case 0:
      return kernelSin(x);
    case 1:
      return kernelCos(x);
    case 2:
      return -kernelSin(x);
    default:
      return -kernelCos(x);
  }
}
