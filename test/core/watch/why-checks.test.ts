// The checks fail where a figure is wrong: each row figure, changed by hand, is found.

import { beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_CHAIN } from '../../../src/core/pipeline/config.js';
import type { SignalRow } from '../../../src/core/pipeline/row.js';
import { flowChecks, signalChecks } from '../../../src/core/watch/why-checks.js';
import { type Why, hasMismatch } from '../../../src/core/watch/why.js';
import { asker } from '../../support/whys.js';

const GAPS = 'fixtures/synthetic-gaps.ndjson.gz';
const short = { window: 40, warmup: 20 };
const CHAIN = {
  ...DEFAULT_CHAIN,
  ofi: { ...DEFAULT_CHAIN.ofi, z: { ...DEFAULT_CHAIN.ofi.z, ...short } },
  cvd: { ...DEFAULT_CHAIN.cvd, z: { ...DEFAULT_CHAIN.cvd.z, ...short } },
  divergence: { ...DEFAULT_CHAIN.divergence, trendWindowUs: 2_000_000 },
};

let whole: Why;
beforeAll(async () => {
  const ask = await asker([GAPS], CHAIN);
  // A row with everything in it.
  for (let timeUs = Date.UTC(2026, 0, 1) * 1_000 + 5_000_000; ; timeUs += 700_000) {
    const why = await ask({ symbol: 'ETHUSDT', timeUs });
    const { fusion, trendBp, cvdDelta, ofi } = why?.row ?? {};
    if (why === null || fusion === null || trendBp === null || !cvdDelta || !ofi) continue;
    whole = why;
    return;
  }
});

const wrongIn = (why: Why): string[] =>
  [...flowChecks(why), ...signalChecks(why)].filter(({ isEqual }) => !isEqual).map(({ name }) => name);

test('a row as it is holds', () => {
  expect(wrongIn(whole)).toEqual([]);
  expect(hasMismatch(whole)).toBe(false);
});

describe.each([
  ['ofi', 'ofi'],
  ['ofiZ', 'ofi_z'],
  ['cvdDelta', 'cvd_delta'],
  ['cvdZ', 'cvd_z'],
  ['fusion', 'fusion'],
  ['consistency', 'consistency'],
  ['trendBp', 'trend_bp'],
] satisfies readonly [keyof SignalRow, string][])('a row whose %s is off by a millionth', (field, name) => {
  test('fails its check', () => {
    const wrong = { ...whole, row: { ...whole.row, [field]: Number(whole.row[field]) + 1e-6 } };
    expect(wrongIn(wrong)).toContain(name);
  });
});

test.each([
  ['ofiSignal', 'ofi_signal'],
  ['cvdSignal', 'cvd_signal'],
  ['fusionSignal', 'fusion_signal'],
  ['divergence', 'divergence'],
] as const)('another word in %s fails its check', (field, name) => {
  expect(wrongIn({ ...whole, row: { ...whole.row, [field]: 'other' } })).toContain(name);
});

test('a trade or an update that is left out fails the sums', () => {
  expect(wrongIn({ ...whole, updates: [] })).toContain('ofi');
  const { bar } = whole;
  expect(bar?.trades.length).toBeGreaterThan(0);
  expect(wrongIn({ ...whole, bar: bar === null ? null : { ...bar, trades: [] } })).toContain('cvd_delta');
});
