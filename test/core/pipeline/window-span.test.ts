// Seconds behind the z-windows.

import { describe, expect, test } from 'vitest';
import { DEFAULT_CHAIN, ORIGINAL_CHAIN } from '../../../src/core/pipeline/config.js';
import { cvdWindowSpan, ofiWindowSpan } from '../../../src/core/pipeline/window-span.js';

const RATES = { rowsPerSecond: 10, tradesPerSecond: 60 };
const NONE = { rowsPerSecond: null, tradesPerSecond: null };

describe('seconds that the z-windows look back', () => {
  test('default: both 30 s, exactly', () => {
    expect(ofiWindowSpan(DEFAULT_CHAIN, NONE)).toEqual({ samples: 300, seconds: 30, basis: 'exact' });
    expect(cvdWindowSpan(DEFAULT_CHAIN, NONE)).toEqual({ samples: 300, seconds: 30, basis: 'exact' });
  });

  test('bars of a second: 300 s for CVD alone', () => {
    const config = { ...DEFAULT_CHAIN, cvd: { ...DEFAULT_CHAIN.cvd, barUs: 1_000_000 } };
    expect(cvdWindowSpan(config, NONE).seconds).toBe(300);
    expect(ofiWindowSpan(config, NONE).seconds).toBe(30);
  });

  test('the original follows events: by their mean rates, and unknown without them', () => {
    expect(ofiWindowSpan(ORIGINAL_CHAIN, RATES)).toEqual({ samples: 300, seconds: 30, basis: 'mean' });
    expect(cvdWindowSpan(ORIGINAL_CHAIN, RATES)).toEqual({ samples: 300, seconds: 5, basis: 'mean' });
    expect(ofiWindowSpan(ORIGINAL_CHAIN, NONE).seconds).toBeNull();
    expect(cvdWindowSpan(ORIGINAL_CHAIN, { ...NONE, tradesPerSecond: 0 }).seconds).toBeNull();
  });

  test('level sampled by row follows the grid', () => {
    const config = { ...DEFAULT_CHAIN, cvd: { ...DEFAULT_CHAIN.cvd, mode: 'level' as const, sample: 'row' as const } };
    expect(cvdWindowSpan(config, NONE)).toEqual({ samples: 300, seconds: 30, basis: 'exact' });
  });
});
