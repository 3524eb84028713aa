// What a recording promises before a verdict is asked.

import { describe, expect, test } from 'vitest';
import { outcomesFor } from '../../../../src/core/analysis/judge/needed.js';
import { outlooks } from '../../../../src/core/analysis/judge/outlook.js';
import { MINUTE_US, plantedCollected, spec } from '../../../support/planted-study.js';

const HOUR_US = 60 * MINUTE_US;
const collected = plantedCollected({
  steps: 1_440,
  signals: [spec('ofi'), spec('cvd'), spec('qi', null, 'baseline')],
  values: ({ signal, flow }) => [signal, flow, flow],
  plan: { leastCoverageUs: 24 * HOUR_US },
});
const [first, ...others] = outlooks(collected, { coveredUs: 24 * HOUR_US, target: 0.6 });

describe('outlook', () => {
  test('one a signal that a verdict is asked of', () => {
    expect(others.map(({ signal }) => signal)).toEqual(['cvd']);
    expect(first).toMatchObject({ signal: 'ofi', bar: 0.6, alpha: 0.025, power: 0.8 });
  });

  test('outcomes come as fast as they came', () => {
    expect(first!.outcomesPerDay).toBe(first!.outcomes);
    expect(first!.onsetsPerHour!).toBeCloseTo(first!.entries / 24, 9);
  });

  test('hours follow from the outcomes at the verdict’s own alpha', () => {
    for (const { rate, outcomes, hours, hoursLeft } of first!.rows) {
      expect(outcomes).toBe(Math.max(100, outcomesFor({ rate, bar: 0.6, alpha: 0.025 })!));
      expect(hours!).toBeCloseTo(Math.max(24, (outcomes / first!.outcomes) * 24), 6);
      expect(hoursLeft!).toBeCloseTo(Math.max(0, hours! - 24), 6);
    }
  });

  test('a smaller difference takes longer', () => {
    const hours = first!.rows.map((row) => row.hours!);
    expect(hours).toEqual([...hours].sort((a, b) => b - a));
  });

  test('break-even of all moves and of those when it fired', () => {
    expect(first!.breakEven.takerTaker!).toBeCloseTo(0.5 + 10 / (2 * first!.meanAbsBp!), 9);
    expect(first!.breakEvenFired!.makerMaker!).toBeCloseTo(0.5 + 4 / (2 * first!.meanAbsFiredBp!), 9);
  });

  test('a signal that never fired has no hours', () => {
    const silent = plantedCollected({ threshold: 99, steps: 100 });
    const [row] = outlooks(silent, { coveredUs: HOUR_US, target: null });
    expect(row).toMatchObject({ bar: 0.55, outcomes: 0, breakEvenFired: null, meanAbsFiredBp: null });
    expect(row!.rows.every(({ hours }) => hours === null)).toBe(true);
  });
});
