// An estimate that could not be made.

import { expect, test } from 'vitest';
import { noEstimate } from '../../../src/core/analysis/estimate.js';

test('has no value and no interval, but its n and its reason', () => {
  expect(noEstimate(7, 'few_outcomes')).toMatchObject({
    value: null,
    low: null,
    high: null,
    n: 7,
    nEff: null,
    method: 'none',
    reason: 'few_outcomes',
  });
});
