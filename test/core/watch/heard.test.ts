// When a symbol was heard, over all of its streams.

import { expect, test } from 'vitest';
import type { SymbolState } from '../../../src/core/quality/symbol-quality.js';
import { heardOf } from '../../../src/core/watch/heard.js';

const state = (...streams: readonly object[]): SymbolState => ({ streams }) as unknown as SymbolState;

test('never heard is not known, and no zero', () => {
  expect(heardOf(undefined)).toEqual({ messages: 0, firstUs: null, lastUs: null });
  expect(heardOf(state({ count: 0, firstUs: 0, lastUs: 0 }))).toEqual({ messages: 0, firstUs: null, lastUs: null });
});

test('the first and the last of any stream', () => {
  const two = state(
    { count: 3, firstUs: 20, lastUs: 30 },
    { count: 0, firstUs: 0, lastUs: 0 },
    { count: 2, firstUs: 10, lastUs: 25 },
  );
  expect(heardOf(two)).toEqual({ messages: 5, firstUs: 10, lastUs: 30 });
});
