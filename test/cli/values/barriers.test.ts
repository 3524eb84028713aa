// Widths of the triple barrier as typed.

import { describe, expect, test } from 'vitest';
import { parseBarriers } from '../../../src/cli/values/barriers.js';

describe('parseBarriers', () => {
  test.each([
    ['1,1', { up: 1, down: 1 }],
    ['2, 0.5', { up: 2, down: 0.5 }],
    ['1.5', { up: 1.5, down: 1.5 }],
    ['.5,2.', { up: 0.5, down: 2 }],
  ])('%s', (text, value) => {
    expect(parseBarriers(text)).toEqual({ ok: true, value });
  });

  test.each(['', '1,', '1,1,1', '10bp,10bp', '1;2', '-1,1', '1e3,1', 'NaN'])('refuses %s', (text) => {
    expect(parseBarriers(text)).toMatchObject({ ok: false, problem: 'not a gain and a loss' });
  });

  test.each(['0,1', '1,0', '101,1'])('refuses %s: out of range', (text) => {
    expect(parseBarriers(text)).toMatchObject({ ok: false, problem: 'must be above 0 and at most 100' });
  });
});
