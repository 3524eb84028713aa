// One word out of a few.

import { suggestion } from '../did-you-mean.js';
import type { ValueParser } from '../option.js';
import { type Parsed, accept, parsed, unparsed } from './refuse.js';

export function parseChoice<Choice extends string>(text: string, choices: readonly Choice[]): Parsed<Choice> {
  const found = choices.find((choice) => choice.toLowerCase() === text.toLowerCase());
  if (found !== undefined) return parsed(found);
  return unparsed(`must be one of ${choices.join(', ')}`, suggestion(text, choices));
}

/** Parser of an option; case is ignored. */
export const choice =
  <const Choice extends string>(choices: readonly Choice[]): ValueParser<Choice> =>
  (text, flag) =>
    accept(parseChoice(text, choices), flag, text);
