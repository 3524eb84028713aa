// Ordinary least squares of one variable on another over the last W pairs, with and without an intercept.

export interface LineFit {
  /** y = intercept + slope·x; null while all x are equal. */
  intercept: number | null;
  slope: number | null;
  /** Share of the variance of y that the line explains; null also while all y are equal. */
  r2: number | null;
  /** y = slope·x through the origin: Σxy/Σx²; null while all x are 0. */
  slopeAtOrigin: number | null;
}

/** The last W pairs in a ring, in no order that matters to a fit. */
export interface PairWindow {
  readonly size: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  head: number;
  count: number;
}

export function initPairWindow(size: number): PairWindow {
  if (!Number.isInteger(size) || size < 1) throw new RangeError(`window of ${size} pairs`);
  return { size, x: new Float64Array(size), y: new Float64Array(size), head: 0, count: 0 };
}

export function clearPairWindow(window: PairWindow): void {
  window.head = 0;
  window.count = 0;
}

/** Adds a pair of finite numbers; the oldest one leaves a full window. */
export function pushPair(window: PairWindow, x: number, y: number): void {
  window.x[window.head] = x;
  window.y[window.head] = y;
  window.head = window.head + 1 === window.size ? 0 : window.head + 1;
  if (window.count < window.size) window.count++;
}

export const emptyFit = (): LineFit => ({ intercept: null, slope: null, r2: null, slopeAtOrigin: null });

/** A variance this small a share of the mean square is rounding: σ ≤ 1e-12 of the root mean square counts as zero. */
const NOTHING = 1e-24;

function meanOf(values: Float64Array, count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += values[i] as number;
  return sum / count;
}

/** Writes the fit of the window's pairs to `fit`: two passes, so that it knows nothing of pairs that have left. O(W). */
export function fitLine({ x, y, count }: PairWindow, fit: LineFit): void {
  const meanX = meanOf(x, count);
  const meanY = meanOf(y, count);
  let xx = 0;
  let xy = 0;
  let yy = 0;
  let rawXx = 0;
  let rawXy = 0;
  let rawYy = 0;
  for (let i = 0; i < count; i++) {
    const px = x[i] as number;
    const py = y[i] as number;
    xx += (px - meanX) * (px - meanX);
    xy += (px - meanX) * (py - meanY);
    yy += (py - meanY) * (py - meanY);
    rawXx += px * px;
    rawXy += px * py;
    rawYy += py * py;
  }
  fit.slope = xx > NOTHING * rawXx ? xy / xx : null;
  fit.intercept = fit.slope === null ? null : meanY - fit.slope * meanX;
  fit.r2 = fit.slope === null || yy <= NOTHING * rawYy ? null : Math.min(1, (fit.slope * xy) / yy);
  fit.slopeAtOrigin = rawXx > 0 ? rawXy / rawXx : null;
}
