// What a judgement needs to know besides the collected outcomes, and how it tells where it stands.

import type { Foresight } from '../collect/foresight.js';
import type { Environment } from '../../market/instrument.js';

export interface JudgeContext {
  readonly env: Environment;
  /** Whether data that are not of the live market may carry a verdict. */
  readonly allowSynthetic: boolean;
  /** Verified time of the market, µs. */
  readonly coveredUs: number;
  /** Trials on this data set in the ledger, this run's included, and where it lies. */
  readonly trials: number;
  readonly ledgerPath: string | null;
  /** Whether the parts of the long report are wanted: shape, baselines, regimes, audits, PBO, SPA. */
  readonly full: boolean;
  /** How rows and signals were made, for the decay tables. */
  readonly recipe: readonly (readonly [key: string, value: string])[];
  /** Price of a tick, base units of a lot. */
  readonly tick: number;
  readonly step: number;
  /** Length of each signal's window in seconds, p5, p50, p95; one a signal of the plan. Null: none has a window. */
  readonly windowSeconds: readonly (readonly number[] | null)[] | null;
  /** The price around the moments of a user's list, which is the last signal of the plan; none without a list. */
  readonly foresight?: Foresight | null;
}

/** A part of the work. The words are stable: screens translate them. */
export type JudgePart =
  | 'market'
  | 'endpoints'
  | 'audit'
  | 'power'
  | 'decay'
  | 'economics'
  | 'shape'
  | 'baselines'
  | 'regimes'
  | 'multiplicity';

/** Given out between slices of work; whoever drives the generator may stop there. */
export interface JudgeStep {
  readonly part: JudgePart;
  readonly done: number;
  readonly of: number;
}

/** Work in slices that ends in a result. */
export type Sliced<T> = Generator<JudgeStep, T, undefined>;

/** Runs sliced work to its end. */
export function finish<T>(work: Generator<unknown, T, undefined>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}
