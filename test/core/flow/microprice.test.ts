// Solving for the micro-price: the published chain, states that cannot move, and a drift that does not end.

import { expect, test } from 'vitest';
import { type MicropriceChain, solveMicroprice } from '../../../src/core/flow/microprice.js';

/** quant-vectors.json, impact.microprice: three states of imbalance, moves of half a tick. */
const Q = [[0.55, 0.2, 0.05], [0.15, 0.55, 0.15], [0.05, 0.2, 0.55]]; // prettier-ignore
const R1 = [[0.15, 0.05], [0.075, 0.075], [0.05, 0.15]] as const; // prettier-ignore
const T = [
  [[0.08, 0.05, 0.02], [0.01, 0.02, 0.02]],
  [[0.03, 0.03, 0.015], [0.015, 0.03, 0.03]],
  [[0.02, 0.02, 0.01], [0.02, 0.05, 0.08]],
]; // prettier-ignore

const PUBLISHED: MicropriceChain = {
  n: 3,
  stays: Float64Array.from(Q.flat()),
  moves: Float64Array.from(T.flatMap(([down, up]) => down!.map((chance, j) => chance + up![j]!))),
  drift: Float64Array.from(R1, ([down, up]) => 0.5 * (up - down)),
};

test('published vector: G¹ and G*', () => {
  const { first, limit } = solveMicroprice(PUBLISHED);
  [-0.1, 0, 0.1].forEach((value, i) => expect(first[i]).toBeCloseTo(value, 12));
  [-1 / 9, 0, 1 / 9].forEach((value, i) => expect(limit[i]).toBeCloseTo(value, 10));
});

test('published vector: G² is G¹ and one term more', () => {
  const { first } = solveMicroprice(PUBLISHED);
  const { first: second } = solveMicroprice({ ...PUBLISHED, drift: driftOf(first) });
  [-0.11, 0, 0.11].forEach((value, i) => expect(first[i]! + second[i]!).toBeCloseTo(value, 12));
});

/** R²G¹: solving for it gives B·G¹. */
function driftOf(first: Float64Array): Float64Array {
  const { n, moves } = PUBLISHED;
  return Float64Array.from({ length: n }, (_, i) =>
    first.reduce((sum, value, j) => sum + moves[i * n + j]! * value, 0),
  );
}

test('states from which the mid never moves have no adjustment', () => {
  const { first, limit } = solveMicroprice({
    n: 4,
    // 0 and 1 lead only to each other and never move; 2 and 3 move, or fall back to 0.
    stays: Float64Array.of(0.5, 0.5, 0, 0, 0.5, 0.5, 0, 0, 0.5, 0, 0, 0, 0, 0.5, 0, 0),
    moves: Float64Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0.5, 0, 0, 0.5, 0, 0, 0),
    drift: Float64Array.of(0, 0, 0.5, -0.5),
  });
  expect([...first]).toEqual([0, 0, 0.5, -0.5]);
  expect([...limit]).toEqual([0, 0, 0.5, -0.5]);
});

test('a drift that does not end is refused', () => {
  const rising = { n: 1, stays: Float64Array.of(0.5), moves: Float64Array.of(0.5), drift: Float64Array.of(0.5) };
  expect(() => solveMicroprice(rising)).toThrow('does not converge');
});
