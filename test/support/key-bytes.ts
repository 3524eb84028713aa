// What a terminal sends for the keys of the keymap.

import type { KeyName } from '../../src/ui/keymap.js';

const NAMED: Readonly<Record<string, string>> = {
  Up: '\u001b[A',
  Down: '\u001b[B',
  Right: '\u001b[C',
  Left: '\u001b[D',
  PageUp: '\u001b[5~',
  PageDown: '\u001b[6~',
  Home: '\u001b[H',
  End: '\u001b[F',
  Enter: '\r',
  Esc: '\u001b',
  Tab: '\t',
  'Shift-Tab': '\u001b[Z',
  Space: ' ',
  'Ctrl-C': '\u0003',
  'Ctrl-Z': '\u001a',
};

export const keyBytes = (key: KeyName): string => NAMED[key] ?? key;
