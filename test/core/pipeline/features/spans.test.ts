// Spans in names of columns, and options of several spans.

import { expect, test } from 'vitest';
import { spanName, spanOptions, spanSettings } from '../../../../src/core/pipeline/features/spans.js';

test.each([
  [1_000_000, '1s'],
  [90_000_000, '90s'],
  [60_000_000, '1m'],
  [7_200_000_000, '2h'],
  [250_000, '250ms'],
  [1500, '1500us'],
])('%d µs is called %s', (us, name) => {
  expect(spanName(us)).toBe(name);
});

const LIST = { about: 'horizon', fallbacks: { near: 1000, far: 5000 } };

test('one option a span; equal spans are refused, for their columns would have one name', () => {
  expect(spanOptions(LIST)[1]).toEqual({ name: 'far', about: 'far horizon', kind: 'span', fallback: 5000 });
  expect(spanSettings({ near: 1000, far: 2000 }, LIST)).toEqual([1000, 2000]);
  expect(() => spanSettings({ near: 2000, far: 2000 }, LIST)).toThrow('near and far must differ');
  expect(() => spanSettings({ near: 999, far: 2000 }, LIST)).toThrow('near must be at least 1000');
  expect(spanSettings({ near: 1000, far: 86_400_000_000 }, LIST)).toEqual([1000, 86_400_000_000]);
  expect(() => spanSettings({ near: 1000, far: 86_400_000_001 }, LIST)).toThrow('far must be at most 86400000000');
});
