// One planted market through the collector and the bounds of the verdicts: what they would have said of a known truth.

import { initRng } from '../../stats/rng.js';
import { blockSums, blockTotals } from '../collect/block-view.js';
import type { Collected } from '../collect/collected.js';
import type { Count } from '../binomial.js';
import { wilsonLower, wilsonUpper } from '../proportion-bound.js';
import type { SignalSpec } from '../study-plan.js';
import { type Bounds, hitBounds } from './bounds.js';
import { primaryOf } from './endpoints.js';
import { type HitSample, laneSample } from './hit-sample.js';
import { collectPlanted, plantedPlan } from './planted-study.js';
import type { Scenario } from './scenarios.js';
import { rngFor } from './seeds.js';

/** Two seconds: the least at which a block holds five horizons of one step, and the quickest to collect. */
export const TRIAL_STEP_US = 2_000_000;
/** A midnight UTC. */
const START_US = 1_700_006_400_000_000;

const SIGNAL: SignalSpec = { name: 'planted', role: 'user', rule: '|planted| > threshold', graded: true, bar: null };

/** A run of a scenario, without what only gates ask for: gates can turn a verdict into INCONCLUSIVE, never into another. */
export interface Trial {
  readonly truth: number;
  readonly sample: HitSample;
  /** All in-zone samples, which overlap. */
  readonly raw: Count;
}

export function collectScenario(scenario: Scenario, seed: number, replications = 1_000): Collected {
  const stepUs = scenario.stepUs ?? TRIAL_STEP_US;
  const primaryUs = scenario.horizonSteps * stepUs;
  const plan = plantedPlan([SIGNAL], { primaryUs, replications, seed });
  const series = scenario.make(initRng(seed));
  return collectPlanted({ plan, clock: { startUs: START_US, stepUs }, series });
}

export function runTrial(scenario: Scenario, seed: number, replications = 1_000): Trial {
  const collected = collectScenario(scenario, seed, replications);
  const { lane } = primaryOf(collected);
  const options = { replications, rng: rngFor(seed, 'rate'), judged: true };
  const all = blockTotals(blockSums(lane.blocks, 0, 'all'));
  return {
    truth: scenario.truth,
    sample: laneSample(lane, { s: 0, scheme: 'onset' }, options),
    raw: { hits: all.hits, n: all.n - all.ties },
  };
}

/** Bounds of a rate at an error; a rule of verdicts is nothing else. */
export type Rule = (trial: Trial, alpha: number) => Bounds | null;

/** The rule as it is: the worse of both bounds. */
export const theRule: Rule = ({ sample }, alpha) => hitBounds(sample, alpha);

const wilsonBounds = (count: Count, alpha: number): Bounds | null => {
  const [lower, upper] = [wilsonLower(count, alpha), wilsonUpper(count, alpha)];
  return lower === null || upper === null ? null : { lower, upper };
};

/** Broken on purpose, to show that the checks see it: onsets taken for independent. */
export const withoutBlocks: Rule = ({ sample }, alpha) => wilsonBounds(sample.count, alpha);

/** Broken on purpose: every in-zone sample taken for an outcome of its own. */
export const naive: Rule = ({ raw }, alpha) => wilsonBounds(raw, alpha);

/** Broken on purpose: a signal that is more often wrong than right is turned round. */
export const flipping: Rule = ({ sample }, alpha) => {
  const bounds = hitBounds(sample, alpha);
  const { hits, n } = sample.count;
  return bounds === null || 2 * hits >= n ? bounds : { lower: 1 - bounds.upper, upper: 1 - bounds.lower };
};

/** How often, over many trials. */
export interface Tally {
  readonly trials: number;
  readonly passed: number;
  readonly failed: number;
}

export function tally(trials: readonly Trial[], rule: Rule, ask: { bar: number; alpha: number }): Tally {
  let passed = 0;
  let failed = 0;
  for (const trial of trials) {
    const bounds = rule(trial, ask.alpha);
    if (bounds === null) continue;
    if (bounds.lower > ask.bar) passed++;
    if (bounds.upper < ask.bar) failed++;
  }
  return { trials: trials.length, passed, failed };
}

/** Holds unless the 95 % interval of the rate lies above the nominal one. */
export function holdsAt(count: Count, nominal: number): boolean {
  const low = wilsonLower(count, 0.025);
  return low !== null && low <= nominal;
}

/** Trials whose two-sided 95 % interval holds the truth, of those that have one. */
export function coverage(trials: readonly Trial[], rule: Rule): Count {
  const known = trials.flatMap((trial) => {
    const bounds = rule(trial, 0.025);
    return bounds === null ? [] : [bounds.lower <= trial.truth && trial.truth <= bounds.upper];
  });
  return { hits: known.filter(Boolean).length, n: known.length };
}

/** Width of the rule's 95 % interval over that of Wilson's on the same counts: median over the trials. */
export function medianWidening(trials: readonly Trial[], rule: Rule): number | null {
  const ratios = trials.flatMap((trial) => {
    const [own, plain] = [rule(trial, 0.025), withoutBlocks(trial, 0.025)];
    return own === null || plain === null ? [] : [(own.upper - own.lower) / (plain.upper - plain.lower)];
  });
  const sorted = Float64Array.from(ratios).sort();
  return sorted[sorted.length >> 1] ?? null;
}
