// All entries of `v13 explain`, in the order in which they are listed.

import type { Explanation } from '../explanation.js';
import { DATA_EXPLANATIONS } from './explain-data.js';
import { SIGNAL_EXPLANATIONS } from './explain-signals.js';

export const EXPLANATIONS: readonly Explanation[] = [...SIGNAL_EXPLANATIONS, ...DATA_EXPLANATIONS];

/** The entry of a term or one of its other names; case, blanks and underscores do not matter. */
export function findExplanation(word: string): Explanation | undefined {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[\s_]/g, '-');
  const wanted = plain(word);
  return (
    EXPLANATIONS.find(({ term }) => term === wanted) ??
    EXPLANATIONS.find(({ aliases }) => aliases.some((alias) => plain(alias) === wanted))
  );
}

/** Every word that findExplanation knows. */
export const EXPLAINED_WORDS: readonly string[] = EXPLANATIONS.flatMap(({ term, aliases }) => [term, ...aliases]);
