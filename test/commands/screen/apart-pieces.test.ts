// A snapshot that went to another thread in pieces is the snapshot.

import { expect, test } from 'vitest';
import { createPieceJoiner, joinPiece, piecesOf } from '../../../src/commands/screen/apart-pieces.js';
import type { WatchSnapshot } from '../../../src/core/watch/snapshot.js';
import { screenSnapshot } from '../../support/screen-sample.js';
import { symbolDetail, symbolSummary, watchSnapshot } from '../../support/watch-sample.js';

const sent = (snapshot: WatchSnapshot, joiner = createPieceJoiner()): (WatchSnapshot | null)[] =>
  piecesOf(snapshot).map((piece) => joinPiece(joiner, structuredClone(piece)));

test.each([
  ['a busy one', screenSnapshot()],
  ['without a symbol in view', watchSnapshot({ detail: null })],
  ['without symbols', watchSnapshot({ symbols: [], detail: null })],
  [
    'of many symbols, one in view',
    watchSnapshot({
      symbols: Array.from({ length: 50 }, (_, i) => symbolSummary({ symbol: `S${i}` })),
      detail: symbolDetail({ symbol: 'S7' }),
    }),
  ],
])('%s', (_, snapshot) => {
  const joined = sent(snapshot);
  expect(joined.at(-1)).toEqual(snapshot);
  expect(joined.slice(0, -1).every((one) => one === null)).toBe(true);
});

test('nothing of one snapshot gets into the next', () => {
  const joiner = createPieceJoiner();
  sent(screenSnapshot(), joiner);
  const next = watchSnapshot({ symbols: [], detail: null });
  expect(sent(next, joiner).at(-1)).toEqual(next);
});
