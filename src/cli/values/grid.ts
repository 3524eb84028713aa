// The sampling grid: `event` (one row a depth update) or a duration.

import type { Grid } from '../../core/pipeline/config.js';
import { formatDuration } from '../../text/duration.js';
import { suggestion } from '../did-you-mean.js';
import { checkDurationRange, parseDuration } from './duration.js';
import { type Parsed, parsed, unparsed } from './refuse.js';
import { isBareNumber } from './with-unit.js';

const RANGE = { minUs: 1_000, maxUs: 86_400_000_000 };

/** `event`, or the step in µs (1 ms to 1 day). */
export type GridValue = 'event' | number;

export function parseGrid(text: string): Parsed<GridValue> {
  if (text.toLowerCase() === 'event') return parsed('event' as const);
  if (isBareNumber(text)) return unparsed('a grid needs a unit', `did you mean ${text}ms?`);
  const step = parseDuration(text);
  if (step.ok) return checkDurationRange(step.value, RANGE);
  return unparsed('not a grid; write event, 100ms or 1s', suggestion(text, ['event']));
}

export const gridOf = (value: GridValue): Grid =>
  value === 'event' ? { kind: 'event' } : { kind: 'time', stepUs: value };

export const gridText = (value: GridValue): string => (value === 'event' ? 'event' : formatDuration(value));
