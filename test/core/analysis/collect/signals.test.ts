// The signals of a study, read off rows.

import { describe, expect, test } from 'vitest';
import { readSignals } from '../../../../src/core/analysis/collect/signal-reader.js';
import { STANDARD_SPECS, TARGETS, studySignals } from '../../../../src/core/analysis/collect/signals.js';
import { DEFAULT_CHAIN, ORIGINAL_CHAIN } from '../../../../src/core/pipeline/config.js';
import type { SignalRow } from '../../../../src/core/pipeline/row.js';

const { features, reader } = studySignals(DEFAULT_CHAIN);
const names = features.flatMap(({ columns }) => columns.map(({ name }) => name));

const EMPTY = {
  ofiZ: null,
  cvdZ: null,
  fusion: null,
  fusionSignal: null,
  divergence: null,
  divergenceStrength: null,
  queueImbalance: null,
};

/** Value and side of a signal at a row of these fields and feature columns. */
function said(name: string, row: Partial<SignalRow>, columns: Readonly<Record<string, number>> = {}): number[] {
  const out = { values: new Float64Array(reader.specs.length), sides: new Int8Array(reader.specs.length) };
  const values = names.map((column) => columns[column] ?? null);
  readSignals(reader, { ...EMPTY, features: values, ...row } as SignalRow, out);
  const s = reader.specs.findIndex((spec) => spec.name === name);
  return [out.values[s]!, out.sides[s]!];
}

test('the four primaries with their targets, then the others, then the baselines', () => {
  expect(STANDARD_SPECS.map(({ name }) => name)).toEqual([
    ...['ofi', 'cvd', 'fusion', 'divergence', 'ofi:cks1', 'ofi:pricekey', 'ofi:index', 'cvd:level'],
    ...['cvd:1s', 'cvd:5s', 'cvd:60s', 'divergence:inconsistent', 'qi', 'qi_sign', 'momentum', 'reversal'],
  ]);
  const bars = STANDARD_SPECS.filter(({ role }) => role === 'primary').map(({ name, bar }) => [name, bar]);
  expect(Object.fromEntries(bars)).toEqual(TARGETS);
  expect(STANDARD_SPECS.filter(({ graded }) => !graded).map(({ name }) => name)).toEqual([
    'divergence',
    'divergence:inconsistent',
  ]);
});

test('under the original configuration its own modes are the primaries, and delta stands beside', () => {
  const original = studySignals(ORIGINAL_CHAIN).reader.specs.map(({ name }) => name);
  expect(original).toContain('cvd:delta');
  expect(original).toContain('ofi:cks5');
  expect(original).not.toContain('ofi:index');
});

describe('sides', () => {
  test('of a z: beyond the threshold, strictly', () => {
    expect(said('ofi', { ofiZ: 2 })).toEqual([2, 0]);
    expect(said('ofi', { ofiZ: -2.5 })).toEqual([-2.5, -1]);
    expect(said('cvd', { cvdZ: 1.01 })).toEqual([1.01, 1]);
    expect(said('cvd', {})).toEqual([NaN, 0]);
  });

  test('of feature columns', () => {
    expect(said('ofi:index', {}, { ofi_index_z: 3 })).toEqual([3, 1]);
    expect(said('cvd:60s', {}, { cvd_z_1m: -1.5 })).toEqual([-1.5, -1]);
    expect(said('cvd:level', {}, { cvd_mode_level_z: 0.5 })).toEqual([0.5, 0]);
  });

  test('of fusion: only strong', () => {
    expect(said('fusion', { fusion: 2.7, fusionSignal: 'strong_buy' })).toEqual([2.7, 1]);
    expect(said('fusion', { fusion: -2.7, fusionSignal: 'neutral' })).toEqual([-2.7, 0]);
  });

  test('of divergence: bullish up, bearish down; inconsistent follows the book', () => {
    const of = (divergence: SignalRow['divergence'], ofiZ: number) => ({ divergence, divergenceStrength: 2, ofiZ });
    expect(said('divergence', of('bullish', 1))).toEqual([2, 1]);
    expect(said('divergence', of('bearish', 1))).toEqual([-2, -1]);
    expect(said('divergence', of('inconsistent', 1))).toEqual([0, 0]);
    expect(said('divergence:inconsistent', of('inconsistent', -3))).toEqual([-2, -1]);
    expect(said('divergence:inconsistent', of('bullish', 3))).toEqual([0, 0]);
  });

  test('of queue imbalance', () => {
    expect(said('qi', { queueImbalance: 0.5 })).toEqual([0.5, 0]);
    expect(said('qi', { queueImbalance: 0.6 })).toEqual([0.6, 1]);
    expect(said('qi_sign', { queueImbalance: -0.01 })).toEqual([-0.01, -1]);
    expect(said('qi_sign', { queueImbalance: 0 })).toEqual([0, 0]);
  });
});
