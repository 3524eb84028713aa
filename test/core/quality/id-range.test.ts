// Ranges of ids that grow and shrink.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type IdRange, addId, countIds, normalRanges, placeOfId, takeId } from '../../../src/core/quality/id-range.js';

const idsOf = (ranges: readonly IdRange[]): number[] =>
  ranges.flatMap(({ fromId, toId }) => Array.from({ length: toId - fromId + 1 }, (_, k) => fromId + k));

describe('facts', () => {
  test('a neighbour extends the last range, anything else begins one', () => {
    const ranges: IdRange[] = [];
    for (const id of [5, 6, 7, 9, 8]) addId(ranges, id);
    expect(ranges).toEqual([
      { fromId: 5, toId: 7 },
      { fromId: 9, toId: 9 },
      { fromId: 8, toId: 8 },
    ]);
    expect(normalRanges(ranges)).toEqual([{ fromId: 5, toId: 9 }]);
    expect(countIds(ranges)).toBe(5);
  });

  test('taking an id out of the middle leaves two ranges', () => {
    const ranges = [{ fromId: 10, toId: 20 }];
    expect(takeId(ranges, 15)).toBe(true);
    expect(ranges).toEqual([
      { fromId: 10, toId: 14 },
      { fromId: 16, toId: 20 },
    ]);
    expect(takeId(ranges, 15)).toBe(false);
    expect(takeId(ranges, 9)).toBe(false);
    expect(takeId(ranges, 21)).toBe(false);
  });

  test('the place of an id is that of the range which begins at or before it', () => {
    const ranges = [{ fromId: 10 }, { fromId: 20 }];
    expect([9, 10, 19, 20, 99].map((id) => placeOfId(ranges, id))).toEqual([-1, 0, 0, 1, 1]);
  });
});

test('ranges hold what a set holds', () => {
  const ids = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 60 });
  fc.assert(
    fc.property(ids, ids, (added, taken) => {
      const grown: IdRange[] = [];
      for (const id of added) addId(grown, id);
      const ranges = normalRanges(grown);
      const set = new Set(added);
      for (const id of taken) expect(takeId(ranges, id)).toBe(set.delete(id));
      expect(idsOf(ranges)).toEqual([...set].sort((a, b) => a - b));
    }),
  );
});
