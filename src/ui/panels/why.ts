// How a signal came about, as lines with tones: the report comes as text for a terminal of 16 colours.

import { type Cell, type Line, type Tone, cell } from '../cell.js';

/** What the report marks: titles bold, labels dim, verdicts in colour. */
const TONES: Readonly<Record<string, Tone>> = {
  1: 'title',
  2: 'dim',
  31: 'bad',
  32: 'good',
  33: 'warn',
  36: 'accent',
};

const MARK = /\u001b\[([\d;]*)m/;

/** One line; marks that say nothing here, and those that end a tone, make it plain again. */
export function whyLine(text: string): Line {
  const [first = '', ...rest] = text.split(MARK);
  const cells: Cell[] = [cell(` ${first}`)];
  for (let i = 0; i < rest.length; i += 2) {
    const own = rest[i + 1] ?? '';
    if (own !== '') cells.push(cell(own, TONES[rest[i] ?? ''] ?? 'plain'));
  }
  return cells;
}

export const whyLines = (texts: readonly string[]): readonly Line[] => texts.map(whyLine);
