// Studies of planted markets: the truth is known, and everything goes through the collector that real data go through.

import { breakCollector, finishCollector, initCollector, pushDecision, pushQuote } from '../collect/collector.js';
import type { Collected } from '../collect/collected.js';
import type { StudyPlan } from '../study-plan.js';

/** A price and what signals said of it, one entry a step. */
export interface PlantedSeries {
  /** Log of the mid price, in units of one step's standard deviation; any level. */
  readonly logPrice: ArrayLike<number>;
  /** One a signal of the plan that is `given`: its value, and the threshold that its size must exceed to fire. */
  readonly signals: readonly PlantedSignal[];
  /** Steps before which the data break. */
  readonly breaks?: readonly number[];
}

export interface PlantedSignal {
  readonly values: ArrayLike<number>;
  readonly threshold: number;
}

export interface PlantedClock {
  readonly startUs: number;
  readonly stepUs: number;
}

/** Ticks of the mid at the start: so many that no two steps tie. */
const START_TICKS = 1e8;
/** One step's standard deviation, in log price: 2 bp. */
const STEP_SIZE = 2e-4;

export interface PlantedSource {
  readonly plan: StudyPlan;
  readonly clock: PlantedClock;
  readonly series: PlantedSeries;
}

/**
 * Collects a planted market. The quote of a step stands at its time; the decision falls on the same time and knows the price
 * of that step and none after it.
 */
export function collectPlanted({ plan, clock, series }: PlantedSource): Collected {
  const collector = initCollector(plan);
  const values = new Float64Array(plan.signals.length);
  const sides = new Int8Array(plan.signals.length);
  const breaks = new Set(series.breaks);
  for (let i = 0; i < series.logPrice.length; i++) {
    const timeUs = clock.startUs + i * clock.stepUs;
    if (breaks.has(i)) breakCollector(collector, timeUs);
    const mid = Math.round(START_TICKS * Math.exp(STEP_SIZE * (series.logPrice[i] as number)));
    pushQuote(collector, timeUs, { bidTicks: mid - 1, askTicks: mid + 1, bidLots: 1, askLots: 1 });
    series.signals.forEach((signal, s) => {
      const value = signal.values[i] as number;
      values[s] = value;
      sides[s] = Math.abs(value) > signal.threshold ? Math.sign(value) : 0;
    });
    pushDecision(collector, timeUs, { values, sides });
  }
  return finishCollector(collector);
}

/** A plan without decay lanes whose endpoints are the signals given. */
export function plantedPlan(
  signals: StudyPlan['signals'],
  over: Partial<StudyPlan> & Pick<StudyPlan, 'primaryUs'>,
): StudyPlan {
  return {
    signals,
    horizonsUs: [over.primaryUs],
    latencyUs: 0,
    decayHorizonsUs: [],
    decayLatenciesUs: [],
    label: 'mid',
    barriers: { up: 1, down: 1 },
    staleUs: 10_000_000,
    costs: { takerBp: 5, makerBp: 2 },
    alpha: 0.05,
    leastCoverageUs: 0,
    leastOutcomes: 100,
    replications: 2_000,
    seed: 1,
    ...over,
  };
}
