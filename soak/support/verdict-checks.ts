// The promises about verdicts, each tried on markets whose truth is known.

import { blockInterval } from '../../src/core/analysis/calendar-blocks.js';
import { laneSample } from '../../src/core/analysis/judge/hit-sample.js';
import { primaryOf } from '../../src/core/analysis/judge/endpoints.js';
import { outcomesFor, verdictOutcomes } from '../../src/core/analysis/judge/needed.js';
import {
  type Scenario,
  independent,
  inSpells,
  levelTrap,
  persistent,
} from '../../src/core/analysis/judge/scenarios.js';
import { rngFor } from '../../src/core/analysis/judge/seeds.js';
import {
  type Rule,
  type Tally,
  type Trial,
  collectScenario,
  coverage,
  holdsAt,
  medianWidening,
  naive,
  runTrial,
  tally,
  theRule,
  withoutBlocks,
} from '../../src/core/analysis/judge/trial.js';
import type { Count } from '../../src/core/analysis/binomial.js';
import type { VerdictOptions } from './verdict-options.js';

export const ALPHA = 0.05;
/** Holm's first step among four endpoints. */
export const FIRST_ALPHA = ALPHA / 4;
const REPLICATIONS = 1_000;
const MOST_WIDENING = 1.3;
const LEAST_COVERAGE = 0.92;
const LEAST_POWER = 0.8;

/** Called between markets, so that a screen can show where it stands. */
export type Tell = (what: string) => void;

export const trialsOf = (scenario: Scenario, count: number, seed: number): Trial[] =>
  Array.from({ length: count }, (_, i) => runTrial(scenario, seed * 100_003 + i, REPLICATIONS));

export const medianOf = (values: readonly number[]): number => {
  const sorted = Float64Array.from(values).sort();
  return sorted[sorted.length >> 1] ?? 0;
};

export interface NullRow {
  readonly name: string;
  readonly bar: number;
  readonly outcomes: number;
  readonly at: Tally;
  readonly atFirst: Tally;
  /** With the bound of blocks left out, and with every in-zone sample taken for an outcome. */
  readonly wilson: Tally;
  readonly naive: Tally;
  readonly coverage: Count;
  readonly widening: number | null;
  /** Whether the rates are promised; the others show where the promise ends. */
  readonly promised: boolean;
  readonly holds: boolean;
}

interface NullCase {
  readonly name: string;
  readonly bar: number;
  readonly scenario: Scenario;
  readonly promised: boolean;
}

const SPELLS = { spread: 0.1, length: 20 };
const HARSH = { spread: 0.15, length: 50 };

/** True hit rate equal to the bar throughout. */
const NULL_CASES: readonly NullCase[] = [
  ...[0.5, 0.55, 0.6].flatMap((bar): NullCase[] => [
    { name: 'independent', bar, scenario: independent(bar, 800), promised: true },
    { name: 'in spells', bar, scenario: inSpells(bar, 1_600, SPELLS), promised: true },
  ]),
  { name: 'independent, few', bar: 0.55, scenario: independent(0.55, 220), promised: true },
  { name: 'overlapping, with memory', bar: 0.5, scenario: persistent(0.95, 2_000, 10), promised: true },
  { name: 'in long, strong spells', bar: 0.55, scenario: inSpells(0.55, 1_600, HARSH), promised: false },
];

const passes = ({ passed, trials }: Tally): Count => ({ hits: passed, n: trials });
const fails = ({ failed, trials }: Tally): Count => ({ hits: failed, n: trials });

/** Neither PASS nor FAIL more often than the error allows, and intervals that hold the truth. */
export function nullRow({ name, bar, scenario, promised }: NullCase, trials: readonly Trial[], rule: Rule): NullRow {
  const at = tally(trials, rule, { bar, alpha: ALPHA });
  const atFirst = tally(trials, rule, { bar, alpha: FIRST_ALPHA });
  const held = coverage(trials, rule);
  const widening = medianWidening(trials, rule);
  const isNominal = holdsAt(passes(at), ALPHA) && holdsAt(fails(at), ALPHA) && holdsAt(passes(atFirst), FIRST_ALPHA);
  const isNarrow = !name.startsWith('independent') || (widening !== null && widening <= MOST_WIDENING);
  return {
    name,
    bar: scenario.truth,
    outcomes: medianOf(trials.map(({ sample }) => sample.count.n)),
    at,
    atFirst,
    wilson: tally(trials, withoutBlocks, { bar, alpha: ALPHA }),
    naive: tally(trials, naive, { bar, alpha: ALPHA }),
    coverage: held,
    widening,
    promised,
    holds: isNominal && isNarrow && held.n > 0 && held.hits / held.n >= LEAST_COVERAGE,
  };
}

export function nullRows({ nulls, seed }: VerdictOptions, tell: Tell, rule: Rule = theRule): NullRow[] {
  return NULL_CASES.map((one) => {
    tell(`at the bar: ${one.name}, ${one.bar}`);
    return nullRow(one, trialsOf(one.scenario, nulls, seed), rule);
  });
}

export interface PowerRow {
  readonly truth: number;
  readonly bar: number;
  readonly alpha: number;
  readonly outcomes: number;
  /** Independent outcomes that the formula asks for. */
  readonly formula: number | null;
  readonly passed: Count;
  readonly holds: boolean;
}

const STATED: readonly { truth: number; bar: number; alpha: number }[] = [
  { truth: 0.6, bar: 0.55, alpha: ALPHA },
  { truth: 0.65, bar: 0.6, alpha: ALPHA },
  { truth: 0.58, bar: 0.55, alpha: ALPHA },
  { truth: 0.6, bar: 0.55, alpha: FIRST_ALPHA },
  { truth: 0.65, bar: 0.6, alpha: FIRST_ALPHA },
  { truth: 0.65, bar: 0.55, alpha: FIRST_ALPHA },
];

/** As many outcomes as `hours still needed` asks for. Steps are twice as many: half of them enter the zone anew. */
export function powerRows({ powers, seed }: VerdictOptions, tell: Tell, rule: Rule = theRule): PowerRow[] {
  return STATED.map(({ truth, bar, alpha }) => {
    tell(`power: ${truth} against ${bar} at ${alpha}`);
    const question = { rate: truth, bar, alpha };
    const outcomes = verdictOutcomes(question) ?? 0;
    const trials = trialsOf(independent(truth, 2 * outcomes), powers, seed + 1);
    const passed = { hits: tally(trials, rule, { bar, alpha }).passed, n: trials.length };
    return {
      truth,
      bar,
      alpha,
      outcomes,
      formula: outcomesFor(question),
      passed,
      holds: passed.hits / passed.n >= LEAST_POWER,
    };
  });
}

export const CURVE_TRUTHS: readonly number[] = [0.5, 0.53, 0.55, 0.57, 0.6, 0.65];
export const CURVE_OUTCOMES: readonly number[] = [100, 200, 400, 800, 1_600, 3_200];

export interface CurvePoint {
  readonly passed: number;
  readonly failed: number;
}

/** P(PASS) and P(FAIL) against a bar of 55 % at Holm's first step; one row a number of outcomes. */
export function powerCurve({ powers, seed, quick }: VerdictOptions, tell: Tell): CurvePoint[][] {
  const count = quick ? 20 : Math.floor(powers / 2);
  return CURVE_OUTCOMES.map((outcomes) => {
    tell(`power curve: ${outcomes} outcomes`);
    return CURVE_TRUTHS.map((truth) => {
      const trials = trialsOf(independent(truth, 2 * outcomes), count, seed + 2);
      const { passed, failed } = tally(trials, theRule, { bar: 0.55, alpha: FIRST_ALPHA });
      return { passed: passed / count, failed: failed / count };
    });
  });
}

export interface OverlapResult {
  readonly markets: number;
  readonly samples: number;
  readonly onsets: number;
  /** Two-sided rejections of one half at 5 %: all samples as if independent, all samples by blocks, onsets by the rule. */
  readonly naive: number;
  readonly blocks: number;
  readonly ours: number;
  readonly holds: boolean;
}

const SIX_HOURS = 21_600;

/** Six hours of noise, sampled each second, judged a minute ahead. */
export function overlap({ overlaps, seed }: VerdictOptions, tell: Tell): OverlapResult {
  const scenario = levelTrap(SIX_HOURS);
  const counts = { naive: 0, blocks: 0, ours: 0 };
  const samples: number[] = [];
  const onsets: number[] = [];
  for (let i = 0; i < overlaps; i++) {
    if (i % 20 === 0) tell(`overlapping samples: ${i} of ${overlaps}`);
    const own = seed * 7_919 + i;
    const trial = runTrial(scenario, own, REPLICATIONS);
    const rejects = (rule: Rule): boolean => {
      const bounds = rule(trial, 0.025);
      return bounds !== null && (bounds.lower > 0.5 || bounds.upper < 0.5);
    };
    if (rejects(naive)) counts.naive++;
    if (rejects(theRule)) counts.ours++;
    if (rejectsByBlocks(scenario, own)) counts.blocks++;
    samples.push(trial.raw.n);
    onsets.push(trial.sample.count.n);
  }
  const sees = counts.naive > 4 * counts.ours;
  const holds = sees && holdsAt({ hits: counts.ours, n: overlaps }, ALPHA);
  return { markets: overlaps, samples: medianOf(samples), onsets: medianOf(onsets), ...counts, holds };
}

function rejectsByBlocks(scenario: Scenario, seed: number): boolean {
  const { lane } = primaryOf(collectScenario(scenario, seed, REPLICATIONS));
  const drawing = { replications: REPLICATIONS, rng: rngFor(seed, 'power') };
  const interval = blockInterval(laneSample(lane, { s: 0, scheme: 'all' }, drawing).rate);
  return interval !== null && (interval.low > 0.5 || interval.high < 0.5);
}
