// Several durations in one word: `1s,5s,60s`.

import type { ValueParser } from '../option.js';
import { type DurationRange, duration } from './duration.js';

/** Parser of an option: integer µs, in the order typed. */
export const durations =
  (range: DurationRange = {}): ValueParser<readonly number[]> =>
  (text, flag, env) =>
    text.split(',').map((one) => duration(range)(one.trim(), flag, env));
