// Hints for mistyped words.

import { expect, test } from 'vitest';
import { suggestion } from '../../src/cli/did-you-mean.js';

test.each([
  ['a slip', 'replya', 'did you mean replay?'],
  ['nothing near', 'banana', undefined],
])('%s', (_, typed, hint) => {
  expect(suggestion(typed, ['replay', 'simulate'])).toBe(hint);
});
