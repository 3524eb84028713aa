// When a segment ends: `1h,256MB` → a length of time, a size, or both.

import type { ValueParser } from '../option.js';
import { parseDuration } from './duration.js';
import { type Parsed, accept, parsed, unparsed } from './refuse.js';
import { parseSize } from './size.js';

export interface RotationChoice {
  readonly everyUs: number | null;
  readonly bytes: number | null;
}

/** Shorter segments would be mostly headers. */
const LEAST_US = 1_000_000;
const LEAST_BYTES = 65_536;

export function parseRotation(text: string): Parsed<RotationChoice> {
  let everyUs: number | null = null;
  let bytes: number | null = null;
  for (const part of text.split(',').map((one) => one.trim())) {
    const size = parseSize(part);
    const span = parseDuration(part);
    if (size.ok && bytes === null) bytes = size.value;
    else if (span.ok && everyUs === null) everyUs = span.value;
    else if (size.ok || span.ok) return unparsed('one duration and one size at the most', 'write 1h,256MB');
    else return unparsed(`"${part}" is no duration and no size`, 'write 1h, 256MB or 1h,256MB');
  }
  if (everyUs !== null && everyUs < LEAST_US) return unparsed('segments of less than a second', 'write 1h');
  if (bytes !== null && bytes < LEAST_BYTES) return unparsed('segments of less than 64 KiB', 'write 256MB');
  return parsed({ everyUs, bytes });
}

/** Parser of an option. */
export const rotation: ValueParser<RotationChoice> = (text, flag) => accept(parseRotation(text), flag, text);
