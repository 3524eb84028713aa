// Information coefficient by block of time.

import { expect, test } from 'vitest';
import { pearson, spearman } from '../../../src/core/analysis/correlation.js';
import { icByBlock } from '../../../src/core/analysis/ic-blocks.js';
import { plantedSeries } from '../../support/planted-series.js';
import { expectRelative } from '../../support/relative.js';

const { x, y } = plantedSeries();
const blockOf = Int32Array.from(x, (_, i) => Math.floor(i / 50));

test('eight blocks of the planted series: mean, spread, t and p', () => {
  const blocks = icByBlock(x, y, { blockOf });
  expect(blocks.ics).toHaveLength(8);
  expect(blocks.skipped).toBe(0);
  expectRelative(blocks.ics[3], spearman(x.subarray(150, 200), y.subarray(150, 200))!);
  // scipy 1.17.1: spearmanr by block, ttest_1samp against 0.
  expectRelative(blocks.mean, 0.21337351145991995);
  expectRelative(blocks.sd, 0.1777244065142387);
  expectRelative(blocks.icir, 1.2005864340462724);
  expectRelative(blocks.t, 3.39577123565878);
  expectRelative(blocks.p, 0.011508574038285799);
});

test('short and constant blocks are left out and counted', () => {
  const short = icByBlock(x, y, { blockOf, leastPairs: 46, kind: 'pearson' });
  expect(short.ics).toHaveLength(7);
  expect(short.skipped).toBe(1);
  expectRelative(short.ics[0], pearson(x.subarray(0, 50), y.subarray(0, 50))!);
  const flat = icByBlock([1, 1, 1, 2], [1, 2, 3, 4], { blockOf: [0, 0, 0, 1], leastPairs: 2 });
  expect(flat).toEqual({ ics: new Float64Array(0), skipped: 2, mean: null, sd: null, icir: null, t: null, p: null });
});

test('one block has a mean and no more; none has nothing', () => {
  const one = icByBlock(x, y, { blockOf: new Int32Array(395) });
  expectRelative(one.mean, spearman(x, y)!);
  expect([one.sd, one.icir, one.t, one.p]).toEqual([null, null, null, null]);
  expect(icByBlock([], [], { blockOf: [] }).mean).toBeNull();
});
