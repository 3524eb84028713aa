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

/** The name of one letter as a terminal sends it: control characters are keys of their own. */
function letterName(letter: string): KeyName {
  const code = letter.codePointAt(0) ?? 0;
  if (letter === ' ') return 'Space';
  if (letter === '\r' || letter === '\n') return 'Enter';
  if (letter === '\t') return 'Tab';
  if (letter === '\b' || letter === '\u007f') return 'Backspace';
  return code < 0x20 ? `Ctrl-${String.fromCharCode(code + 0x40)}` : letter;
}

/**
 * Keys typed fast, or while the machine was busy, and pasted text come as one input of several letters: a Ctrl-C among
 * them is one all the same. No key of ours has Alt: a letter with it is Esc and the letter, typed in one go.
 */
export function pressedKeys(input: string, key: InkKey): readonly KeyName[] {
  if (key.tab) return [key.shift ? 'Shift-Tab' : 'Tab'];
  const named = NAMED.find(([field]) => key[field]);
  if (named !== undefined) return [named[1]];
  if (key.ctrl) return input === '' ? [] : [`Ctrl-${input.toUpperCase()}`];
  const letters = Array.from(input, letterName);
  return key.meta && letters.length > 0 ? ['Esc', ...letters] : letters;
}
