// The kinds of value a configuration key can have, and how each is read from text and written back.

import { formatDuration } from '../../text/duration.js';
import { parseChoice } from '../values/choice.js';
import { checkDurationRange, parseDuration } from '../values/duration.js';
import { gridText, parseGrid } from '../values/grid.js';
import { type NumberRange, parseInteger, parseNumber, rangeText } from '../values/number.js';
import { type Parsed, parsed, unparsed } from '../values/refuse.js';
import { parseTimeZone } from '../values/time.js';
import type { ConfigValue } from './layers.js';

export type KeyType =
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly kind: 'integer'; readonly range: NumberRange }
  | { readonly kind: 'number'; readonly range: NumberRange }
  | { readonly kind: 'weights' }
  | { readonly kind: 'duration'; readonly minUs: number }
  | { readonly kind: 'grid' }
  | { readonly kind: 'zone' }
  | { readonly kind: 'text' };

/** One key of v13.yaml. Its environment variable is `env`, else V13_ and the key in capitals, dots as underscores. */
export interface ConfigKey {
  readonly key: string;
  readonly type: KeyType;
  /** The option that sets it, where there is one. */
  readonly flag: `--${string}` | null;
  /** What it is, one line. */
  readonly help: string;
  readonly unit?: string;
  readonly env?: string;
}

export const variableOf = (key: ConfigKey): string => key.env ?? `V13_${key.key.toUpperCase().replaceAll('.', '_')}`;

/** `0.4,0.25,0.2`: numbers at or above 0 with a sum above 0. */
function parseWeights(text: string): Parsed<readonly number[]> {
  const weights: number[] = [];
  for (const part of text.split(',')) {
    const weight = parseNumber(part.trim(), { min: 0 });
    if (!weight.ok) return unparsed(`weight "${part.trim()}": ${weight.problem}`);
    weights.push(weight.value);
  }
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return sum > 0 ? parsed(weights) : unparsed('the weights sum to 0', 'at least one weight must be above 0');
}

/** The value of a text from a flag, a variable or the file. */
export function parseKeyText(type: KeyType, text: string): Parsed<ConfigValue> {
  switch (type.kind) {
    case 'choice':
      return parseChoice(text, type.choices);
    case 'integer':
      return parseInteger(text, type.range);
    case 'number':
      return parseNumber(text, type.range);
    case 'weights':
      return parseWeights(text);
    case 'duration': {
      const span = parseDuration(text);
      return span.ok ? checkDurationRange(span.value, { minUs: type.minUs }) : span;
    }
    case 'grid':
      return parseGrid(text);
    case 'zone':
      return parseTimeZone(text);
    case 'text':
      return text === '' ? unparsed('is empty') : parsed(text);
  }
}

/** A value as it would be typed: the inverse of parseKeyText. */
export function keyText(type: KeyType, value: ConfigValue): string {
  if (typeof value === 'object') return value.join(',');
  if (typeof value === 'string') return value;
  if (type.kind === 'duration') return formatDuration(value);
  return type.kind === 'grid' ? gridText(value) : String(value);
}

/** What a value must be, in words: `a whole number at least 2`. */
export function typeText(type: KeyType): string {
  switch (type.kind) {
    case 'choice':
      return `one of ${type.choices.join(', ')}`;
    case 'integer':
    case 'number': {
      const range = rangeText(type.range);
      return `a ${type.kind === 'integer' ? 'whole number' : 'number'}${range === null ? '' : ` ${range}`}`;
    }
    case 'weights':
      return 'a list of numbers, best level first';
    case 'duration':
      return 'a duration such as 100ms or 60s';
    case 'grid':
      return 'event or a duration such as 100ms';
    case 'zone':
      return 'UTC, local or a name such as Asia/Shanghai';
    case 'text':
      return 'a text';
  }
}
