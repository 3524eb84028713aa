// Coverage to the very end of a capture: a share, with a second to spare for short ones.

import { expect, test } from 'vitest';
import { judgeCoverage } from '../../../src/core/quality/coverage-row.js';

test.each<[verifiedMs: number, spanMs: number | null, isGood: boolean, note: string | null]>([
  [60_000, 60_100, true, null],
  [60_000, 60_000, true, null],
  [4_200, 5_000, true, 'all but 0.8 s'],
  [30_000, 60_000, false, 'all but 30.0 s'],
  [98_000, 100_000, false, 'all but 2.0 s'],
  [0, null, false, 'nothing could be verified'],
  [0, 0, false, 'nothing could be verified'],
])('%d ms of %s', (verifiedMs, spanMs, isGood, note) => {
  const spanUs = spanMs === null ? null : spanMs * 1_000;
  expect(judgeCoverage({ symbol: 'X', verifiedUs: verifiedMs * 1_000, spanUs, waitUs: 900_000 }, 1)).toMatchObject({
    isGood,
    note,
  });
});

test.each<[waitSeconds: number, symbols: number, isGood: boolean]>([
  [31, 1, true],
  [31.5, 1, false],
  [1_740, 1, false],
  [400, 500, true],
])('a book that was known after %d s, of %d symbols', (waitSeconds, symbols, isGood) => {
  const judged = judgeCoverage(
    { symbol: 'X', verifiedUs: 60_000_000, spanUs: 60_000_000, waitUs: waitSeconds * 1e6 },
    symbols,
  );
  expect(judged.isGood).toBe(isGood);
  if (!isGood) expect(judged.note).toBe(`nothing verified in the first ${waitSeconds.toFixed(1)} s`);
});
