// Pictures for files: each format of the same frame.

import { expect, test } from 'vitest';
import { drawPicture, pictureFormat } from '../../src/ui/picture.js';
import { fakeSnapshot } from '../support/fake-source.js';

const source = {
  snapshot: (request: Parameters<typeof fakeSnapshot>[2]) => fakeSnapshot({ symbols: 8, rate: 20 }, 50, request),
};
const CHOICES = {
  size: { columns: 120, rows: 40 },
  view: 'symbol',
  symbol: 'AACUSDT',
  theme: 'dark',
  lang: 'en',
  isAscii: false,
  timeZone: 'UTC',
} as const;

test.each([
  ['a.svg', 'svg'],
  ['b/c.TXT', 'txt'],
  ['d.ansi', 'ansi'],
  ['e.png', null],
])('%s is %s', (path, format) => {
  expect(pictureFormat(path)).toBe(format);
});

test('the view and the symbol that were asked for are in it', () => {
  const text = drawPicture(source, CHOICES, 'txt');
  expect(text.split('\n')).toHaveLength(40);
  expect(text).toContain('AACUSDT');
  expect(text).toContain('Order book');
  expect(drawPicture(source, CHOICES, 'svg')).toContain('>AACUSDT</text>');
  expect(drawPicture(source, CHOICES, 'ansi')).toContain('\u001b[0;1;38;2;');
});

test('text is drawn as for a screen without colours', () => {
  const ansi = drawPicture(source, { ...CHOICES, view: 'heatmap' }, 'ansi');
  const text = drawPicture(source, { ...CHOICES, view: 'heatmap' }, 'txt');
  expect(text).not.toMatch(/[▀▄]/);
  expect(ansi).not.toBe('');
});

test('without a symbol the first one is in view', () => {
  expect(drawPicture(source, { ...CHOICES, symbol: null }, 'txt')).toContain('AAAUSDT');
});
