// One seed of a study becomes one a purpose, so that a figure does not depend on which others were computed before it.

import { type RngState, initRng } from '../../stats/rng.js';

/** What randomness is drawn for. */
export const PURPOSES = [
  'rate',
  'power',
  'moments',
  'audit',
  'paired',
  'edge',
  'baseline',
  'regime',
  'shape',
  'spa',
  'barriers',
  'walks',
  'moves',
  'decay',
] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Finalizer of MurmurHash3 over 32 bits (A. Appleby, public domain). */
function mix(word: number): number {
  let h = word | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** A generator for a purpose at a place, such as the numbers of signal and lane. */
export function rngFor(seed: number, purpose: Purpose, place: readonly number[] = []): RngState {
  const words = [PURPOSES.indexOf(purpose), place.length, ...place];
  return initRng(words.reduce((state, word) => mix(Math.imul(state, 31) ^ mix(word + 0x9e3779b9)), mix(seed)));
}
