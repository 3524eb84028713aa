// Texts for people in the language of the run: written in English where they belong, put into another at the edge.

import type { Language } from './language.js';

/** Unknown texts (paths, names, figures) come back as they are. */
export interface Words {
  readonly lang: Language;
  /** A sentence, a phrase, or several joined by `; `, `. ` or line ends. */
  readonly message: (text: string) => string;
  /** A heading, the name of a column, a short word beside a value. */
  readonly label: (text: string) => string;
}

const same = (text: string): string => text;

export const ENGLISH: Words = { lang: 'en', message: same, label: same };
