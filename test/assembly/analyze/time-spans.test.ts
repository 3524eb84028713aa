// Where a time lies among the spans of recordings, which decides whether the lake is read there.

import { describe, expect, test } from 'vitest';
import { holdsAll, joinSpans, spanFinder } from '../../../src/assembly/analyze/time-spans.js';

const span = (firstUs: number, lastUs: number) => ({ firstUs, lastUs });

describe('spans', () => {
  test.each([
    ['overlapping ones are one', [span(5, 9), span(1, 6)], [span(1, 9)]],
    ['one in another is nothing more', [span(1, 9), span(2, 3)], [span(1, 9)]],
    [
      'following ones stay apart: the lake may know what lies between',
      [span(1, 4), span(5, 9)],
      [span(1, 4), span(5, 9)],
    ],
    ['those that touch stay apart: both sides may have that time', [span(1, 5), span(5, 9)], [span(1, 5), span(5, 9)]],
  ])('%s', (_, spans, joined) => {
    expect(joinSpans(spans)).toEqual(joined);
  });

  test.each([
    [span(2, 3), true],
    [span(1, 4), true],
    [span(0, 3), false],
    [span(3, 6), false],
    [span(4, 5), false],
  ])('whether %j is in one of them: %s', (part, held) => {
    expect(holdsAll([span(1, 4), span(5, 9)], part)).toBe(held);
  });

  test('a place for each time as times rise', () => {
    const placeOf = spanFinder([span(2, 4), span(7, 9)]);
    const places = [1, 2, 3, 4, 5, 7, 8, 9, 10].map(placeOf);
    expect(places).toEqual(['outside', 'first', 'inside', 'last', 'outside', 'first', 'inside', 'last', 'outside']);
  });

  test('of nothing every time is outside', () => {
    expect(spanFinder([])(5)).toBe('outside');
  });
});
