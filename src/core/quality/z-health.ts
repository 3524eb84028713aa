// The health of one z-score over a run: how it is distributed, how often it is large, why it is missing.

import { type DdSketch, ddSketchQuantile, initDdSketch, insertDdSketch } from '../stats/ddsketch.js';
import { type Interval, wilsonInterval } from '../stats/proportion.js';

export interface ZHealthState {
  readonly sketch: DdSketch;
  /** Values with |z| > 1, 2, 3. */
  over1: number;
  over2: number;
  over3: number;
  /** Rows without a value, by reason. */
  readonly nulls: Record<string, number>;
}

/** Share of rows beyond a limit. */
export interface TailShare {
  readonly limit: 1 | 2 | 3;
  readonly count: number;
  readonly share: number;
  /** 95 % Wilson interval for independent rows; rows are autocorrelated, so that the true one is wider. */
  readonly interval: Interval;
  /** The share of a normal z, for comparison. */
  readonly normalShare: number;
}

export interface ZHealth {
  /** Rows with a value. */
  readonly n: number;
  /** Rows without one, by reason, most frequent first. */
  readonly nulls: readonly { readonly reason: string; readonly rows: number }[];
  /** Null where n is 0. Quantiles within 0.5 % of the exact ones. */
  readonly values: {
    readonly median: number;
    readonly iqr: number;
    readonly p5: number;
    readonly p95: number;
    readonly min: number;
    readonly max: number;
    readonly tails: readonly TailShare[];
  } | null;
}

export const initZHealth = (): ZHealthState => ({ sketch: initDdSketch(), over1: 0, over2: 0, over3: 0, nulls: {} });

/** Takes the value of a row; the reason is read where it is null. */
export function stepZHealth(state: ZHealthState, z: number | null, reason: string | null): void {
  if (z === null) {
    const key = reason ?? 'unknown';
    state.nulls[key] = (state.nulls[key] ?? 0) + 1;
    return;
  }
  insertDdSketch(state.sketch, z);
  const magnitude = Math.abs(z);
  if (magnitude > 1) state.over1++;
  if (magnitude > 2) state.over2++;
  if (magnitude > 3) state.over3++;
}

/** 2(1 − Φ(k)), k = 1, 2, 3. */
const NORMAL_SHARE = { 1: 0.31731, 2: 0.0455, 3: 0.0027 } as const;

function tailShare(limit: 1 | 2 | 3, count: number, n: number): TailShare {
  const interval = wilsonInterval(count, n) ?? { low: 0, high: 1 };
  return { limit, count, share: count / n, interval, normalShare: NORMAL_SHARE[limit] };
}

export function zHealth(state: ZHealthState): ZHealth {
  const { sketch } = state;
  const n = sketch.count;
  const nulls = Object.entries(state.nulls)
    .map(([reason, rows]) => ({ reason, rows }))
    .sort((a, b) => b.rows - a.rows || (a.reason < b.reason ? -1 : 1));
  if (n === 0) return { n, nulls, values: null };
  // A sketch that is not empty has every quantile.
  const at = (p: number): number => ddSketchQuantile(sketch, p) ?? 0;
  return {
    n,
    nulls,
    values: {
      median: at(0.5),
      iqr: at(0.75) - at(0.25),
      p5: at(0.05),
      p95: at(0.95),
      min: sketch.min,
      max: sketch.max,
      tails: [tailShare(1, state.over1, n), tailShare(2, state.over2, n), tailShare(3, state.over3, n)],
    },
  };
}
