// Tests of troubles in words.

import { expect, test } from 'vitest';
import { gapText, resyncText } from '../../../src/core/watch/trouble-text.js';

test.each([
  [{ symbol: 'A', stream: 'depth', fromId: 5, toId: 9 }, 'A: depth ids 5 to 9'],
  [{ symbol: 'A', stream: 'trade', fromId: 7, toId: 7 }, 'A: trade ids 7 to 7'],
  // Nothing lies between: pu of one message is not u of the one before.
  [{ symbol: 'A', stream: 'depth', fromId: 5, toId: 4 }, 'A: depth ids break at 5'],
  [{ symbol: 'A', stream: 'trade', fromId: '5', toId: '4' }, 'A: trade ids break at 5'],
] as const)('%o is "%s"', (ids, text) => {
  expect(gapText(ids)).toBe(text);
});

test('a book begun again says at which id', () => {
  expect(resyncText('A', 12)).toBe('A: book begun again at 12');
});
