// Canaries that count: skill is found at its rate, none is found where there is none, intervals hold the truth.

import { plantedHitRate } from '../planted.js';
import {
  type Canary,
  type CanaryName,
  type CanaryOptions,
  type CanaryStep,
  atLeastRate,
  holdsTruth,
  notAbove,
} from './canary.js';
import { wilsonEstimate } from './bounds.js';
import { type Scenario, independent, inSpells, persistent, remembering } from './scenarios.js';
import { type Rule, type Trial, coverage, runTrial, tally, theRule } from './trial.js';

const ALPHA = 0.05;
/** Bars of the original. */
const BAR = 0.55;
const REPLICATIONS = 400;
/** Markets whose outcomes are pooled where a rate is to be found. */
const POOLED = 40;
const COVERAGE_TRIALS = 200;
const LEAST_COVERAGE = 0.92;
const POWER_TRIALS = 200;
/** Stated: a true 60 % against a bar of 55 % is seen four times of five with so many steps, half of them onsets. */
const POWER_STEPS = 1_600;
const LEAST_POWER = 0.8;

interface Series {
  readonly canary: CanaryName;
  readonly scenario: Scenario;
  readonly count: number;
  readonly seed: number;
}

function* trialsOf({ canary, scenario, count, seed }: Series): Generator<CanaryStep, Trial[], undefined> {
  const trials: Trial[] = [];
  for (let i = 0; i < count; i++) {
    if (i % 10 === 0) yield { canary, done: i, of: count };
    trials.push(runTrial(scenario, seed + i, REPLICATIONS));
  }
  return trials;
}

/** Hit rate of ρ = .3, ½ + asin(ρ)/π, within its interval. */
export function* plantedCanary({ seed }: CanaryOptions): ReturnType<Canary> {
  const truth = plantedHitRate(0.3);
  const trials = yield* trialsOf({ canary: 'planted', scenario: independent(truth, 600), count: POOLED, seed });
  return holdsTruth('planted', wilsonEstimate(pooled(trials)), truth);
}

/** The same of a signal that remembers: over all its samples, which do not overlap at a horizon of one step. */
export function* memoryCanary({ seed }: CanaryOptions): ReturnType<Canary> {
  const scenario = remembering(0.2, 0.6, 600);
  const trials = yield* trialsOf({ canary: 'planted-memory', scenario, count: POOLED, seed: seed + 1_000 });
  const count = { hits: sumOf(trials, ({ raw }) => raw.hits), n: sumOf(trials, ({ raw }) => raw.n) };
  return holdsTruth('planted-memory', wilsonEstimate(count), scenario.truth);
}

const sumOf = (trials: readonly Trial[], of: (trial: Trial) => number): number =>
  trials.reduce((sum, trial) => sum + of(trial), 0);

const pooled = (trials: readonly Trial[]): { hits: number; n: number } => ({
  hits: sumOf(trials, ({ sample }) => sample.count.hits),
  n: sumOf(trials, ({ sample }) => sample.count.n),
});

/** 95 % intervals hold the truth in at least 92 % of the markets, also where outcomes hang together. */
export function* coverageCanary({ seed }: CanaryOptions, rule: Rule = theRule): ReturnType<Canary> {
  const scenario = inSpells(plantedHitRate(0.2), 800, { spread: 0.1, length: 20 });
  const trials = yield* trialsOf({ canary: 'coverage', scenario, count: COVERAGE_TRIALS, seed: seed + 2_000 });
  return atLeastRate('coverage', coverage(trials, rule), LEAST_COVERAGE);
}

/** No skill, no PASS above the nominal rate: signals that remember, outcomes that overlap. */
export function* nullCanary({ seed, seeds }: CanaryOptions, rule: Rule = theRule): ReturnType<Canary> {
  const series: Series = { canary: 'null', scenario: persistent(0.95, 1_000, 5), count: seeds, seed: seed + 10_000 };
  const { passed, trials } = tally(yield* trialsOf(series), rule, { bar: 0.5, alpha: ALPHA });
  return notAbove('null', { hits: passed, n: trials }, ALPHA);
}

/** Exactly at the bar there is nothing to PASS either; in good and bad spells. */
export function* barCanary({ seed, seeds }: CanaryOptions, rule: Rule = theRule): ReturnType<Canary> {
  const scenario = inSpells(BAR, 800, { spread: 0.1, length: 20 });
  const series: Series = { canary: 'at-the-bar', scenario, count: seeds, seed: seed + 50_000 };
  const { passed, trials } = tally(yield* trialsOf(series), rule, { bar: BAR, alpha: ALPHA });
  return notAbove('at-the-bar', { hits: passed, n: trials }, ALPHA);
}

/** A tool that never says PASS would hold all of the above. */
export function* powerCanary({ seed }: CanaryOptions, rule: Rule = theRule): ReturnType<Canary> {
  const scenario = independent(0.6, POWER_STEPS);
  const trials = yield* trialsOf({ canary: 'power', scenario, count: POWER_TRIALS, seed: seed + 90_000 });
  return atLeastRate(
    'power',
    { hits: tally(trials, rule, { bar: BAR, alpha: ALPHA }).passed, n: trials.length },
    LEAST_POWER,
  );
}
