// All entries of `v13 explain`, in the order in which they are listed.

import type { Explanation } from '../explanation.js';
import { ANALYSIS_EXPLANATIONS } from './explain-analysis.js';
import { CAPTURE_EXPLANATIONS } from './explain-capture.js';
import { DATA_EXPLANATIONS } from './explain-data.js';
import { FEATURE_EXPLANATIONS } from './explain-features.js';
import { REPORT_EXPLANATIONS } from './explain-report.js';
import { SIGNAL_EXPLANATIONS } from './explain-signals.js';

/** Terms of the rows come first: a feature of the same name is one of their columns. */
const SAID = new Set(SIGNAL_EXPLANATIONS.flatMap(({ term, aliases }) => [term, ...aliases]));

export const EXPLANATIONS: readonly Explanation[] = [
  ...SIGNAL_EXPLANATIONS,
  ...DATA_EXPLANATIONS,
  ...CAPTURE_EXPLANATIONS,
  ...REPORT_EXPLANATIONS,
  ...ANALYSIS_EXPLANATIONS,
  ...FEATURE_EXPLANATIONS.filter(({ term }) => !SAID.has(term)),
];

/** `P(|z|>2)`, `p z 2` and `P_Z_2` are one word. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}%]+/gu, '-')
    .replaceAll(/^-|-$/g, '');

/** The entry of a term, of one of its other names, or of a key of the rows; case, blanks and signs do not matter. */
export function findExplanation(word: string): Explanation | undefined {
  const wanted = plain(word);
  const has = (words: readonly string[]): boolean => words.some((one) => plain(one) === wanted);
  return (
    EXPLANATIONS.find(({ term }) => plain(term) === wanted) ??
    EXPLANATIONS.find(({ aliases }) => has(aliases)) ??
    EXPLANATIONS.find(({ fields }) => has(fields))
  );
}

/** Every word that findExplanation knows. */
export const EXPLAINED_WORDS: readonly string[] = [
  ...new Set(EXPLANATIONS.flatMap(({ term, aliases, fields }) => [term, ...aliases, ...fields])),
];
