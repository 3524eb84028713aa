// What is told as too good, and what is not.

import { describe, expect, test } from 'vitest';
import { finish } from '../../../../src/core/analysis/judge/context.js';
import { judgeStudy } from '../../../../src/core/analysis/judge/study.js';
import { allSuspicions, suspicionsOf } from '../../../../src/core/analysis/judge/suspicion.js';
import type { Collected } from '../../../../src/core/analysis/collect/collected.js';
import type { Foresight } from '../../../../src/core/analysis/collect/foresight.js';
import { MINUTE_US, context, plantedCollected, spec } from '../../../support/planted-study.js';

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

describe('values', () => {
  const study = (user: (label: Float64Array, signal: Float64Array) => Float64Array, steps = 2_000): Collected =>
    plantedCollected({
      ...{ rho: 0.3, steps, plan: { latencyUs: 0 }, signals: [spec('mine', 0.55, 'user')] },
      values: ({ logPrice, signal }) => {
        const label = signal.map((_, k) => 1e4 * ((logPrice[k + 1] ?? NaN) - (logPrice[k] as number)));
        return [user(label, signal)];
      },
    });
  const found = (collected: Collected) => allSuspicions(collected, null).filter(({ kind }) => kind === 'label');

  test('the label itself, its mirror, and the label of one step later', () => {
    const label = study((y) => y);
    expect(found(label)).toEqual([expect.objectContaining({ signal: 'mine', kind: 'label', horizonUs: MINUTE_US })]);
    expect(found(label)[0]!.found).toBeCloseTo(1, 6);
    expect(found(study((y) => y.map((one) => -one)))[0]?.found).toBeCloseTo(-1, 6);
    expect(found(study((y) => y.map((_, k) => y[k + 1] ?? NaN)))).toEqual([]);
  });

  test('neither an honest signal nor a few outcomes', () => {
    expect(found(study((_, signal) => signal))).toEqual([]);
    expect(found(study((y) => y, 20))).toEqual([]);
  });

  test('minutes that overlap are no more than the minutes there are', () => {
    // Of 2,000 steps and outcomes of 100 steps each, 20 are left: too few for a suspicion.
    const long = plantedCollected({
      ...{ rho: 0.3, steps: 2_000, plan: { primaryUs: 100 * MINUTE_US, horizonsUs: [100 * MINUTE_US], latencyUs: 0 } },
      signals: [spec('mine', 0.55, 'user')],
      values: ({ logPrice, signal }) => [signal.map((_, k) => (logPrice[k + 100] ?? NaN) - (logPrice[k] as number))],
    });
    expect(found(long)).toEqual([]);
  });

  test('signals that are not of the user are left alone', () => {
    const ours = plantedCollected({ rho: 0.9999, steps: 2_000, plan: { latencyUs: 0 } });
    expect(allSuspicions(ours, none)).toEqual([]);
  });

  test('what is suspected cannot PASS', () => {
    const judged = finish(
      judgeStudy(
        study((y) => y),
        context(),
      ),
    );
    const [endpoint] = judged.endpoints;
    expect(judged.suspicions.map(({ kind }) => kind)).toContain('label');
    expect(endpoint?.gates).toContainEqual(expect.objectContaining({ gate: 'foresight', passed: false }));
    expect(endpoint?.verdict).toBe('INCONCLUSIVE');
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
