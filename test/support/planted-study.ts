// Small studies of planted markets for tests of the judge.

import type { Collected } from '../../src/core/analysis/collect/collected.js';
import type { JudgeContext } from '../../src/core/analysis/judge/context.js';
import { type PlantedSeries, collectPlanted, plantedPlan } from '../../src/core/analysis/judge/planted-study.js';
import { emptyMarket, fillPlantedMarket } from '../../src/core/analysis/planted.js';
import type { SignalRole, SignalSpec, StudyPlan } from '../../src/core/analysis/study-plan.js';
import { initRng } from '../../src/core/stats/rng.js';

export const MINUTE_US = 60_000_000;
/** Midnight UTC. */
export const START_US = 1_700_006_400_000_000;

export const spec = (name: string, bar: number | null = 0.55, role: SignalRole = 'primary'): SignalSpec => ({
  name,
  role,
  rule: `|${name}| > threshold`,
  graded: true,
  bar,
});

export const context = (over: Partial<JudgeContext> = {}): JudgeContext => ({
  env: 'mainnet',
  allowSynthetic: false,
  coveredUs: 48 * 60 * MINUTE_US,
  trials: 1,
  ledgerPath: null,
  full: false,
  recipe: [],
  tick: 0.01,
  step: 0.001,
  windowSeconds: null,
  ...over,
});

export interface PlantedOptions {
  readonly rho?: number;
  readonly phi?: number;
  readonly steps?: number;
  readonly seed?: number;
  readonly threshold?: number;
  readonly plan?: Partial<StudyPlan>;
  readonly signals?: readonly SignalSpec[];
  /** What each signal of the plan says; the planted signal for all unless given. */
  readonly values?: (market: ReturnType<typeof emptyMarket>) => readonly Float64Array[];
  readonly breaks?: readonly number[];
}

/** A market of one step a minute, judged one minute ahead. */
export function plantedCollected(options: PlantedOptions = {}): Collected {
  const { rho = 0, phi = 0, steps = 2_000, seed = 1, threshold = 0.5, signals = [spec('ofi')] } = options;
  const market = emptyMarket(steps);
  fillPlantedMarket(market, { rho, phi, contemporaneous: 0.5 }, initRng(seed));
  const values = options.values?.(market) ?? signals.map(() => market.signal);
  const series: PlantedSeries = {
    logPrice: market.logPrice,
    signals: values.map((one) => ({ values: one, threshold })),
    breaks: options.breaks ?? [],
  };
  const plan = plantedPlan(signals, { primaryUs: MINUTE_US, replications: 500, ...options.plan });
  return collectPlanted({ plan, clock: { startUs: START_US, stepUs: MINUTE_US }, series });
}
