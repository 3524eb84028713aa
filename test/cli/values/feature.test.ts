// `--feature NAME[:option=value,…]`: read against the table of kinds.

import { describe, expect, test } from 'vitest';
import { feature, parseFeature } from '../../../src/cli/values/feature.js';
import { type FeatureKind, type FeatureOption, bindFeature } from '../../../src/core/pipeline/feature.js';
import { testEnv } from '../../support/plan-env.js';

const kindOf = (name: string, options: readonly FeatureOption[]): FeatureKind => ({
  name,
  about: 'a feature of this test',
  source: 'none',
  options,
  build: () =>
    bindFeature<object>({
      columns: [],
      levels: 0,
      init: () => ({}),
      onRow: () => undefined,
      onBreak: () => undefined,
    }),
});

const option = (name: string, kind: FeatureOption['kind'], fallback: number | null): FeatureOption => ({
  name,
  about: `the ${name}`,
  kind,
  fallback,
});

const KINDS = [
  kindOf('vpin', [option('bucket', 'number', 50), option('window', 'count', 20), option('half_life', 'span', 1)]),
  kindOf('integrated', [option('weights', 'file', null), option('levels', 'count', 10)]),
  kindOf('weighted_mid', []),
];

const chosen = (text: string) => {
  const result = parseFeature(text, KINDS);
  if (!result.ok) throw new Error(result.problem);
  return result.value.map(({ kind, settings, files }) => [kind.name, settings, files]);
};

describe('a feature', () => {
  test.each([
    ['vpin', [['vpin', {}, {}]]],
    ['vpin:bucket=2.5,window=7', [['vpin', { bucket: 2.5, window: 7 }, {}]]],
    ['vpin:half_life=10s', [['vpin', { half_life: 10_000_000 }, {}]]],
    ['weighted_mid', [['weighted_mid', {}, {}]]],
    ['integrated:weights=./a=b.json,levels=5', [['integrated', { levels: 5 }, { weights: './a=b.json' }]]],
    ['all', [['vpin', {}, {}], ['weighted_mid', {}, {}]]], // prettier-ignore
  ])('%s', (text, wanted) => {
    expect(chosen(text)).toEqual(wanted);
  });

  test.each([
    ['vpni', 'no feature "vpni"', 'did you mean vpin?'],
    ['', 'no feature ""', 'there are all, vpin, integrated, weighted_mid'],
    ['vpin:buckets=3', 'vpin has no option "buckets"', 'did you mean bucket?'],
    ['vpin:q=3', 'vpin has no option "q"', 'it has bucket, window, half_life'],
    ['weighted_mid:levels=3', 'weighted_mid has no options', undefined],
    ['vpin:', 'vpin has no option ""', 'it has bucket, window, half_life'],
    ['vpin:bucket', 'bucket needs a value', 'write vpin:bucket=…'],
    ['vpin:bucket=', 'bucket needs a value', 'write vpin:bucket=…'],
    ['vpin:bucket=1,bucket=2', 'bucket is given twice', undefined],
    ['vpin:bucket=many', 'bucket=many: not a number', undefined],
    ['vpin:window=0', 'window=0: must be at least 1', undefined],
    ['vpin:window=2.5', 'window=2.5: not a whole number', undefined],
    ['vpin:half_life=10', 'half_life=10: a duration needs a unit', 'did you mean 10s?'],
    ['integrated', 'weights must be given: the weights', 'write integrated:weights=…'],
  ])('%s is refused: %s', (text, problem, hint) => {
    const refused = parseFeature(text, KINDS);
    expect(refused).toEqual(hint === undefined ? { ok: false, problem } : { ok: false, problem, hint });
  });
});

test('as an option it says which one it was', () => {
  const read = feature(KINDS);
  expect(read('weighted_mid', '--feature', testEnv())).toHaveLength(1);
  expect(() => read('vpin:window=x', '--feature', testEnv())).toThrow(
    '--feature vpin:window=x: window=x: not a whole number',
  );
});
