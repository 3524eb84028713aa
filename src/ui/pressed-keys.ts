// What Ink reports of a key press, as names of the keymap.

import type { KeyName } from './keymap.js';

/** The part of Ink's `Key` that the keymap knows. */
export interface InkKey {
  readonly upArrow: boolean;
  readonly downArrow: boolean;
  readonly leftArrow: boolean;
  readonly rightArrow: boolean;
  readonly pageUp: boolean;
  readonly pageDown: boolean;
  readonly home: boolean;
  readonly end: boolean;
  readonly return: boolean;
  readonly escape: boolean;
  readonly tab: boolean;
  readonly backspace: boolean;
  readonly delete: boolean;
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly meta: boolean;
}

const NAMED: readonly (readonly [keyof InkKey, KeyName])[] = [
  ['upArrow', 'Up'],
  ['downArrow', 'Down'],
  ['leftArrow', 'Left'],
  ['rightArrow', 'Right'],
  ['pageUp', 'PageUp'],
  ['pageDown', 'PageDown'],
  ['home', 'Home'],
  ['end', 'End'],
  ['return', 'Enter'],
  ['escape', 'Esc'],
  ['backspace', 'Backspace'],
  // Most terminals send what Ink calls delete for the key above Enter.
  ['delete', 'Backspace'],
];

/** Keys typed fast, and pasted text, come as one input of several letters. */
export function pressedKeys(input: string, key: InkKey): readonly KeyName[] {
  if (key.tab) return [key.shift ? 'Shift-Tab' : 'Tab'];
  const named = NAMED.find(([field]) => key[field]);
  if (named !== undefined) return [named[1]];
  if (key.ctrl) return input === '' ? [] : [`Ctrl-${input.toUpperCase()}`];
  if (key.meta) return [];
  return Array.from(input, (letter) => {
    if (letter === ' ') return 'Space';
    return letter === '\r' || letter === '\n' ? 'Enter' : letter;
  });
}
