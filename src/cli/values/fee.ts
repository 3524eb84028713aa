// Fees with units: `5bp` or `0.05%` → basis points of the traded value; negative is a rebate.

import type { ValueParser } from '../option.js';
import { type Parsed, accept, parsed, unparsed } from './refuse.js';
import { isBareNumber } from './with-unit.js';

/** Beyond these a fee is a slip of the unit: no exchange takes a tenth, or gives a hundredth. */
const LEAST_BP = -100;
const MOST_BP = 1_000;

/** Basis points, or why not. */
export function parseFee(text: string): Parsed<number> {
  if (isBareNumber(text)) {
    const likely = Math.abs(Number(text)) < 0.1 ? `${text}%` : `${text}bp`;
    return unparsed('a fee needs a unit', `did you mean ${likely}?`);
  }
  const match = /^([+-]?(?:\d+\.?\d*|\.\d+))\s?(bps?|%)$/i.exec(text);
  if (match === null) return unparsed('not a fee; write 5bp or 0.05%');
  // Through the decimal text, so that 0.07% is 7 and not 7.000000000000001.
  const bp = match[2] === '%' ? Number(`${match[1]}e2`) : Number(match[1]);
  return bp >= LEAST_BP && bp <= MOST_BP ? parsed(bp) : unparsed(`must be between ${LEAST_BP}bp and ${MOST_BP}bp`);
}

/** Parser of an option: basis points. */
export const fee: ValueParser<number> = (text, flag) => accept(parseFee(text), flag, text);
