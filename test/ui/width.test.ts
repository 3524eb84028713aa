// Widths on a terminal: wide characters, cutting without halving them, data that would steer the terminal.

import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { type Frame, cell } from '../../src/ui/cell.js';
import {
  clipLine,
  cleanText,
  fitFrame,
  fitText,
  joinFrames,
  lineWidth,
  padCell,
  padLine,
  padText,
  takeText,
  textWidth,
} from '../../src/ui/width.js';

describe('the width of a text', () => {
  test.each([
    ['', 0],
    ['ETHUSDT', 7],
    ['等待快照', 8],
    ['价差 0.5', 8],
    ['▲▼│╭█▀⣿', 7],
    ['µ · × − …', 9],
    ['e\u0301', 1],
    ['👍🏽', 2],
    ['（全角）', 8],
    ['\u001b[31mred', 8],
  ])('%j is %i cells', (text, width) => {
    expect(textWidth(text)).toBe(width);
  });

  test('is that of string-width for anything clean', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(textWidth(text)).toBe(stringWidth(cleanText(text)));
      }),
    );
  });

  test('the simple characters are as wide as string-width says', () => {
    for (let code = 0x20; code < 0xffff; code++) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const text = String.fromCharCode(code);
      expect([code, textWidth(text)]).toEqual([code, stringWidth(cleanText(text))]);
    }
  });
});

describe('what would steer the terminal', () => {
  test.each([
    ['\u001b]0;title\u0007', '?]0;title?'],
    ['a\tb\r\nc', 'a b c'],
    ['\u202eabc', '?abc'],
    ['a\u009bb', 'a?b'],
  ])('%j is shown as %j', (text, shown) => {
    expect(cleanText(text)).toBe(shown);
  });

  test('no control character survives', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(40), (text, width) => {
        expect(padText(text, width)).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
      }),
    );
  });
});

describe('cutting and filling', () => {
  test.each([
    ['ETHUSDT', 7, 'ETHUSDT'],
    ['ETHUSDT', 5, 'ETHU…'],
    ['等待快照', 5, '等待…'],
    ['等待快照', 4, '等…'],
    ['等待', 1, '…'],
    ['abc', 0, ''],
  ])('%j in %i cells is %j', (text, width, fitted) => {
    expect(fitText(text, width)).toBe(fitted);
  });

  test('a wide character is never halved', () => {
    expect(takeText('等待', 3)).toBe('等');
    expect(padText('等待', 3)).toBe('等…');
    expect(padText('等', 3, 'right')).toBe(' 等');
    expect(padCell(cell('7', 'up'), 4, 'center')).toEqual({ text: ' 7  ', tone: 'up' });
  });

  test('filled text is exactly as wide as asked', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(60), (text, width) => {
        expect(textWidth(padText(text, width))).toBe(width);
        expect(lineWidth(padLine([cell(text), cell(text)], width))).toBe(width);
        expect(lineWidth(clipLine([cell(text), cell(text)], width))).toBeLessThanOrEqual(width);
      }),
    );
  });
});

describe('frames', () => {
  const left: Frame = [[cell('ab')], [cell('c')]];
  const right: Frame = [[cell('X')]];
  const text = (frame: Frame) => frame.map((line) => line.map((one) => one.text).join(''));

  test('stand side by side, or one below the other', () => {
    expect(text(joinFrames([left, right], 'beside'))).toEqual(['abX', 'c  ']);
    expect(text(joinFrames([left, right], 'stacked'))).toEqual(['ab', 'c', 'X']);
  });

  test('are cut and filled to a size', () => {
    expect(text(fitFrame(left, 1, 3))).toEqual(['…', 'c', ' ']);
    expect(fitFrame(left, 4, 0)).toEqual([]);
  });
});
