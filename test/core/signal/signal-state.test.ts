// Signal states: entering, leaving, lasting, pausing; mirrored values; checkpoints.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type SignalStateConfig,
  clearSignalState,
  initSignalState,
  stepSignalState,
} from '../../../src/core/signal/signal-state.js';

const BASE: SignalStateConfig = { enter: 2, exit: 1, minPersistUs: 0, coolDownUs: 0 };

/** One value each µs. */
const run = (values: readonly (number | null)[], changes: Partial<SignalStateConfig> = {}) => {
  const state = initSignalState({ ...BASE, ...changes });
  return values.map((value, timeUs) => stepSignalState(state, timeUs, value));
};

test.each([
  ['entered beyond, left at the exit', [2, 2.1, 1.5, 1.1, 1, 1.5, 2.5], {}, [0, 1, 1, 1, 0, 0, 1]],
  ['sold likewise', [-2, -2.1, -1.5, -1, 3], {}, [0, -1, -1, 0, 1]],
  ['a jump to the other side changes sides', [3, -3], {}, [1, -1]],
  ['… after the pause', [3, -3, -3, -3], { coolDownUs: 2 }, [1, 0, 0, -1]],
  ['must last', [3, 3, 3, 3], { minPersistUs: 2 }, [0, 0, 1, 1]],
  ['… without a dip', [3, 2, 3, 3, 3], { minPersistUs: 2 }, [0, 0, 0, 0, 1]],
  ['… on one side', [3, -3, -3, -3], { minPersistUs: 2 }, [0, 0, 0, -1]],
  ['a pause after leaving', [3, 0, 3, 3, 3], { coolDownUs: 3 }, [1, 0, 0, 0, 1]],
  ['it may ripen during the pause', [3, 0, 3, 3, 3], { coolDownUs: 2, minPersistUs: 1 }, [0, 0, 0, 1, 1]],
  ['without a value it is left, and nothing is said', [3, null, 1.5, 3], {}, [1, null, 0, 1]],
  ['… and the pause begins', [3, null, 3, 3, 3], { coolDownUs: 3 }, [1, null, 0, 0, 1]],
  ['… and nothing ripens', [3, null, 3, 3], { minPersistUs: 1 }, [0, null, 0, 1]],
] as const)('%s', (_, values, changes, wanted) => {
  expect(run(values, changes)).toEqual(wanted);
});

const anyValues = fc.array(fc.option(fc.integer({ min: -4, max: 4 }), { nil: null }), { maxLength: 60 });
const anyConfig = fc.record({ minPersistUs: fc.nat(4), coolDownUs: fc.nat(4) });

describe('any values', () => {
  test('opposite values, opposite states', () => {
    fc.assert(
      fc.property(anyValues, anyConfig, (values, config) => {
        const turned = run(values.map((v) => (v === null ? null : 0 - v)), config); // prettier-ignore
        expect(turned.map((side) => (side === null ? null : 0 - side))).toEqual(run(values, config));
      }),
    );
  });

  test('a state is never held at the exit or without a value, and never entered within the pause', () => {
    fc.assert(
      fc.property(anyValues, anyConfig, (values, config) => {
        const sides = run(values, config);
        let left = -Infinity;
        sides.forEach((side, k) => {
          const value = values[k]!;
          const before = sides[k - 1] ?? 0;
          expect(side === null).toBe(values[k] === null);
          if (side !== null && side !== 0) expect(side * value).toBeGreaterThan(BASE.exit);
          const enters = side !== null && side !== 0 && side !== before;
          const leaves = before !== 0 && side !== before;
          if (leaves) left = k;
          if (enters) expect(side * value).toBeGreaterThan(BASE.enter);
          if (enters) expect(k - left).toBeGreaterThanOrEqual(config.coolDownUs);
        });
      }),
    );
  });

  test('a checkpoint in the middle changes nothing', () => {
    fc.assert(
      fc.property(anyValues, anyConfig, fc.nat(60), (values, config, cut) => {
        let state = initSignalState({ ...BASE, ...config });
        const found = values.map((value, timeUs) => {
          if (timeUs === cut) state = structuredClone(state);
          return stepSignalState(state, timeUs, value);
        });
        expect(found).toEqual(run(values, config));
      }),
    );
  });
});

test('after a break there is no state, no pause and no candidate', () => {
  const state = initSignalState({ ...BASE, minPersistUs: 1, coolDownUs: 100 });
  [3, 3, 0].forEach((value, timeUs) => stepSignalState(state, timeUs, value));
  clearSignalState(state);
  expect([3, 3].map((value, k) => stepSignalState(state, 3 + k, value))).toEqual([0, 1]);
});

test('thresholds in the wrong order and negative spans are refused', () => {
  for (const changes of [{ exit: 3 }, { exit: -1 }, { enter: NaN }, { minPersistUs: -1 }, { coolDownUs: -1 }]) {
    expect(() => initSignalState({ ...BASE, ...changes })).toThrow(RangeError);
  }
});
