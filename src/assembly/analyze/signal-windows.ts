// What the z-score of each signal looks back on, in seconds.

import type { ChainConfig } from '../../core/pipeline/config.js';

type Window = { readonly rows: number } | { readonly us: number } | null;

/** Spans in the baseline of each delta of the feature `cvd_windows`. */
const SPANS_IN_BASELINE = 60;
const SPANS_US: Readonly<Record<string, number>> = { 'cvd:1s': 1e6, 'cvd:5s': 5e6, 'cvd:60s': 60e6 };

function windowOf(name: string, { ofi, cvd }: ChainConfig): Window {
  if (name === 'ofi' || name.startsWith('ofi:')) return { rows: ofi.z.window };
  const spanUs = SPANS_US[name];
  if (spanUs !== undefined) return { us: SPANS_IN_BASELINE * spanUs };
  const mode = name === 'cvd' ? cvd.mode : name === 'cvd:delta' ? 'delta' : name === 'cvd:level' ? 'level' : null;
  if (mode === null) return null;
  return mode === 'delta' ? { us: cvd.z.window * cvd.barUs } : { rows: cvd.z.window };
}

/** Numbers of rows whose span has to be measured: on a time grid it follows from the grid. */
export const rowWindows = ({ grid, ofi, cvd }: ChainConfig): number[] =>
  grid.kind === 'time' ? [] : [...new Set([ofi.z.window, cvd.z.window])];

/** p5, p50, p95 in seconds; null for a signal without a window. `spans`: of so many rows, as measured. */
export function windowSeconds(
  name: string,
  chain: ChainConfig,
  spans: ReadonlyMap<number, readonly number[] | null>,
): readonly number[] | null {
  const window = windowOf(name, chain);
  if (window === null) return null;
  const same = (us: number): number[] => [us, us, us].map((one) => one / 1e6);
  if ('us' in window) return same(window.us);
  return chain.grid.kind === 'time' ? same(window.rows * chain.grid.stepUs) : (spans.get(window.rows) ?? null);
}
