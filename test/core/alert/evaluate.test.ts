// What an expression says about a row: every operator, and null in every place.

import { describe, expect, test } from 'vitest';
import { evaluate } from '../../../src/core/alert/evaluate.js';
import { parseExpression } from '../../../src/core/alert/parse.js';
import type { SignalRow } from '../../../src/core/pipeline/row.js';
import { fullRow } from '../../support/signal-rows.js';

const ROW: SignalRow = {
  ...fullRow(),
  symbol: 'ETHUSDT',
  segment: 2,
  bidTicks: 1000,
  askTicks: 1003,
  spreadTicks: 3,
  mid: 10.015,
  weightedMid: 10.02,
  queueImbalance: 0.6,
  bookReason: null,
  ofi: -12,
  ofiZ: 3.5,
  ofiReason: null,
  ofiSignal: 'buy',
  cvdZ: null,
  cvdReason: 'warming',
  cvdSamples: 212,
  cvdSignal: null,
  fusion: null,
  fusionSignal: 'strong_buy',
  trendBp: -6,
  divergence: 'none',
  features: [7, null],
};

const FEATURES = [
  { name: 'vpin', unit: 'ratio', about: '' },
  { name: 'kyle_bp', unit: 'bp', about: '' },
] as const;

function says(text: string, row: SignalRow = ROW, before: SignalRow | null = null): boolean {
  const parsed = parseExpression(text, FEATURES);
  if (parsed.kind === 'error') throw new Error(`${text}: ${parsed.message}`);
  return evaluate(parsed.expression, row, before);
}

describe('comparisons and arithmetic', () => {
  test.each([
    ['ofi_z > 3', true],
    ['ofi_z > 3.5', false],
    ['ofi_z >= 3.5', true],
    ['ofi_z < 4', true],
    ['ofi_z <= 3.5', true],
    ['ofi_z <= 3', false],
    ['ofi_z == 3.5', true],
    ['ofi_z = 3.5', true],
    ['ofi_z != 3.5', false],
    ['ofi_z != 3', true],
    ['3 < ofi_z', true],
    ['-ofi_z < -3', true],
    ['- -ofi_z > 3', true],
    ['|ofi| == 12', true],
    ['|ofi - 1| == 13', true],
    ['abs(ofi) == 12', true],
    ['min(ofi_z, 1) == 1', true],
    ['max(ofi_z, 1) == 3.5', true],
    ['ofi_z + 1 == 4.5', true],
    ['ofi_z - 1 - 1 == 1.5', true],
    ['ofi_z - (1 - 1) == 3.5', true],
    ['ofi_z * 2 == 7', true],
    ['ofi_z / 2 == 1.75', true],
    ['1 + 2 * 3 == 7', true],
    ['(1 + 2) * 3 == 9', true],
    ['8 / 2 / 2 == 2', true],
    ['ofi_z > 3 and not (segment == 1)', true],
    ['spread_ticks == 3ticks', true],
    ['ask_ticks - bid_ticks == spread_ticks', true],
    ['trend_bp < -5bp', true],
    ['queue_imbalance >= 60%', true],
    ['(ask_ticks - bid_ticks) / bid_ticks * 10000 == 30bp', true],
    ['ts_us > 1s', true],
    ['vpin == 7', true],
    ['.5 == 0.5', true],
    ['1e3 == 1000', true],
  ])('%s: %s', (text, expected) => {
    expect(says(text)).toBe(expected);
  });
});

describe('words', () => {
  test.each([
    ['ofi_signal == buy', true],
    ["ofi_signal == 'buy'", true],
    ['"buy" == ofi_signal', true],
    ['ofi_signal == BUY', true],
    ['ofi_signal != sell', true],
    ['ofi_signal == sell', false],
    ['fusion_signal == strong_buy', true],
    ['divergence == none', true],
    ['symbol == ETHUSDT', true],
    ['symbol == ethusdt', true],
    ["symbol == '1000PEPEUSDT'", false],
    ['cvd_reason == warming', true],
    ['ofi_signal == fusion_signal', false],
  ])('%s: %s', (text, expected) => {
    expect(says(text)).toBe(expected);
  });
});

describe('logic', () => {
  test.each([
    ['ofi_z > 3 && ofi < 0', true],
    ['ofi_z > 3 && ofi > 0', false],
    ['ofi_z > 9 || ofi < 0', true],
    ['ofi_z > 9 or ofi > 0', false],
    ['!(ofi_z > 9)', true],
    ['!ofi_z > 9', true],
    ['not ofi_z > 3', false],
    // && binds tighter than ||.
    ['ofi_z > 3 || ofi_z > 3 && ofi_z > 9', true],
    ['(ofi_z > 3 || ofi_z > 3) && ofi_z > 9', false],
    // ! binds tighter than &&.
    ['!ofi_z > 9 && ofi_z > 9', false],
  ])('%s: %s', (text, expected) => {
    expect(says(text)).toBe(expected);
  });
});

describe('null: unknown, never counted as true', () => {
  test.each([
    ['cvd_z > 1', false],
    ['cvd_z < 1', false],
    ['cvd_z == 0', false],
    ['cvd_z != 0', false],
    ['cvd_z == cvd_z', false],
    ['!(cvd_z > 1)', false],
    ['!!(cvd_z > 1)', false],
    ['-cvd_z < 1', false],
    ['|cvd_z| < 1', false],
    ['cvd_z * 0 == 0', false],
    ['cvd_z + ofi_z > 0', false],
    ['min(cvd_z, ofi_z) < 9', false],
    ['max(ofi_z, cvd_z) > 0', false],
    ['cvd_signal == buy', false],
    ['cvd_signal != buy', false],
    ['!(cvd_signal == buy)', false],
    ['kyle_bp > 0', false],
    ['ofi_z / 0 > 1', false],
    ['ofi_z / 0 is null', true],
    ['1e308 * 1e308 is null', true],
    // The other side decides where it can.
    ['cvd_z > 1 || ofi_z > 3', true],
    ['ofi_z > 3 || cvd_z > 1', true],
    ['cvd_z > 1 || ofi_z > 9', false],
    ['!(cvd_z > 1 && ofi_z > 9)', true],
    ['!(cvd_z > 1 || ofi_z > 9)', false],
    ['cvd_z > 1 && ofi_z > 3', false],
    ['cvd_z is null', true],
    ['cvd_z is not null', false],
    ['ofi_z is null', false],
    ['ofi_z is not null', true],
    ['cvd_signal is null', true],
    ['ofi_signal is not null', true],
    ['book_reason is null', true],
    ['ofi_z + cvd_z is null', true],
    ['!(cvd_z is null)', false],
  ])('%s: %s', (text, expected) => {
    expect(says(text)).toBe(expected);
  });

  test('features that a row does not carry are null', () => {
    expect(says('vpin is null', { ...ROW, features: null })).toBe(true);
  });
});

describe('crossing', () => {
  const at = (ofiZ: number | null, more: Partial<SignalRow> = {}): SignalRow => ({ ...ROW, ofiZ, ...more });
  test.each([
    ['up', 'ofi_z crosses above 2', 1, 3, true],
    ['up from the line itself', 'ofi_z crosses above 2', 2, 3, true],
    ['up to the line only', 'ofi_z crosses above 2', 1, 2, false],
    ['stays above', 'ofi_z crosses above 2', 3, 4, false],
    ['down is not up', 'ofi_z crosses above 2', 3, 1, false],
    ['down', 'ofi_z crosses below 2', 3, 1, true],
    ['either, up', 'ofi_z crosses 2', 1, 3, true],
    ['either, down', 'ofi_z crosses 2', 3, 1, true],
    ['null before', 'ofi_z crosses 2', null, 3, false],
    ['null now', 'ofi_z crosses 2', 1, null, false],
    ['against a column', 'ofi_z crosses above ofi_z + 0', 1, 3, false],
  ])('%s', (_, text, then, now, expected) => {
    expect(says(text, at(now), at(then))).toBe(expected);
  });

  test('needs the row before, of the same symbol and segment', () => {
    expect(says('ofi_z crosses above 2', at(3))).toBe(false);
    expect(says('ofi_z crosses above 2', at(3), at(1, { segment: 1 }))).toBe(false);
    expect(says('ofi_z crosses above 2', at(3), at(1, { symbol: 'BTCUSDT' }))).toBe(false);
  });
});
