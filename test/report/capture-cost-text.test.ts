// The cost of a capture in words.

import { describe, expect, test } from 'vitest';
import { type CostQuestion, captureCost } from '../../src/core/quality/capture-cost.js';
import { captureCostText } from '../../src/report/capture-cost-text.js';

const GB = 1e9;
const text = (change: Partial<CostQuestion> = {}) =>
  captureCostText(
    captureCost({
      streams: ['depth@100ms', 'aggTrade'],
      symbols: 1,
      seconds: 72 * 3_600,
      freeBytes: 210 * GB,
      ...change,
    }),
  );

describe('the line', () => {
  test.each<[Partial<CostQuestion>, string]>([
    [{}, '≈ 8.7–130 MB/h, 630 MB – 9.2 GB for 72 h, 210 GB free'],
    [{ streams: ['markPrice@1s'] }, '≈ 1 MB/h, 73 MB for 72 h, 210 GB free'],
    [{ streams: ['forceOrder'], seconds: 90 }, '≈ 0–1.3 MB/h, 0–33 kB for 1 m 30 s, 210 GB free'],
    [{ symbols: 500, seconds: null }, '≈ 4.4–64 GB/h, 210 GB free'],
    [{ freeBytes: null, seconds: null }, '≈ 8.7–130 MB/h, free space unknown'],
  ])('%o', (change, line) => {
    expect(text(change).line).toBe(line);
  });
});

describe('warnings', () => {
  test.each<[string, Partial<CostQuestion>, string[]]>([
    ['none where all fits', {}, []],
    [
      'may not fit',
      { freeBytes: 5 * GB },
      ['this may not fit on the disk: in busy markets the disk is full after 38 h 0 m'],
    ],
    [
      'does not fit',
      { freeBytes: 0.1 * GB },
      ['this does not fit on the disk: the capture will stop before it is full'],
    ],
    [
      'without an end, for less than a day',
      { seconds: null, freeBytes: GB },
      ['in busy markets the disk is full after 7 h 0 m'],
    ],
    ['without an end, for weeks', { seconds: null }, []],
    ['unknown streams', { streams: ['ticker'] }, ['the cost of ticker is not known and not in the estimate']],
  ])('%s', (_, change, warnings) => {
    expect(text(change).warnings).toEqual(warnings);
  });
});
