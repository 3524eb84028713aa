// Options of features: fallbacks, ranges, and refusals that name feature and option.

import { describe, expect, test } from 'vitest';
import { type FeatureKind, bindFeature } from '../../../../src/core/pipeline/feature.js';
import {
  buildFeature,
  countSetting,
  numberSetting,
  spanSetting,
  windowSetting,
} from '../../../../src/core/pipeline/features/settings.js';

/** Its one column carries the settings it was built with. */
const KIND: FeatureKind = {
  name: 'some',
  about: 'a feature of this test',
  source: 'none',
  options: [
    { name: 'levels', about: 'levels', kind: 'count', fallback: 5 },
    { name: 'half_life', about: 'half-life', kind: 'span', fallback: null },
  ],
  build: (settings) =>
    bindFeature<object>({
      columns: [{ name: `${countSetting(settings, 'levels', { max: 9 })}`, unit: 'count', about: 'x.' }],
      levels: 0,
      init: () => ({ us: spanSetting(settings, 'half_life') }),
      onRow: () => undefined,
      onBreak: () => undefined,
    }),
};

test('what is not given is as the kind says', () => {
  expect(buildFeature(KIND, { half_life: 7 }).columns[0]!.name).toBe('5');
  const built = buildFeature(KIND, { half_life: 7, levels: 2 });
  expect([built.columns[0]!.name, built.init({ tick: 1, step: 1 })]).toEqual(['2', { us: 7 }]);
});

test.each([
  [{}, 'some: half_life must be given'],
  [{ half_life: 1, level: 2 }, 'some has no option level'],
  [{ half_life: 1, levels: 10 }, 'some: levels must be at most 9'],
  [{ half_life: 1, levels: 0 }, 'some: levels must be at least 1'],
  [{ half_life: 1, levels: 1.5 }, 'some: levels must be a whole number'],
  [{ half_life: 1, levels: 'two' }, 'some: levels must be a number'],
])('%j: %s', (given, message) => {
  expect(() => buildFeature(KIND, given)).toThrow(new RangeError(message));
});

test('an error that is none of the settings passes as it is', () => {
  const broken = { ...KIND, build: () => JSON.parse('{') as never };
  expect(() => buildFeature(broken, { half_life: 1 })).toThrow(SyntaxError);
});

describe('numbers', () => {
  test('within their range', () => {
    expect(numberSetting({ a: -0.5 }, 'a')).toBe(-0.5);
    expect(() => numberSetting({ a: NaN }, 'a')).toThrow('a must be a number');
    expect(() => numberSetting({ a: 0 }, 'a', { above: 0 })).toThrow('a must be above 0');
  });

  test('windows hold two rows at least', () => {
    expect(windowSetting({ window: 2 })).toBe(2);
    expect(() => windowSetting({ window: 1 })).toThrow('window must be at least 2');
  });
});
