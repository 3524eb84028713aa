// From a row to what each signal of a study says: a value and a side.

import type { SignalRow } from '../../pipeline/row.js';
import type { SignalSpec } from '../study-plan.js';

/** What a signal says at a row; null where it has nothing to say. */
export interface Said {
  readonly value: number;
  readonly side: -1 | 0 | 1;
}

/** One signal and how it is read off a row. */
export interface SignalSource {
  readonly spec: SignalSpec;
  readonly read: (row: SignalRow) => Said | null;
}

export interface SignalReader {
  readonly specs: readonly SignalSpec[];
  readonly sources: readonly SignalSource[];
}

export const createReader = (sources: readonly SignalSource[]): SignalReader => ({
  specs: sources.map(({ spec }) => spec),
  sources,
});

/** Overwrites what was said by what the row says: NaN and 0 where a signal says nothing. */
export function readSignals(
  { sources }: SignalReader,
  row: SignalRow,
  said: { readonly values: Float64Array; readonly sides: Int8Array },
): void {
  for (let s = 0; s < sources.length; s++) {
    const one = sources[s]?.read(row) ?? null;
    said.values[s] = one === null ? NaN : one.value;
    said.sides[s] = one === null ? 0 : one.side;
  }
}
