// Durations with units: `500ms 90s 1h30m 1d` → integer µs.

import { formatDuration } from '../../text/duration.js';
import type { ValueParser } from '../option.js';
import { type Parsed, accept, parsed, unparsed } from './refuse.js';
import { isBareNumber, scaledInteger } from './with-unit.js';

const UNIT_US: Readonly<Record<string, number>> = {
  us: 1,
  µs: 1,
  ms: 1_000,
  s: 1_000_000,
  m: 60_000_000,
  min: 60_000_000,
  h: 3_600_000_000,
  d: 86_400_000_000,
  w: 604_800_000_000,
};

const PART = /([\d.]+)([a-zµ]+)/gy;
const EXPECTED = 'not a duration; write 500ms, 90s, 1h30m or 1d (m is minutes)';

/** Unit that a bare number was likely meant in: `ms` where the flag's values are usually in them. */
export type UsualUnit = 'ms' | 's';

/** Bare numbers from 1,000 up are likely milliseconds, below likely what is usual. */
function refuseBare(text: string, usual: UsualUnit): Parsed<never> {
  const likely = Number(text) >= 1000 ? `${text}ms` : `${text}${usual}`;
  return unparsed('a duration needs a unit', `did you mean ${likely}?`);
}

/** Integer µs, or why not. */
export function parseDuration(text: string, usual: UsualUnit = 's'): Parsed<number> {
  if (isBareNumber(text)) return refuseBare(text, usual);
  let total = 0;
  let at = 0;
  PART.lastIndex = 0;
  for (let match = PART.exec(text); match !== null; match = PART.exec(text)) {
    const unitUs = UNIT_US[match[2] ?? ''];
    if (unitUs === undefined) return unparsed(`unknown unit "${match[2]}"`, 'units are us, ms, s, m, h, d, w');
    const partUs = scaledInteger(match[1] ?? '', unitUs);
    if (partUs === null) return unparsed(EXPECTED);
    total += partUs;
    at = PART.lastIndex;
  }
  return at === text.length && at > 0 ? parsed(total) : unparsed(EXPECTED);
}

export interface DurationRange {
  /** Smallest allowed, µs; default 1 (zero is refused). */
  readonly minUs?: number;
  readonly maxUs?: number;
  readonly usual?: UsualUnit;
}

export function checkDurationRange(durationUs: number, { minUs = 1, maxUs }: DurationRange): Parsed<number> {
  if (durationUs < minUs) return unparsed(`must be at least ${formatDuration(minUs)}`);
  if (maxUs !== undefined && durationUs > maxUs) return unparsed(`must be at most ${formatDuration(maxUs)}`);
  return parsed(durationUs);
}

/** Parser of an option: integer µs within the range. */
export const duration =
  (range: DurationRange = {}): ValueParser<number> =>
  (text, flag) =>
    accept(checkDurationRange(accept(parseDuration(text, range.usual), flag, text), range), flag, text);
