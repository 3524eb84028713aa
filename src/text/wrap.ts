// Text in lines of a width: broken at blanks, and between Chinese characters, which have none.

import { isWide, textWidth } from './width.js';

/** Never first in a line (after GB/T 15834 on punctuation): it stays with what stands before it. */
const CLOSING = /^[。，、；：？！）》〉」』”’…—·%]$/u;
/** Never last in a line: it goes with what follows. */
const OPENING = /^[（《〈「『“‘]$/u;

/** What a line cannot be broken inside, and whether a blank stands before it. */
interface Piece {
  text: string;
  readonly afterBlank: boolean;
}

/** A word as pieces: a run of narrow characters is one, each wide character another. */
function wordPieces(word: string): Piece[] {
  const pieces: Piece[] = [];
  let wasWide = false;
  for (const char of word) {
    const wide = isWide(char.codePointAt(0) ?? 0);
    const last = pieces.at(-1);
    const clings = last !== undefined && (CLOSING.test(char) || OPENING.test(last.text.slice(-1)));
    if (last !== undefined && (clings || (!wide && !wasWide))) last.text += char;
    else pieces.push({ text: char, afterBlank: last === undefined });
    wasWide = wide;
  }
  return pieces.length === 0 ? [{ text: '', afterBlank: true }] : pieces;
}

/** The longest start of `text` of at most `width` cells, at least one character. */
function fittingStart(text: string, width: number): string {
  let start = '';
  for (const char of text) {
    if (start !== '' && textWidth(start + char) > width) break;
    start += char;
  }
  return start;
}

/** A word in parts of at most `width` cells. */
function cutWord(word: string, width: number): string[] {
  const parts: string[] = [];
  let rest = word;
  while (textWidth(rest) > width) {
    const start = fittingStart(rest, width);
    if (start === rest) break;
    parts.push(start);
    rest = rest.slice(start.length);
  }
  return [...parts, rest];
}

export type LongWords = 'cut' | 'keep';

/** Lines of at most `width` cells, a per cent sign with its figure; a word longer than that goes on in the next line, or stands out (`keep`). */
export function wrapText(text: string, width: number, longWords: LongWords = 'cut'): string[] {
  const lines: string[] = [];
  let line = '';
  for (const { text: piece, afterBlank } of text.split(/ (?!%)/).flatMap(wordPieces)) {
    const joined = line === '' ? piece : `${line}${afterBlank ? ' ' : ''}${piece}`;
    if (textWidth(joined) <= width) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    const parts = longWords === 'cut' ? cutWord(piece, width) : [piece];
    lines.push(...parts.slice(0, -1));
    line = parts.at(-1) ?? '';
  }
  return [...lines, line];
}
