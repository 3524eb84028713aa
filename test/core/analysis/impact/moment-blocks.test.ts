// Co-moments in blocks of time: never more than 64, nothing lost, and zeros where they belong.

import { expect, test } from 'vitest';
import { momentAt } from '../../../../src/core/analysis/impact/co-moments.js';
import {
  MOST_BLOCKS,
  addToBlocks,
  initMomentBlocks,
  momentsOf,
  placeZeros,
} from '../../../../src/core/analysis/impact/moment-blocks.js';

function blocksOf(samples: readonly (number | null)[]) {
  const blocks = initMomentBlocks(1);
  for (const sample of samples) addToBlocks(blocks, sample === null ? null : [sample]);
  placeZeros(blocks);
  return blocks;
}

test.each([1, 64, 65, 128, 129, 343, 1_000])(
  '%d samples: blocks of the least power of two that makes 64 suffice',
  (n) => {
    const blocks = blocksOf(Array.from({ length: n }, (_, k) => k));
    let length = 1;
    while (Math.ceil(n / length) > MOST_BLOCKS) length *= 2;
    expect(blocks.length).toBe(length);
    expect(blocks.blocks.map((block) => block.n)).toEqual(
      Array.from({ length: Math.ceil(n / length) }, (_, b) => Math.min(length, n - b * length)),
    );
    const all = momentsOf(blocks);
    expect([all.n, all.mean[0]]).toEqual([n, expect.closeTo((n - 1) / 2, 9)]);
    expect(momentAt(all, 0, 0)).toBeCloseTo((n * (n * n - 1)) / 12, 3);
  },
);

test('zeros that were only counted stand where zeros would', () => {
  const samples = Array.from({ length: 500 }, (_, k) => (k % 7 === 0 ? k : 0));
  const plain = blocksOf(samples);
  const counted = blocksOf(samples.map((sample) => (sample === 0 ? null : sample)));
  expect(counted.blocks.map(({ n }) => n)).toEqual(plain.blocks.map(({ n }) => n));
  counted.blocks.forEach((block, b) => {
    expect(block.mean[0]).toBeCloseTo(plain.blocks[b]!.mean[0]!, 9);
    expect(momentAt(block, 0, 0)).toBeCloseTo(momentAt(plain.blocks[b]!, 0, 0), 4);
  });
});

test('goes on from a copy as without one', () => {
  const samples = Array.from({ length: 300 }, (_, k) => (k % 3 === 0 ? null : k));
  const whole = blocksOf(samples);
  let half = initMomentBlocks(1);
  for (const sample of samples.slice(0, 150)) addToBlocks(half, sample === null ? null : [sample]);
  half = structuredClone(half);
  for (const sample of samples.slice(150)) addToBlocks(half, sample === null ? null : [sample]);
  placeZeros(half);
  expect(half).toEqual(whole);
});
