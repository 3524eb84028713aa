// Counting what a micro-price is made of: states of imbalance and spread, the steps between them, the moves of the mid.

import type { TopLevels } from '../book/top-levels.js';
import { type MicropriceSolution, solveMicroprice } from './microprice.js';

export interface MicropriceGrid {
  /** Classes of imbalance, odd: a balanced book has a class of its own. */
  readonly imbalances: number;
  /** Spreads of 1, 2, … ticks; wider ones belong to the last class. */
  readonly spreads: number;
}

/** Counts of steps; a state is spread class · imbalances + imbalance class. */
export interface MicropriceFitState {
  readonly grid: MicropriceGrid;
  readonly stays: Float64Array;
  readonly moves: Float64Array;
  /** Σ of moves of the mid in half ticks, by the state before. */
  readonly drift: Float64Array;
  readonly visits: Float64Array;
  steps: number;
}

export interface MicropriceFit extends MicropriceSolution {
  readonly grid: MicropriceGrid;
  /** Steps seen from each state, its mirror image included. */
  readonly visits: Float64Array;
  readonly steps: number;
}

/** @throws RangeError for an even count of imbalances, or counts that are no counts */
export function initMicropriceFit(grid: MicropriceGrid): MicropriceFitState {
  const { imbalances, spreads } = grid;
  if (!Number.isInteger(imbalances) || imbalances < 1 || imbalances % 2 === 0) {
    throw new RangeError(`${imbalances} classes of imbalance: must be odd`);
  }
  if (!Number.isInteger(spreads) || spreads < 1) throw new RangeError(`${spreads} classes of spread`);
  const n = imbalances * spreads;
  return {
    grid: { imbalances, spreads },
    stays: new Float64Array(n * n),
    moves: new Float64Array(n * n),
    drift: new Float64Array(n),
    visits: new Float64Array(n),
    steps: 0,
  };
}

/**
 * State of a book with both sides. The class of imbalance counts from the shorter queue, so that a mirrored book lies in
 * exactly the mirrored class.
 */
export function micropriceState({ imbalances, spreads }: MicropriceGrid, top: TopLevels): number {
  const bid = top.bidLots[0] as number;
  const ask = top.askLots[0] as number;
  const fromEdge = Math.floor((Math.min(bid, ask) / (bid + ask)) * imbalances);
  const imbalance = bid <= ask ? fromEdge : imbalances - 1 - fromEdge;
  const spread = Math.min((top.askTicks[0] as number) - (top.bidTicks[0] as number), spreads) - 1;
  return spread * imbalances + imbalance;
}

/** The state of the same book with bids and asks changed over. */
export const mirroredState = ({ imbalances }: MicropriceGrid, state: number): number =>
  state - (state % imbalances) + imbalances - 1 - (state % imbalances);

/** Counts the step from one readable book to the next. */
export function stepMicropriceFit(state: MicropriceFitState, prev: TopLevels, next: TopLevels): void {
  const { grid, stays, moves, drift, visits } = state;
  const from = micropriceState(grid, prev);
  const at = from * visits.length + micropriceState(grid, next);
  const move =
    (next.bidTicks[0] as number) +
    (next.askTicks[0] as number) -
    (prev.bidTicks[0] as number) -
    (prev.askTicks[0] as number);
  visits[from] = (visits[from] as number) + 1;
  state.steps++;
  if (move === 0) {
    stays[at] = (stays[at] as number) + 1;
    return;
  }
  moves[at] = (moves[at] as number) + 1;
  drift[from] = (drift[from] as number) + move;
}

/**
 * The adjustments of all states, from the counts and their mirror images: without these the series need not end, and the
 * drift of the training span would be taken for a property of the book. Null where nothing moved.
 */
export function finishMicropriceFit(state: MicropriceFitState): MicropriceFit | null {
  const { grid, steps } = state;
  const n = state.visits.length;
  const [stays, moves] = [new Float64Array(n * n), new Float64Array(n * n)];
  const [drift, visits] = [new Float64Array(n), new Float64Array(n)];
  for (let i = 0; i < n; i++) {
    const mirror = mirroredState(grid, i);
    const seen = (state.visits[i] as number) + (state.visits[mirror] as number);
    visits[i] = seen;
    if (seen === 0) continue;
    drift[i] = ((state.drift[i] as number) - (state.drift[mirror] as number)) / 2 / seen;
    for (let j = 0; j < n; j++) {
      const image = mirror * n + mirroredState(grid, j);
      stays[i * n + j] = ((state.stays[i * n + j] as number) + (state.stays[image] as number)) / seen;
      moves[i * n + j] = ((state.moves[i * n + j] as number) + (state.moves[image] as number)) / seen;
    }
  }
  if (moves.every((chance) => chance === 0)) return null;
  const { first, limit, terms } = solveMicroprice({ n, stays, moves, drift });
  const odd = (g: Float64Array) => g.map((v, i) => (v - (g[mirroredState(grid, i)] as number)) / 2);
  return { grid, visits, steps, first: odd(first), limit: odd(limit), terms };
}
