// Cells of a text, against the library that the dashboard uses.

import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { isWide, padText, textWidth } from '../../src/text/width.js';

test.each([
  ['', 0],
  ['OFI z', 5],
  ['订单流失衡', 10],
  ['价差（tick）：1', 15],
  ['é', 1],
  ['e\u0301', 1],
  ['\u001b[1m盘口\u001b[22m', 4],
  ['…–—µ≈', 5],
])('%j takes %i cells', (text, cells) => {
  expect(textWidth(text)).toBe(cells);
});

test('every code point is as wide as string-width says', () => {
  const differing: string[] = [];
  // The long blocks of Chinese and Korean, and the empty planes, are looked at here and there: each look is slow.
  const isLong = (code: number) => (code > 0x34_00 && code < 0xd7_a0) || (code > 0x1_30_00 && code < 0x1_f0_00);
  for (let code = 0x20; code <= 0x10_ff_ff; code += isLong(code) ? 7 : code > 0x1_ff_ff ? 4_093 : 1) {
    if (code >= 0xd8_00 && code <= 0xf8_ff) continue;
    const char = String.fromCodePoint(code);
    if (textWidth(char) !== stringWidth(char)) differing.push(code.toString(16));
  }
  expect(differing).toEqual([]);
});

describe('padding', () => {
  test('counts cells, not characters', () => {
    expect(padText('价差', 6)).toBe('价差  ');
    expect(padText('价差', 6, 'right')).toBe('  价差');
    expect(padText('price', 3)).toBe('price');
  });
});

test('wide or not', () => {
  expect([0x61, 0x4e00, 0x10ff, 0x1100, 0x3fffe].map(isWide)).toEqual([false, true, false, true, false]);
});
