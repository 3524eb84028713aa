// Shares with a unit: `60%` → 0.6.

import type { ValueParser } from '../option.js';
import { type Parsed, accept, parsed, unparsed } from './refuse.js';
import { isBareNumber } from './with-unit.js';

/** A share strictly between 0 and 1, or why not. */
export function parseShare(text: string): Parsed<number> {
  if (isBareNumber(text)) {
    const value = Number(text);
    const likely = value < 1 ? `${Math.round(value * 10_000) / 100}%` : `${text}%`;
    return unparsed('a share needs a unit', `did you mean ${likely}?`);
  }
  const match = /^(\d+\.?\d*|\.\d+)\s?%$/.exec(text);
  if (match === null) return unparsed('not a share; write 60%');
  // Through the decimal text, so that 55% is 0.55 and not 0.55000000000000004.
  const share = Number(`${match[1]}e-2`);
  return share > 0 && share < 1 ? parsed(share) : unparsed('must be above 0% and below 100%');
}

/** Parser of an option. */
export const share: ValueParser<number> = (text, flag) => accept(parseShare(text), flag, text);

/** Parser of an option: `52%,55%`. */
export const shares: ValueParser<readonly number[]> = (text, flag) =>
  text.split(',').map((one) => accept(parseShare(one.trim()), flag, one.trim()));
