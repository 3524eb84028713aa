// What is kept beside the chain while frames are played: figures for the screen, or nothing. Plain data and a step.

import type { CrossingEvent } from '../../core/market/crossing.js';
import type { EventBatch } from '../../core/market/event-batch.js';
import type { SignalRow } from '../../core/pipeline/row.js';
import type { ChainRunner } from '../run-chain.js';

/** What came of some frames; reused after the call. */
export interface Taken {
  readonly events: EventBatch;
  readonly rows: readonly SignalRow[];
  readonly crossings: readonly CrossingEvent[];
  readonly runner: ChainRunner;
}

/** `save` gives a copy that shares nothing; `restore` takes such a copy and leaves it as it was. */
export interface Beside<State> {
  /** Most frames a step, so that the state does not depend on how frames came in groups. */
  readonly stride: number;
  init(): State;
  step(state: State, taken: Taken): void;
  save(state: State): State;
  restore(saved: State): State;
}

/** Small enough for a slice of the thread, large enough for the chain to run at its speed. */
const FAST_STRIDE = 64;

/** Nothing is kept. */
export const NOTHING: Beside<null> = {
  stride: FAST_STRIDE,
  init: () => null,
  step: () => undefined,
  save: () => null,
  restore: () => null,
};
