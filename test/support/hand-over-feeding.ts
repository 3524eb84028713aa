// Feeding a hand-over in tests: messages with ids, each naming the one before it.

import type { Sequence } from '../../src/exchange/binance/message-ids.js';
import { type RolloverState, type Side, initRollover, stepRollover } from '../../src/exchange/binance/rollover.js';

export interface True {
  readonly id: number;
  readonly prev: number;
}

/** Messages with ids that jump, each naming the one before it. */
export const truth = (steps: readonly number[]): True[] => {
  let id = 100;
  return steps.map((step) => {
    const prev = id;
    id += step;
    return { id, prev };
  });
};

export const begin = (...sequences: Sequence[]): RolloverState<number> =>
  initRollover<number>({ sequences, lasts: sequences.map(() => null) });

export interface Feeding {
  readonly side: Side;
  readonly nowUs?: number;
  readonly index?: number;
}

/** One message as its stream's sequence shows it; the value is its id. */
export function feed(
  state: RolloverState<number>,
  { id, prev }: True,
  { side, nowUs = 0, index = 0 }: Feeding,
): number[] {
  const { sequence } = state.streams[index]!;
  const ids = sequence === 'bytes' ? null : { id, prev: sequence === 'chain' ? prev : null };
  return stepRollover(state, { index, side, ids, text: () => `${id}`, value: id }, nowUs);
}

/** Everything is taken to be quiet for ever: only messages hand over. */
export const CALM = { nowUs: 0, ackedUs: 0, quietUs: 1e9 };
