// Replay speed: `max`, `1x`, `10x`, `0.5x`.

import type { ValueParser } from '../option.js';
import { type Parsed, accept, parsed, unparsed } from './refuse.js';
import { isBareNumber } from './with-unit.js';

/** As fast as it goes, or a factor on recorded time. */
export type Speed = 'max' | number;

export function parseSpeed(text: string): Parsed<Speed> {
  if (text.toLowerCase() === 'max') return parsed('max' as const);
  if (isBareNumber(text)) return unparsed('a speed needs an x', `did you mean ${text}x?`);
  const match = /^(\d+\.?\d*|\.\d+)x$/i.exec(text);
  const factor = Number(match?.[1]);
  return factor > 0 && Number.isFinite(factor) ? parsed(factor) : unparsed('not a speed; write max, 1x or 10x');
}

/** Parser of an option. */
export const speed: ValueParser<Speed> = (text, flag) => accept(parseSpeed(text), flag, text);
