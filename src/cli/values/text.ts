// Values taken as they are: names of files and folders, hashes.

import type { ValueParser } from '../option.js';
import { refuseValue } from './refuse.js';

/** Any text but the empty one, and no other flag by accident (`--out --json`). `-` alone is stdin or stdout. */
export const text: ValueParser<string> = (value, flag) => {
  if (value === '') refuseValue(flag, value, 'is empty');
  if (value.startsWith('--')) refuseValue(flag, value, 'a value is missing before the next flag');
  return value;
};

/** 64 hexadecimal digits, such as the digest of a replay; given back in lower case. */
export const sha256: ValueParser<string> = (value, flag) => {
  if (!/^[0-9a-f]{64}$/i.test(value)) refuseValue(flag, value, 'not a SHA-256 digest (64 hexadecimal digits)');
  return value.toLowerCase();
};
