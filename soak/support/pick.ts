// Random choices of one case: the same for the same seed and case, whatever ran before.

import { type Pick, seededPick } from '../../test/support/frame-mutations.js';

/** Neighbouring cases get unrelated choices: seed and number are mixed first. */
export function pickFor(seed: number, index: number): Pick {
  let mixed = Math.imul(seed ^ 0x85ebca6b, 0x9e3779b1) ^ Math.imul(index + 1, 0xc2b2ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x7feb352d);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b);
  const pick = seededPick(mixed ^ (mixed >>> 16));
  // The first numbers of such a generator follow its seed too closely.
  for (let warm = 0; warm < 3; warm++) pick(2);
  return pick;
}

/** One of the values; the list is never empty. */
export const oneOf = <T>(pick: Pick, values: readonly T[]): T => values[pick(values.length)] as T;

export const chance = (pick: Pick, oneIn: number): boolean => pick(oneIn) === 0;
