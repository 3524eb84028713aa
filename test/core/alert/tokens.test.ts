// Where words, numbers and signs begin and end.

import { describe, expect, test } from 'vitest';
import { UNIT_NAMES, readTokens } from '../../../src/core/alert/tokens.js';

const read = (text: string) => {
  const tokens = readTokens(text);
  if ('kind' in tokens) throw new Error(tokens.message);
  return tokens;
};

describe('numbers', () => {
  test.each([
    ['3', 3, 'any'],
    ['3.', 3, 'any'],
    ['.5', 0.5, 'any'],
    ['1e-3', 0.001, 'any'],
    ['2s', 2_000_000, 'us'],
    ['0.1s', 100_000, 'us'],
    ['500ms', 500_000, 'us'],
    ['1m30s', 90_000_000, 'us'],
    ['1h', 3_600_000_000, 'us'],
    ['5bp', 5, 'bp'],
    ['2ticks', 2, 'ticks'],
    ['60%', 0.6, 'pure'],
    ['7%', 0.07, 'pure'],
  ])('%s', (text, value, unit) => {
    expect(read(text)[0]).toMatchObject({ kind: 'number', value, unit, text });
  });

  test('every unit that hints name is known', () => {
    for (const unit of UNIT_NAMES) expect(read(`1${unit}`)).toHaveLength(2);
  });
});

test('signs of two characters come before those of one', () => {
  expect(read('a<=b||!c==d').map(({ text }) => text)).toEqual(['a', '<=', 'b', '||', '!', 'c', '==', 'd', '']);
});

test('places count from 0, the end included', () => {
  expect(read(" x  'y' ").map(({ at, end }) => [at, end])).toEqual([
    [1, 2],
    [4, 7],
    [8, 8],
  ]);
});
