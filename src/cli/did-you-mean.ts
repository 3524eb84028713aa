// Hints for mistyped words.

import { didYouMean } from '../core/market/near-word.js';

/** ` Did you mean X?`-style hint, or undefined. */
export function suggestion(typed: string, known: readonly string[]): string | undefined {
  const near = didYouMean(typed, known);
  return near === null ? undefined : `did you mean ${near}?`;
}
