// Lines of a width, in English and in Chinese.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textWidth } from '../../src/text/width.js';
import { wrapText } from '../../src/text/wrap.js';

describe('lines', () => {
  test.each([
    ['English breaks at blanks', 'one two three', 7, ['one two', 'three']],
    ['a long word goes on below', 'abcdefgh ij', 3, ['abc', 'def', 'gh', 'ij']],
    ['Chinese breaks anywhere', '订单流失衡', 6, ['订单流', '失衡']],
    ['a full stop does not begin a line', '订单流。失衡', 6, ['订单', '流。失', '衡']],
    ['an opening bracket does not end one', '订单（流）', 6, ['订单', '（流）']],
    ['a Latin word inside Chinese stays whole', '使用 v13 capture 采集', 10, ['使用 v13', 'capture 采', '集']],
    ['a name beside Chinese without a blank', '见OFI公式', 6, ['见OFI', '公式']],
    ['nothing is one empty line', '', 5, ['']],
  ])('%s', (_, text, width, lines) => {
    expect(wrapText(text, width)).toEqual(lines);
  });

  test('a path stands out where words are kept', () => {
    expect(wrapText('in /a/long/path here', 6, 'keep')).toEqual(['in', '/a/long/path', 'here']);
  });
});

test('no line is wider, nothing is lost', () => {
  const word = fc.stringMatching(/^[a-z盘口。，（）失衡z0-9]{1,12}$/u);
  fc.assert(
    fc.property(fc.array(word, { maxLength: 12 }), fc.integer({ min: 4, max: 30 }), (words, width) => {
      const text = words.join(' ');
      const lines = wrapText(text, width);
      expect(lines.every((line) => textWidth(line) <= width)).toBe(true);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    }),
  );
});
