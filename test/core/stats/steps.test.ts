// Stepped work gives the same result at once as step by step.

import { describe, expect, test } from 'vitest';
import { type Stepped, lastOf } from '../../../src/core/stats/steps.js';

function* squares(count: number, seen: number[]): Stepped<number> {
  let sum = 0;
  for (let k = 1; k <= count; k++) {
    sum += k * k;
    seen.push(sum);
    yield;
  }
  return sum;
}

describe('lastOf', () => {
  test('runs every step and gives the result', () => {
    const seen: number[] = [];
    expect(lastOf(squares(3, seen))).toBe(14);
    expect(seen).toEqual([1, 5, 14]);
  });

  test('work without a step gives its result', () => {
    expect(lastOf(squares(0, []))).toBe(0);
  });

  test('an error in a step reaches the caller', () => {
    function* failing(): Stepped<number> {
      yield;
      throw new RangeError('no such step');
    }
    expect(() => lastOf(failing())).toThrow('no such step');
  });
});
