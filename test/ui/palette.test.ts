// Colours of terminals: the table of 256, the nearest of it, contrast.

import { expect, test } from 'vitest';
import { contrast, indexedColour, nearestIndex, rgb } from '../../src/ui/palette.js';

test.each([
  ['#ff0000', 196],
  ['#5fd787', 78],
  ['#121212', 233],
  ['#ffffff', 231],
  ['#000000', 16],
])('%s is entry %i of the table', (hex, index) => {
  expect(nearestIndex(rgb(hex))).toBe(index);
  expect(indexedColour(index)).toEqual(rgb(hex));
});

test('every entry of the table is its own nearest colour', () => {
  for (let index = 16; index < 256; index++) {
    expect(indexedColour(nearestIndex(indexedColour(index)))).toEqual(indexedColour(index));
  }
});

test('contrast is that of WCAG', () => {
  expect(contrast(rgb('#777777'), rgb('#ffffff'))).toBeCloseTo(4.48, 2);
  expect(contrast(rgb('#123456'), rgb('#123456'))).toBe(1);
});
