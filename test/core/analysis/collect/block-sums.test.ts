// Calendar blocks whose number is bounded.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blockAt, blockLengthUs, blockTable, initBlocks } from '../../../../src/core/analysis/collect/block-sums.js';
import { BLOCK_CELLS } from '../../../../src/core/analysis/collect/collected.js';

test('base length: five horizons, at least ten seconds', () => {
  expect(blockLengthUs(1_000_000)).toBe(10_000_000);
  expect(blockLengthUs(60_000_000)).toBe(300_000_000);
});

describe('blocks', () => {
  test('begin at whole multiples of their length, and only where something is', () => {
    const blocks = initBlocks(10, BLOCK_CELLS, 8);
    for (const timeUs of [25, 29, 30, 75]) blocks.cells[blockAt(blocks, timeUs)]!++;
    const table = blockTable(blocks);
    expect([...table.numbers]).toEqual([2, 3, 7]);
    expect([0, 1, 2].map((b) => table.cells[b * BLOCK_CELLS])).toEqual([2, 1, 1]);
  });

  test('are merged in pairs, as if they had been that long from the beginning', () => {
    const waits = fc.array(fc.constantFrom(0, 1, 3, 8, 400), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(waits, fc.integer({ min: 2, max: 6 }), (list, most) => {
        const blocks = initBlocks(10, 2 * BLOCK_CELLS, most);
        const times: number[] = [];
        let timeUs = 1_000;
        for (const wait of list) {
          times.push((timeUs += wait));
          blocks.cells[blockAt(blocks, timeUs) + BLOCK_CELLS + 3]! += 1;
        }
        const { lengthUs, numbers, cells, baseUs } = blockTable(blocks);
        expect(numbers.length).toBeLessThanOrEqual(most);
        expect(Number.isInteger(Math.log2(lengthUs / baseUs))).toBe(true);
        const expected = [...new Set(times.map((time) => Math.floor(time / lengthUs)))];
        expect([...numbers]).toEqual(expected);
        expected.forEach((number, b) => {
          const n = times.filter((time) => Math.floor(time / lengthUs) === number).length;
          expect(cells[b * 2 * BLOCK_CELLS + BLOCK_CELLS + 3]).toBe(n);
        });
      }),
    );
  });
});
