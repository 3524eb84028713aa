// The tones of an explanation: marks of a terminal of 16 colours become tones, and nothing else of them is left.

import { expect, test } from 'vitest';
import { whyLine, whyLines } from '../../../src/ui/panels/why.js';

const ESC = '\u001b';

test.each([
  ['plain text', 'as it is', [[' as it is', 'plain']]],
  [
    'a title',
    `${ESC}[1mSignals${ESC}[22m`,
    [
      [' ', 'plain'],
      ['Signals', 'title'],
    ],
  ],
  [
    'labels and verdicts in one line',
    `${ESC}[2msegment${ESC}[22m 0 ${ESC}[32mbuy${ESC}[39m ${ESC}[31mno${ESC}[39m`,
    [
      [' ', 'plain'],
      ['segment', 'dim'],
      [' 0 ', 'plain'],
      ['buy', 'good'],
      [' ', 'plain'],
      ['no', 'bad'],
    ],
  ],
  [
    'warnings and accents',
    `${ESC}[33mw${ESC}[39m${ESC}[36ma${ESC}[39m`,
    [
      [' ', 'plain'],
      ['w', 'warn'],
      ['a', 'accent'],
    ],
  ],
  [
    'marks that say nothing here',
    `${ESC}[0ma${ESC}[1;4mb`,
    [
      [' ', 'plain'],
      ['a', 'plain'],
      ['b', 'plain'],
    ],
  ],
])('%s', (_, text, cells) => {
  expect(whyLine(text).map(({ text: own, tone }) => [own, tone])).toEqual(cells);
});

test('one line each', () => {
  expect(whyLines(['a', 'b'])).toHaveLength(2);
});
