// What is told as too good, and what is not.

import { describe, expect, test } from 'vitest';
import { suspicionsOf } from '../../../../src/core/analysis/collect/suspicion.js';
import type { Collected } from '../../../../src/core/analysis/collect/collected.js';
import type { Foresight } from '../../../../src/core/analysis/collect/foresight.js';
import { plantedCollected } from '../../../support/planted-study.js';

const none: Foresight = {
  horizonUs: 60e6,
  ends: { hits: 30, n: 100 },
  turns: { hits: 5, n: 100 },
  past: { hits: 50, n: 100 },
  controlEnds: { hits: 300, n: 1_000 },
  controlTurns: { hits: 50, n: 1_000 },
};
const kinds = (collected: Collected, foresight: Partial<Foresight> = {}): string[] =>
  suspicionsOf(collected, 0, { ...none, ...foresight }).map(({ kind }) => kind);

const honest = plantedCollected({ rho: 0.3, steps: 2_000, plan: { latencyUs: 0 } });
const oracle = plantedCollected({ rho: 0.9999, steps: 2_000, plan: { latencyUs: 0 } });

describe('outcomes', () => {
  test('a good signal is not suspected, an oracle is', () => {
    expect(kinds(honest)).toEqual([]);
    expect(kinds(oracle)).toContain('too_good');
  });
});

describe('moments', () => {
  test('turns far more often than chance', () => {
    expect(kinds(honest, { turns: { hits: 80, n: 100 } })).toEqual(['turns']);
    expect(kinds(honest, { turns: { hits: 20, n: 100 } })).toEqual([]);
    expect(kinds(honest, { turns: { hits: 8, n: 10 } })).toEqual([]);
    // Where every second moment is one by chance, it tells nothing.
    expect(kinds(honest, { turns: { hits: 80, n: 100 }, controlTurns: { hits: 500, n: 1_000 } })).toEqual([]);
  });

  test('ends of a move, where the time before is not known', () => {
    expect(kinds(honest, { ends: { hits: 95, n: 100 } })).toEqual(['ends']);
    expect(kinds(honest, { ends: { hits: 60, n: 100 } })).toEqual([]);
  });

  test('as right backwards as forwards', () => {
    expect(kinds(oracle, { past: { hits: 3, n: 100 } })).toContain('mirror');
    expect(kinds(oracle, { past: { hits: 50, n: 100 } })).not.toContain('mirror');
    // A rule that trades against the past move is none that knows the future.
    expect(kinds(honest, { past: { hits: 0, n: 100 } })).toEqual([]);
  });
});
