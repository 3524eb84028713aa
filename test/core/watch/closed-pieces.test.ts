// Tests of pieces of time that are kept once they are over.

import { expect, test } from 'vitest';
import { initClosedPieces, piecesOf } from '../../../src/core/watch/closed-pieces.js';

const range = { stepUs: 10, first: 3, last: 5, settledUs: 50 };

test('pieces that are over are made once, the running one each time', () => {
  const kept = initClosedPieces<number>();
  const made: number[] = [];
  const make = (piece: number): number => made.push(piece) && piece;
  expect(piecesOf(kept, range, make)).toEqual([3, 4, 5]);
  expect(piecesOf(kept, range, make)).toEqual([3, 4, 5]);
  expect(made).toEqual([3, 4, 5, 5]);
});

test('what has left the range is forgotten, and another length begins anew', () => {
  const kept = initClosedPieces<number>();
  piecesOf(kept, range, (piece) => piece);
  piecesOf(kept, { ...range, first: 4, last: 6 }, (piece) => piece);
  expect([...kept.pieces.keys()]).toEqual([4]);
  piecesOf(kept, { ...range, stepUs: 20 }, () => -1);
  expect([...kept.pieces.values()]).toEqual([]);
});
