// Markets to try the rule of verdicts on: the true hit rate of the onsets is known in each.

import { type RngState, nextNormal, nextUniform } from '../../stats/rng.js';
import { initRollingZ, stepRollingZ } from '../../stats/rolling-z.js';
import { correlationOfHit } from '../break-even.js';
import { emptyMarket, fillAutoregressive, fillPlantedMarket, plantedHitRate } from '../planted.js';
import type { PlantedSeries } from './planted-study.js';

/** What one run of a scenario looks like; made anew for every seed. */
export interface Scenario {
  readonly steps: number;
  /** Steps from entry to exit. */
  readonly horizonSteps: number;
  /** Hit rate that the onsets have in the long run. */
  readonly truth: number;
  readonly make: (rng: RngState) => PlantedSeries;
  /** Time between two steps, µs; two seconds unless given. */
  readonly stepUs?: number;
}

interface Market {
  readonly price: Float64Array;
  readonly signal: Float64Array;
}

/** r(i) = ρ(i)·s(i − 1) + √(1 − ρ(i)²)·ε with independent signals; correlation as it stands at each step. */
function follow(steps: number, rng: RngState, rhoAt: (i: number) => number): Market {
  const price = new Float64Array(steps);
  const signal = new Float64Array(steps);
  let level = 0;
  for (let i = 0; i < steps; i++) {
    const rho = rhoAt(i);
    const before = i === 0 ? nextNormal(rng) : (signal[i - 1] as number);
    level += rho * before + Math.sqrt(1 - rho * rho) * nextNormal(rng);
    price[i] = level;
    signal[i] = nextNormal(rng);
  }
  return { price, signal };
}

/** Always in the zone on one side or the other: every step is independent of all others. */
export function independent(truth: number, steps: number): Scenario {
  const rho = correlationOfHit(truth);
  return {
    steps,
    horizonSteps: 1,
    truth,
    make: (rng) => {
      const { price, signal } = follow(steps, rng, () => rho);
      return { logPrice: price, signals: [{ values: signal, threshold: 0 }] };
    },
  };
}

export interface Spells {
  /** Hit rates of good and bad spells lie so far above and below the truth. */
  readonly spread: number;
  /** Mean length of a spell, steps. */
  readonly length: number;
}

/** Good and bad times, drawn anew with probability 1/length a step: outcomes that hang together. */
export function inSpells(truth: number, steps: number, { spread, length }: Spells): Scenario {
  const [good, bad] = [correlationOfHit(truth + spread), correlationOfHit(truth - spread)];
  return {
    steps,
    horizonSteps: 1,
    truth,
    make: (rng) => {
      let rho = nextUniform(rng) < 0.5 ? good : bad;
      const { price, signal } = follow(steps, rng, () => {
        if (nextUniform(rng) < 1 / length) rho = nextUniform(rng) < 0.5 ? good : bad;
        return rho;
      });
      return { logPrice: price, signals: [{ values: signal, threshold: 0 }] };
    },
  };
}

/** A random walk and a signal that remembers: in-zone samples come in runs, and their outcomes overlap. */
export function persistent(phi: number, steps: number, horizonSteps: number): Scenario {
  return {
    steps,
    horizonSteps,
    truth: 0.5,
    make: (rng) => {
      const signal = new Float64Array(steps);
      fillAutoregressive(signal, phi, rng);
      const { price } = follow(steps, rng, () => 0);
      return { logPrice: price, signals: [{ values: signal, threshold: 1 / Math.sqrt(1 - phi * phi) }] };
    },
  };
}

/** A signal that remembers and foretells the next step with correlation ρ; in the zone at every step. */
export function remembering(rho: number, phi: number, steps: number): Scenario {
  return {
    steps,
    horizonSteps: 1,
    truth: plantedHitRate(rho),
    make: (rng) => {
      const market = emptyMarket(steps);
      fillPlantedMarket(market, { rho, phi, contemporaneous: 0 }, rng);
      return { logPrice: market.logPrice, signals: [{ values: market.signal, threshold: 0 }] };
    },
  };
}

const LEVEL_WINDOW = 300;
const LEVEL_ENTRY = 1;

/**
 * The level of accumulated noise, z-scored over 300 seconds, against a random walk, 60 s ahead: the trap of overlapping
 * samples. Steps of one second.
 */
export function levelTrap(steps: number): Scenario {
  return {
    steps,
    horizonSteps: 60,
    truth: 0.5,
    stepUs: 1_000_000,
    make: (rng) => {
      const { price, signal } = follow(steps, rng, () => 0);
      const window = initRollingZ({
        window: LEVEL_WINDOW,
        baseline: 'exclude',
        ddof: 0,
        warmup: LEVEL_WINDOW,
        epsilon: 1e-12,
      });
      let level = 0;
      const values = signal.map((flow) => {
        level += flow;
        return stepRollingZ(window, level) ?? NaN;
      });
      return { logPrice: price, signals: [{ values, threshold: LEVEL_ENTRY }] };
    },
  };
}
