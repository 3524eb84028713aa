// Sizes with units: `256MB` (decimal), `1GiB` (binary) → bytes.

import type { ValueParser } from '../option.js';
import { type Parsed, accept, parsed, unparsed } from './refuse.js';
import { isBareNumber, scaledInteger } from './with-unit.js';

const UNIT_BYTES: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
};

/** Bytes, or why not. */
export function parseSize(text: string): Parsed<number> {
  if (isBareNumber(text)) return unparsed('a size needs a unit', `did you mean ${text}MB?`);
  const match = /^([\d.]+)\s?([a-z]+)$/i.exec(text);
  const unit = match?.[2] ?? '';
  const bytesPerUnit = UNIT_BYTES[unit.toLowerCase()];
  if (match !== null && /^[kmgt]$/i.test(unit)) {
    return unparsed(`"${unit}" is no unit`, `did you mean ${match[1]}${unit.toUpperCase()}B?`);
  }
  const bytes = bytesPerUnit === undefined ? null : scaledInteger(match?.[1] ?? '', bytesPerUnit);
  return bytes === null ? unparsed('not a size; write 256MB or 1GiB') : parsed(bytes);
}

/** Parser of an option: whole bytes. */
export const size: ValueParser<number> = (text, flag) => accept(parseSize(text), flag, text);
