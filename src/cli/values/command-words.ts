// A command line split into words as shells quote them, and nothing else that shells do: no variables, patterns, pipes.

import { type Parsed, parsed, unparsed } from './refuse.js';

const WORD = /(?:[^\s'"\\]|\\[^]|'[^']*'|"(?:[^"\\]|\\[^])*")+/y;
const SPACE = /\s+/y;
const PART = /\\([^])|'([^']*)'|"((?:[^"\\]|\\[^])*)"/g;

/** Words apart by spaces; 'as it is', "with \" in it", and \ before any character. Only the last two know \. */
export function splitWords(text: string): Parsed<readonly string[]> {
  const words: string[] = [];
  let at = 0;
  while (at < text.length) {
    SPACE.lastIndex = at;
    at += SPACE.exec(text)?.[0].length ?? 0;
    if (at >= text.length) break;
    WORD.lastIndex = at;
    const word = WORD.exec(text)?.[0];
    if (word === undefined) return unparsed('a quote is not closed, or \\ stands at the end');
    words.push(unquoted(word));
    at += word.length;
  }
  return parsed(words);
}

/** The three groups of PART: after \\, within '', within "". */
const unquoted = (word: string): string =>
  word.replace(PART, (_, ...[plain, single, double]: (string | undefined)[]) => {
    return plain ?? single ?? (double ?? '').replace(/\\([^])/g, '$1');
  });
