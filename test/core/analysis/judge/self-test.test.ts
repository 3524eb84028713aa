// The canaries of the self-test, each of them on a rule that is broken: a check that cannot fail is none.

import { describe, expect, test } from 'vitest';
import {
  type Canary,
  type CanaryResult,
  allOf,
  atLeastRate,
  holdsTruth,
  notAbove,
} from '../../../../src/core/analysis/judge/canary.js';
import { wilsonEstimate } from '../../../../src/core/analysis/judge/bounds.js';
import { finish } from '../../../../src/core/analysis/judge/context.js';
import {
  barCanary,
  coverageCanary,
  memoryCanary,
  nullCanary,
  plantedCanary,
  powerCanary,
} from '../../../../src/core/analysis/judge/rate-canaries.js';
import * as ruleCanaries from '../../../../src/core/analysis/judge/rule-canaries.js';
import { independent, inSpells, persistent, remembering } from '../../../../src/core/analysis/judge/scenarios.js';
import { selfTest } from '../../../../src/core/analysis/judge/self-test.js';
import {
  flipping,
  holdsAt,
  medianWidening,
  naive,
  runTrial,
  tally,
  theRule,
  withoutBlocks,
} from '../../../../src/core/analysis/judge/trial.js';

const OPTIONS = { seed: 13, seeds: 60 };
const run = (canary: Canary): CanaryResult => finish(canary(OPTIONS));
const trialsOf = (scenario: Parameters<typeof runTrial>[0], count: number) =>
  Array.from({ length: count }, (_, i) => runTrial(scenario, 700 + i, 300));

describe('canaries hold', () => {
  test.each(Object.entries(ruleCanaries))('%s', (_, canary) => {
    const { passed, measured } = run(canary);
    expect(measured.value).toBe(1);
    expect(passed).toBe(true);
  });

  test('skill is found at its rate, with memory and without', () => {
    expect(run(plantedCanary).passed).toBe(true);
    expect(run(memoryCanary).passed).toBe(true);
    expect(run(powerCanary).passed).toBe(true);
  });

  test('nothing is found where there is nothing', () => {
    expect(run(nullCanary).passed).toBe(true);
    expect(run(barCanary).passed).toBe(true);
  });

  test('a self-test runs canary after canary, and tells which', () => {
    const work = selfTest({ seed: 13, seeds: 1 });
    expect(work.next().value).toEqual({ canary: 'planted', done: 0, of: 40 });
    work.return({ passed: false, canaries: [] });
  });
});

describe('canaries see a broken rule', () => {
  const seeds = 150;

  test('overlapping samples taken for outcomes', () => {
    expect(finish(nullCanary({ seed: 13, seeds }, naive)).passed).toBe(false);
  });

  test('no bound of blocks', () => {
    expect(finish(coverageCanary(OPTIONS, withoutBlocks)).passed).toBe(false);
    expect(finish(coverageCanary(OPTIONS)).passed).toBe(true);
    const trials = trialsOf(inSpells(0.55, 800, { spread: 0.15, length: 40 }), 100);
    const ask = { bar: 0.55, alpha: 0.05 };
    const count = tally(trials, withoutBlocks, ask);
    expect(holdsAt({ hits: count.passed, n: count.trials }, 0.05)).toBe(false);
    expect(tally(trials, theRule, ask).passed).toBeLessThan(count.passed / 2);
  });

  test('a rule that never passes anything', () => {
    expect(finish(powerCanary(OPTIONS, () => null)).passed).toBe(false);
  });

  test('intervals as wide as can be', () => {
    const trials = trialsOf(independent(0.55, 600), 20);
    expect(medianWidening(trials, theRule)!).toBeLessThan(1.3);
    expect(medianWidening(trials, () => ({ lower: 0, upper: 1 }))!).toBeGreaterThan(1.3);
  });

  test('a side that is turned round', () => {
    const trials = trialsOf(independent(0.38, 1_200), 40);
    const ask = { bar: 0.55, alpha: 0.05 };
    expect(tally(trials, theRule, ask)).toMatchObject({ passed: 0, failed: 40 });
    expect(tally(trials, flipping, ask).passed).toBeGreaterThan(20);
  });

  test('alpha that is not divided among four questions', () => {
    const trials = trialsOf(independent(0.5, 300), 400);
    const anyOf = (alpha: number): { hits: number; n: number } => {
      const groups = Array.from({ length: 100 }, (_, g) => trials.slice(4 * g, 4 * g + 4));
      const hits = groups.filter((four) => tally(four, theRule, { bar: 0.5, alpha }).passed > 0).length;
      return { hits, n: groups.length };
    };
    expect(holdsAt(anyOf(0.05 / 4), 0.05)).toBe(true);
    expect(holdsAt(anyOf(0.05), 0.05)).toBe(false);
  });
});

describe('comparisons', () => {
  test('an interval holds a truth or does not', () => {
    expect(holdsTruth('planted', wilsonEstimate({ hits: 60, n: 100 }), 0.55).passed).toBe(true);
    expect(holdsTruth('planted', wilsonEstimate({ hits: 90, n: 100 }), 0.55).passed).toBe(false);
    expect(holdsTruth('planted', wilsonEstimate({ hits: 0, n: 0 }), 0.55).passed).toBe(false);
  });

  test('a rate may be above by chance, not by more', () => {
    expect(notAbove('null', { hits: 60, n: 1_000 }, 0.05).passed).toBe(true);
    expect(notAbove('null', { hits: 80, n: 1_000 }, 0.05).passed).toBe(false);
    expect(atLeastRate('power', { hits: 159, n: 200 }, 0.8).passed).toBe(false);
    expect(allOf('gaps', { hits: 4, n: 5 }).passed).toBe(false);
    expect(allOf('gaps', { hits: 0, n: 0 }).passed).toBe(false);
  });
});

test.each([
  ['independent', independent(0.6, 4_000)],
  ['in spells', inSpells(0.6, 8_000, { spread: 0.1, length: 20 })],
  ['remembering', remembering(0.309, 0.5, 4_000)],
  ['persistent', persistent(0.9, 20_000, 5)],
] as const)('scenario %s has the rate that it states', (_, scenario) => {
  const { raw, sample } = runTrial(scenario, 3, 50);
  const count = scenario.horizonSteps === 1 ? raw : sample.count;
  expect(count.hits / count.n).toBeCloseTo(scenario.truth, 1);
  expect(Math.abs(count.hits / count.n - scenario.truth)).toBeLessThan(0.03);
});
