// Block lengths against the published vectors and further values of the Python package arch 8.0.

import { describe, expect, test } from 'vitest';
import { blockLengths } from '../../../src/core/analysis/block-length.js';
import { autoregressive, hits, normals, returns, x, y } from './data-set-v1.js';

describe('data set V1', () => {
  test.each([
    ['signal', x, 9.81882, 11.239743],
    ['outcome', y, 11.615263, 13.296157],
    ['hit', hits, 4.762397, 5.451583],
  ])('%s', (_, values, stationary, circular) => {
    const lengths = blockLengths(values)!;
    expect(lengths.stationary).toBeCloseTo(stationary, 6);
    expect(lengths.circular).toBeCloseTo(circular, 6);
  });

  test('product of signal and outcome, and the returns', () => {
    const product = x.map((value, i) => value * y[i]!);
    expect(blockLengths(product)!.stationary).toBeCloseTo(7.645098584366624, 9);
    expect(blockLengths(product)!.circular).toBeCloseTo(8.7515, 4);
    expect(blockLengths(returns)!.stationary).toBeCloseTo(0.794257796894538, 9);
  });
});

const walk = (): Float64Array => {
  let at = 0;
  return normals(4, 300).map((step) => (at += step));
};

test.each([
  ['noise', normals(3, 50), 0.06479800622168624, 0.07417520061102366],
  ['long memory', autoregressive(5, 1000, 0.9), 41.27835953474682, 47.2519260686618],
  ['alternating', autoregressive(8, 200, -0.5), 2.4049020726970127, 2.752925654562299],
  ['random walk', walk(), 23.606306474322484, 27.022475235235873],
  ['eleven values', normals(21, 11), 1.679975322610813, 1.9230916789307262],
])('arch 8.0: %s', (_, values, stationary, circular) => {
  expect(blockLengths(values)!.stationary).toBeCloseTo(stationary, 8);
  expect(blockLengths(values)!.circular).toBeCloseTo(circular, 8);
});

describe('where there is nothing to say', () => {
  test('fewer than nine values', () => expect(blockLengths([1, 2, 3, 1, 2, 3, 2, 1])).toBeNull());
  test('a constant', () => expect(blockLengths(new Float64Array(100).fill(0.1))).toBeNull());
});

test('shift and scale change nothing, nor does the direction of time', () => {
  const base = blockLengths(y)!;
  expect(blockLengths(y.map((value) => 1000 - 7 * value))!.circular).toBeCloseTo(base.circular, 7);
  expect(blockLengths(y.slice().reverse())!.circular).toBeCloseTo(base.circular, 9);
});

test('a block is at most a third of the series', () => {
  const ramp = Float64Array.from({ length: 30 }, (_, i) => i);
  expect(blockLengths(ramp)!.stationary).toBeLessThanOrEqual(10);
});
