// What a key press is called, as Ink reports it: alone, and among others that came in the same piece.

import { expect, test } from 'vitest';
import { type InkKey, pressedKeys } from '../../src/ui/pressed-keys.js';

const NONE: InkKey = {
  ...{ upArrow: false, downArrow: false, leftArrow: false, rightArrow: false, pageUp: false, pageDown: false },
  ...{ home: false, end: false, return: false, escape: false, tab: false, backspace: false, delete: false },
  ...{ ctrl: false, shift: false, meta: false },
};

test.each<[string, Partial<InkKey>, readonly string[]]>([
  ['', { upArrow: true }, ['Up']],
  ['', { pageDown: true }, ['PageDown']],
  ['', { home: true }, ['Home']],
  ['', { return: true }, ['Enter']],
  ['', { escape: true, meta: true }, ['Esc']],
  ['', { delete: true }, ['Backspace']],
  ['', { tab: true }, ['Tab']],
  ['', { tab: true, shift: true }, ['Shift-Tab']],
  ['c', { ctrl: true }, ['Ctrl-C']],
  ['', { ctrl: true }, []],
  ['S', { shift: true }, ['S']],
  [' ', {}, ['Space']],
])('%j with %j: %j', (input, key, names) => {
  expect(pressedKeys(input, { ...NONE, ...key })).toEqual(names);
});

test.each([
  ['keys typed fast', 'jj/eth', ['j', 'j', '/', 'e', 't', 'h']],
  ['Ctrl-C behind a held key', 'jjj\u0003', ['j', 'j', 'j', 'Ctrl-C']],
  ['Ctrl-Z and its answer', '\u001ay', ['Ctrl-Z', 'y']],
  ['a pasted time and Enter', '14:30\r', ['1', '4', ':', '3', '0', 'Enter']],
  ['Tab twice', '\t\t', ['Tab', 'Tab']],
  ['a letter taken back', 'x\u007f', ['x', 'Backspace']],
  ['letters of more than one code unit', '币😀', ['币', '😀']],
])('%s: %j', (_, input, names) => {
  expect(pressedKeys(input, NONE)).toEqual(names);
});

test('Esc and a letter that came in one piece are both', () => {
  expect(pressedKeys('q', { ...NONE, meta: true })).toEqual(['Esc', 'q']);
  expect(pressedKeys('', { ...NONE, meta: true })).toEqual([]);
});
