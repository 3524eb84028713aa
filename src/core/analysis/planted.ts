// Markets whose truth is known because it was planted: what an estimator has to find, and what it must not find.

import { type RngState, nextNormal } from '../stats/rng.js';

/** Fills `out` with independent standard normals. */
export function fillNormals(out: Float64Array, rng: RngState): void {
  for (let i = 0; i < out.length; i++) out[i] = nextNormal(rng);
}

/** Fills `out` with x(i) = φ·x(i − 1) + e(i), e standard normal, from x = 0 before the first; variance → 1/(1 − φ²). */
export function fillAutoregressive(out: Float64Array, phi: number, rng: RngState): void {
  let x = 0;
  for (let i = 0; i < out.length; i++) {
    x = phi * x + nextNormal(rng);
    out[i] = x;
  }
}

export interface PlantedConfig {
  /** Correlation of the signal with the return of the next step, within −1..1; 0 plants nothing: a random walk. */
  readonly rho: number;
  /** Autocorrelation of the signal at lag 1, within (−1, 1); 0 is white. */
  readonly phi: number;
  /** Correlation of the flow with the return of its own step. It foretells nothing beyond what the signal does. */
  readonly contemporaneous: number;
}

/** One value a step each, all of the same length and of variance 1; `logPrice` is the sum of the returns so far. */
export interface PlantedMarket {
  readonly signal: Float64Array;
  readonly flow: Float64Array;
  readonly returns: Float64Array;
  readonly logPrice: Float64Array;
}

export const emptyMarket = (steps: number): PlantedMarket => ({
  signal: new Float64Array(steps),
  flow: new Float64Array(steps),
  returns: new Float64Array(steps),
  logPrice: new Float64Array(steps),
});

/** √(1 − r²), what noise must be scaled by to leave a variance of 1. */
const remainder = (r: number): number => Math.sqrt((1 - r) * (1 + r));

function check({ rho, phi, contemporaneous }: PlantedConfig): void {
  for (const value of [rho, phi, contemporaneous])
    if (!(Math.abs(value) <= 1)) throw new RangeError(`correlation of ${value}`);
  if (Math.abs(phi) === 1) throw new RangeError(`autocorrelation of ${phi}`);
}

/**
 * Fills a market: s(i) = φ·s(i − 1) + √(1 − φ²)·η, r(i) = ρ·s(i − 1) + √(1 − ρ²)·ε, f(i) = c·r(i) + √(1 − c²)·ζ with
 * independent standard normals η, ε, ζ, drawn in this order every step after one for the signal before the first step.
 */
export function fillPlantedMarket(market: PlantedMarket, config: PlantedConfig, rng: RngState): void {
  check(config);
  const { rho, phi, contemporaneous } = config;
  const [quietRho, quietPhi, quietFlow] = [remainder(rho), remainder(phi), remainder(contemporaneous)];
  let before = nextNormal(rng);
  let price = 0;
  for (let i = 0; i < market.signal.length; i++) {
    const signal = phi * before + quietPhi * nextNormal(rng);
    const step = rho * before + quietRho * nextNormal(rng);
    price += step;
    market.signal[i] = signal;
    market.returns[i] = step;
    market.logPrice[i] = price;
    market.flow[i] = contemporaneous * step + quietFlow * nextNormal(rng);
    before = signal;
  }
}

/** Share of steps whose return has the sign of a signal of correlation ρ, both normal: ½ + asin(ρ)/π (Sheppard 1899). */
export const plantedHitRate = (rho: number): number => 0.5 + Math.asin(rho) / Math.PI;
