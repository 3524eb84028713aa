// The design of a study from what was asked for: signals in order, features they need, and the plan that is registered.

import { studySignals } from '../../core/analysis/signals/index.js';
import type { StudySignal } from '../../core/analysis/signals/study-signal.js';
import type { LabelPrice, SignalSpec, StudyPlan } from '../../core/analysis/study-plan.js';
import { didYouMean } from '../../core/market/near-word.js';
import type { ChainConfig } from '../../core/pipeline/config.js';
import type { BoundFeature } from '../../core/pipeline/feature.js';
import { UsageError } from '../../platform/errors.js';
import { chooseFeatures } from '../compute/choose-features.js';

/** What a user can choose of a study; plain data. */
export interface StudyChoices {
  /** Names; null for all. Baselines always stand beside them. */
  readonly signals: readonly string[] | null;
  readonly horizonsUs: readonly number[];
  /** Null: the longest. */
  readonly primaryUs: number | null;
  readonly latencyUs: number;
  readonly label: LabelPrice;
  readonly staleUs: number;
  readonly takerBp: number;
  readonly makerBp: number;
  readonly alpha: number;
  readonly replications: number;
  readonly seed: number;
}

export interface StudyDesign {
  readonly plan: StudyPlan;
  /** One a signal of the plan. */
  readonly signals: readonly StudySignal[];
  readonly features: readonly BoundFeature[];
}

const S = 1_000_000;
/** Of the decay tables, µs. */
const DECAY_HORIZONS_US: readonly number[] = [S / 10, S / 2, S, 2 * S, 5 * S, 10 * S, 30 * S, 60 * S, 300 * S];
const DECAY_LATENCIES_US: readonly number[] = [0, S / 20, S / 10, S / 4, S / 2, S];

export const LEAST_COVERAGE_US = 86_400 * S;
export const LEAST_OUTCOMES = 100;

const ascending = (values: readonly number[]): number[] => [...new Set(values)].sort((a, b) => a - b);

/** Made in the collector, of the past return over the horizon of each lane. */
const pastReturn = (name: 'momentum' | 'reversal', rule: string): StudySignal => ({
  spec: { name, role: 'baseline', rule, graded: false, bar: null },
  about: 'return of the mid over the horizon before the decision',
  features: [],
  window: null,
  valueOf: () => null,
  sideOf: () => 0,
});
const PAST_RETURNS = [
  pastReturn('momentum', 'sign of the past return over the horizon'),
  pastReturn('reversal', 'opposite sign of the past return over the horizon'),
];

/** Every signal by name; baselines last. */
export function knownSignals(chain: ChainConfig): StudySignal[] {
  return [...studySignals(chain), ...PAST_RETURNS];
}

/** Throws UsageError for a name that no signal has, with the nearest one. */
function chosen(chain: ChainConfig, names: readonly string[] | null): StudySignal[] {
  const all = knownSignals(chain);
  if (names === null) return all;
  for (const name of names) {
    if (all.some(({ spec }) => spec.name === name)) continue;
    const list = all.map(({ spec }) => spec.name);
    const near = didYouMean(name, list);
    throw new UsageError(`--signals ${name}: no signal of that name`, {
      code: 'V13_SIGNAL_UNKNOWN',
      hint: near === null ? `there are ${list.join(', ')}` : `did you mean ${near}?`,
      details: { name, known: list },
    });
  }
  return all.filter(({ spec }) => spec.role === 'baseline' || names.includes(spec.name));
}

export function studyPlan(signals: readonly SignalSpec[], choices: StudyChoices): StudyPlan {
  const horizonsUs = ascending(choices.horizonsUs);
  const { latencyUs, label, staleUs, takerBp, makerBp, alpha, replications, seed } = choices;
  return {
    signals,
    horizonsUs,
    primaryUs: choices.primaryUs ?? horizonsUs.at(-1) ?? S,
    latencyUs,
    decayHorizonsUs: ascending([...DECAY_HORIZONS_US, ...horizonsUs]),
    decayLatenciesUs: ascending([...DECAY_LATENCIES_US, latencyUs]),
    label,
    staleUs,
    costs: { takerBp, makerBp },
    alpha,
    leastCoverageUs: LEAST_COVERAGE_US,
    leastOutcomes: LEAST_OUTCOMES,
    replications,
    seed,
  };
}

/** `extra`: signals from elsewhere, judged beside those of the chain. */
export function designStudy(
  chain: ChainConfig,
  choices: StudyChoices,
  extra: readonly StudySignal[] = [],
): StudyDesign {
  const known = chosen(chain, choices.signals);
  const isBaseline = ({ spec }: StudySignal): boolean => spec.role === 'baseline';
  const signals = [...known.filter((one) => !isBaseline(one)), ...extra, ...known.filter(isBaseline)];
  const wanted = new Map(signals.flatMap(({ features }) => features.map((one) => [JSON.stringify(one), one] as const)));
  const asked = [...wanted.values()].map(({ name, settings }) => ({ name, settings, files: {} }));
  return {
    plan: studyPlan(
      signals.map(({ spec }) => spec),
      choices,
    ),
    signals,
    features: chooseFeatures(asked).map(({ bound }) => bound),
  };
}
