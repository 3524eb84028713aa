// JSON.parse without its rounding: a number that a double cannot hold as written must not come out as another number.

import { isTameJson } from '../../core/market/json-bounds.js';

/** A text, or a number. */
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
/** Whether a number outside of texts may be anything but an integer of up to 15 digits; texts may look like it too. */
const SUSPECT = /[[:,]\s*(?:-?\d{16}|-?\d+[.eE]|-0)/;
/** Zero with a sign: the exchange writes none, and it is not the zero that it would be taken for. */
const SIGNED_ZERO = /^-[0.]+(?:[eE]|$)/;
/** A number that is no id, no time and no price. */
const NONE = '1e300';

/** Digits without zeros at either end, and the power of ten of the last one. */
function canonical(text: string): string {
  const [number = '', power = '0'] = text.toLowerCase().replace(/^-/, '').split('e');
  const [whole = '', part = ''] = number.split('.');
  const digits = (whole + part).replace(/^0+/, '');
  const trimmed = digits.replace(/0+$/, '');
  return trimmed === '' ? '0' : `${trimmed}e${Number(power) - part.length + digits.length - trimmed.length}`;
}

/** As written, or as one that fits nowhere: 9007199254740990.9 would be read as …991, and 1e-400 as 0. */
function exactOrNone(token: string): string {
  if (token.startsWith('"')) return token;
  if (!SIGNED_ZERO.test(token) && canonical(token) === canonical(String(Number(token)))) return token;
  return NONE;
}

/** The value, or undefined where the text is no JSON, or more of it than anybody sends. */
export function parseExactly(text: string): unknown {
  if (!isTameJson(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return SUSPECT.test(text) ? JSON.parse(text.replace(TOKEN, exactOrNone)) : value;
  } catch {
    return undefined;
  }
}
