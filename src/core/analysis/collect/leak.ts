// Checks on labels: one that looks back is the past return with its sign turned, one that is given away is the signal.

/** Beyond this correlation with what was known at the decision no label is a forward return of any market. */
export const LEAK_CORRELATION = 0.9;
/** Fewer pairs tell nothing. */
const LEAST_PAIRS = 30;

export interface LeakCheck {
  readonly n: number;
  /** Pearson correlation of the two; null with fewer than 30 pairs or without variance. */
  readonly correlation: number | null;
  readonly leaked: boolean;
}

function correlationOf(x: Float64Array, y: Float64Array): { n: number; r: number | null } {
  let n = 0;
  let meanX = 0;
  let meanY = 0;
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let k = 0; k < x.length; k++) {
    const a = x[k] as number;
    const b = y[k] as number;
    if (Number.isNaN(a) || Number.isNaN(b)) continue;
    n++;
    const dx = a - meanX;
    const dy = b - meanY;
    meanX += dx / n;
    meanY += dy / n;
    xx += dx * (a - meanX);
    yy += dy * (b - meanY);
    xy += dx * (b - meanY);
  }
  return { n, r: xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : null };
}

/**
 * Compares labels with what is said to have been known at the decision (NaN: absent). A label made by shifting prices
 * the wrong way before an as-of join is minus the past return of the same span: the correlation is −1 up to rounding. A
 * signal made of the label has +1.
 */
export function detectLeak(y: Float64Array, known: Float64Array): LeakCheck {
  const { n, r } = correlationOf(y, known);
  const correlation = n < LEAST_PAIRS ? null : r;
  return { n, correlation, leaked: correlation !== null && Math.abs(correlation) > LEAK_CORRELATION };
}

export interface ReversalCheck {
  /** Hit rates without ties of the sides on the labels, and on the labels of the same prices run backwards. */
  readonly forward: number | null;
  readonly backward: number | null;
  /** The score is as good backwards as forwards and well above chance: it is of what had happened, not of what came. */
  readonly keepsScore: boolean;
}

function hitRate(sides: Int8Array, y: Float64Array, turn: 1 | -1): { n: number; rate: number | null } {
  let n = 0;
  let hits = 0;
  for (let k = 0; k < y.length; k++) {
    const gain = turn * (sides[k] as number) * (y[k] as number);
    if (gain > 0) hits++;
    if (gain > 0 || gain < 0) n++;
  }
  return { n, rate: n === 0 ? null : hits / n };
}

/**
 * Time reversal: run backwards, the future of a moment is its past with the sign turned. A forecast must lose its score
 * there; one that keeps it has its labels from the wrong side. Margin above one half: three standard errors.
 */
export function checkReversal(sides: Int8Array, y: Float64Array, past: Float64Array): ReversalCheck {
  const forward = hitRate(sides, y, 1);
  const backward = hitRate(sides, past, -1);
  const margin = backward.n === 0 ? 1 : 1.5 / Math.sqrt(backward.n);
  const keepsScore =
    forward.rate !== null &&
    backward.rate !== null &&
    forward.rate > 0.5 + margin &&
    backward.rate >= forward.rate - margin;
  return { forward: forward.rate, backward: backward.rate, keepsScore };
}
