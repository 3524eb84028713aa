// The list of a run's features, and the states of a symbol.

import { expect, test } from 'vitest';
import { createFeatureSet, initFeatureStates } from '../../../src/core/pipeline/feature-states.js';
import { type BoundFeature, bindFeature } from '../../../src/core/pipeline/feature.js';

const feature = (name: string, levels: number): BoundFeature =>
  bindFeature<{ tick: number }>({
    columns: [{ name, unit: 'count', about: 'A figure.' }],
    levels,
    init: ({ tick }) => ({ tick }),
    onRow: (_, __, out) => void out.push(null),
    onBreak: () => undefined,
  });

test('no features, no list', () => {
  expect(createFeatureSet([])).toBeNull();
});

test('the book is as deep as the hungriest wants it; without any hunger none is read', () => {
  expect(createFeatureSet([feature('a', 0), feature('b', 0)])).toMatchObject({ levels: 0, book: null });
  const set = createFeatureSet([feature('a', 3), feature('b', 10), feature('c', 0)])!;
  expect(set.levels).toBe(10);
  const states = initFeatureStates(set, { tick: 0.5, step: 1 });
  expect(states).toMatchObject({ ready: false, segment: 0, states: [{ tick: 0.5 }, { tick: 0.5 }, { tick: 0.5 }] });
  expect([states.prev.depth, states.next.depth]).toEqual([10, 10]);
  expect(structuredClone(states)).toEqual(states);
});

test('two columns of one name are refused', () => {
  expect(() => createFeatureSet([feature('a', 0), feature('a', 1)])).toThrow('two features have a column "a"');
});
