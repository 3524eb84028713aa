// The design of a study from what was asked for: signals in order, features they need, and the plan that is registered.

import { type SignalReader, type SignalSource, createReader } from '../../core/analysis/collect/signal-reader.js';
import { studySignals } from '../../core/analysis/collect/signals.js';
import type { Barriers, LabelPrice, SignalSpec, StudyPlan } from '../../core/analysis/study-plan.js';
import type { ChainConfig } from '../../core/pipeline/config.js';
import type { BoundFeature } from '../../core/pipeline/feature.js';
import { moreSignals } from './more-signals.js';

/** What a user can choose of a study; plain data. */
export interface StudyChoices {
  /** Names; null for all. Baselines always stand beside them. */
  readonly signals: readonly string[] | null;
  readonly horizonsUs: readonly number[];
  /** Null: the longest. */
  readonly primaryUs: number | null;
  readonly latencyUs: number;
  readonly label: LabelPrice;
  readonly barriers: Barriers;
  readonly staleUs: number;
  readonly takerBp: number;
  readonly makerBp: number;
  readonly alpha: number;
  readonly replications: number;
  readonly seed: number;
}

export interface StudyDesign {
  readonly plan: StudyPlan;
  readonly reader: SignalReader;
  /** The observer is the first. */
  readonly features: readonly BoundFeature[];
}

const S = 1_000_000;
/** Of the decay tables, µs. */
const DECAY_HORIZONS_US: readonly number[] = [S / 10, S / 2, S, 2 * S, 5 * S, 10 * S, 30 * S, 60 * S, 300 * S];
const DECAY_LATENCIES_US: readonly number[] = [0, S / 20, S / 10, S / 4, S / 2, S];

export const LEAST_COVERAGE_US = 86_400 * S;
export const LEAST_OUTCOMES = 100;

const ascending = (values: readonly number[]): number[] => [...new Set(values)].sort((a, b) => a - b);

export function studyPlan(signals: readonly SignalSpec[], choices: StudyChoices): StudyPlan {
  const horizonsUs = ascending(choices.horizonsUs);
  const { latencyUs, label, barriers, staleUs, takerBp, makerBp, alpha, replications, seed } = choices;
  return {
    signals,
    horizonsUs,
    primaryUs: choices.primaryUs ?? horizonsUs.at(-1) ?? S,
    latencyUs,
    decayHorizonsUs: ascending([...DECAY_HORIZONS_US, ...horizonsUs]),
    decayLatenciesUs: ascending([...DECAY_LATENCIES_US, latencyUs]),
    label,
    barriers,
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
  extra: readonly SignalSource[] = [],
): StudyDesign {
  const standard = studySignals(chain);
  const columns = standard.features.reduce((sum, feature) => sum + feature.columns.length, 0);
  const more = moreSignals(columns);
  const isWanted = ({ spec }: SignalSource): boolean =>
    choices.signals === null || spec.role === 'baseline' || choices.signals.includes(spec.name);
  const reader = createReader([...[...standard.reader.sources, ...more.sources].filter(isWanted), ...extra]);
  // A study without any of them (a user's own list of signals) has no family that could be smaller.
  const primaries = standard.reader.specs.filter(({ role }) => role === 'primary').map(({ name }) => name);
  const isChosen = choices.signals !== null && choices.signals.length > 0;
  const leftOut = isChosen ? primaries.filter((name) => !reader.specs.some((spec) => spec.name === name)) : [];
  return {
    plan: { ...studyPlan(reader.specs, choices), ...(leftOut.length === 0 ? {} : { leftOut }) },
    reader,
    features: [...standard.features, ...more.features],
  };
}
