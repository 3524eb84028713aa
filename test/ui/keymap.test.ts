// Keys as data: each named once where it works, described in both languages, with hints that exist.

import { describe, expect, test } from 'vitest';
import { SCREEN_TEXTS } from '../../src/text/screen-text.js';
import { KEYMAP, bindingOf, hintsFor, worksIn } from '../../src/ui/keymap.js';

const PLACES = [
  { isOverview: true, isReplay: true },
  { isOverview: true, isReplay: false },
  { isOverview: false, isReplay: true },
  { isOverview: false, isReplay: false },
];

test.each(PLACES)('no key does two things at once: %j', (place) => {
  const keys = KEYMAP.filter((binding) => worksIn(binding, place)).flatMap((binding) => binding.keys);
  expect(new Set(keys).size).toBe(keys.length);
});

test('every action is there once', () => {
  expect(new Set(KEYMAP.map(({ action }) => action)).size).toBe(KEYMAP.length);
});

describe.each(['en', 'zh'] as const)('words in %s', (lang) => {
  const { action, hint } = SCREEN_TEXTS[lang].shell;

  test('describe every action and nothing else', () => {
    expect(Object.keys(action).sort()).toEqual(KEYMAP.map((binding) => binding.action).sort());
  });

  test('name every hint and nothing else', () => {
    const hinted = KEYMAP.filter((binding) => binding.hint !== null).map((binding) => binding.action);
    expect(Object.keys(hint).sort()).toEqual([...new Set(hinted)].sort());
  });
});

test('replay keys do nothing where nothing plays', () => {
  expect(bindingOf('n', { isOverview: false, isReplay: false })).toBeNull();
  expect(bindingOf('n', { isOverview: false, isReplay: true })?.action).toBe('nextSignal');
  expect(bindingOf('/', { isOverview: false, isReplay: true })).toBeNull();
});

test('quitting comes first among the hints', () => {
  expect(hintsFor({ isOverview: true, isReplay: true })[0]?.action).toBe('quit');
});
