// Sixteen colours: up and down differ in every theme, and text stands out from what is behind it.

import { expect, test } from 'vitest';
import { sixteenCode, textOn } from '../../src/ui/sixteen.js';
import { THEME_NAMES } from '../../src/ui/theme.js';

test.each(THEME_NAMES)('%s tells up from down and good from bad, and leaves plain text alone', (name) => {
  expect(sixteenCode(name, 'up')).not.toBe(sixteenCode(name, 'down'));
  expect(sixteenCode(name, 'good')).not.toBe(sixteenCode(name, 'bad'));
  expect(sixteenCode(name, 'plain')).toBeNull();
});

test('no red against green where they are not told apart', () => {
  const used = (['up', 'down', 'good', 'bad'] as const).map((tone) => sixteenCode('colour-blind', tone));
  expect(used.some((code) => [31, 32, 91, 92].includes(code ?? 0))).toBe(false);
});

test.each([
  [96, 30],
  [34, 97],
  [90, 97],
  [37, 30],
])('text on %i is %i', (ground, code) => {
  expect(textOn(ground)).toBe(code);
});
