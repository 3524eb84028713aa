// Widths of the triple barrier: `1,1` or `2,0.5`, deviations up and down.

import type { Barriers } from '../../core/analysis/study-plan.js';
import type { ValueParser } from '../option.js';
import { type Parsed, accept, parsed, unparsed } from './refuse.js';

const MOST = 100;

/** Gain and loss, both above 0 and at most 100, or why not. One number stands for both. */
export function parseBarriers(text: string): Parsed<Barriers> {
  const words = text.split(',').map((word) => word.trim());
  const [up = NaN, down = up] = words.map((word) => (/^(\d+\.?\d*|\.\d+)$/.test(word) ? Number(word) : NaN));
  if (words.length > 2 || Number.isNaN(up) || Number.isNaN(down)) {
    return unparsed(
      'not a gain and a loss',
      'write 1,1 or 2,0.5: deviations of a return over the horizon, without a unit',
    );
  }
  if (!(up > 0 && down > 0 && up <= MOST && down <= MOST)) return unparsed(`must be above 0 and at most ${MOST}`);
  return parsed({ up, down });
}

/** Parser of an option. */
export const barriers: ValueParser<Barriers> = (text, flag) => accept(parseBarriers(text), flag, text);
