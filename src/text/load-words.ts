// The texts of a language, loaded when it is spoken.

import type { Language } from './language.js';
import { ENGLISH, type Words } from './words.js';

/** English loads nothing. */
export async function loadWords(lang: Language): Promise<Words> {
  if (lang === 'en') return ENGLISH;
  const { chineseWords } = await import('./zh/words.js');
  return chineseWords();
}
