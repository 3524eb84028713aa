// A signal that can be judged: what it reads of a row, how its value becomes a side, and how that is said in words.

import type { SignalRow } from '../../pipeline/row.js';
import type { SignalSpec } from '../study-plan.js';

export type Side = -1 | 0 | 1;

/** A feature of the pipeline that a signal reads; settings as `buildFeature` takes them. */
export interface SignalFeature {
  readonly name: string;
  readonly settings: Readonly<Record<string, number>>;
}

/** What is known at a row: the row, and columns of the features beside it by name. */
export interface RowView {
  readonly row: SignalRow;
  /** Value of a feature's column; null where it is absent. */
  readonly column: (name: string) => number | null;
}

/** What a z-score looks back on: so many rows, or a fixed time. */
export type SignalWindow =
  { readonly kind: 'rows'; readonly samples: number } | { readonly kind: 'span'; readonly us: number };

export interface StudySignal {
  readonly spec: SignalSpec;
  /** What its value is, for the section on definitions. */
  readonly about: string;
  readonly features: readonly SignalFeature[];
  /** Null: it has none. */
  readonly window: SignalWindow | null;
  /** Null: absent. */
  readonly valueOf: (view: RowView) => number | null;
  readonly sideOf: (value: number, row: SignalRow) => Side;
}

/** Beyond ±threshold, strictly, as in the chain. */
export const beyond =
  (threshold: number) =>
  (value: number): Side =>
    value > threshold ? 1 : value < -threshold ? -1 : 0;

/** The value is the side already. */
export const signOf = (value: number): Side => (value > 0 ? 1 : value < 0 ? -1 : 0);
