// Is the best of several models better than the benchmark, given that it was picked as the best?

import { type RngState } from '../stats/rng.js';
import { drawBlockSums } from './block-draws.js';
import { stationaryBlocks } from './resample.js';

export interface SuperiorOptions {
  readonly replications: number;
  readonly rng: RngState;
  /** Mean block of the stationary bootstrap, in observations. */
  readonly meanBlock: number;
  /** `studentised` as Hansen proposed; `raw` as White did and as the package arch computes it. Default: studentised. */
  readonly statistic?: 'studentised' | 'raw';
}

/** p-values of "no model is better than the benchmark", for three views of the models that look worse than it. */
export interface SuperiorResult {
  /** They are left out: too small a p. */
  readonly pLower: number;
  /** Hansen's: those are left out that are worse by more than √(2·ln ln n) standard errors. */
  readonly pConsistent: number;
  /** They are taken for as good as the benchmark: White's reality check; `raw` is his statistic. */
  readonly pUpper: number;
  readonly models: number;
  readonly n: number;
}

interface Differential {
  readonly values: Float64Array;
  readonly mean: number;
  /** Long-run standard deviation of one observation under the stationary bootstrap. */
  readonly sd: number;
}

/**
 * Variance that the stationary bootstrap gives a mean, times n: γ₀ + 2Σ κ(i)·γ(i),
 * κ(i) = (1 − i/n)(1 − q)^i + (i/n)(1 − q)^(n − i), q = 1/meanBlock. Politis & Romano 1994; Hansen 2005.
 */
function bootstrapVariance(deviations: Float64Array, meanBlock: number): number {
  const n = deviations.length;
  const keep = 1 - 1 / meanBlock;
  const power = (exponent: number): number => (keep === 0 ? 0 : Math.exp(exponent * Math.log(keep)));
  let variance = 0;
  for (let lag = 0; lag < n; lag++) {
    const kappa = lag === 0 ? 0.5 : (1 - lag / n) * power(lag) + (lag / n) * power(n - lag);
    if (kappa < 1e-18) continue;
    let product = 0;
    for (let i = lag; i < n; i++) product += (deviations[i] as number) * (deviations[i - lag] as number);
    variance += (2 * kappa * product) / n;
  }
  return Math.max(0, variance);
}

function differentialOf(benchmark: ArrayLike<number>, model: ArrayLike<number>, meanBlock: number): Differential {
  const n = benchmark.length;
  const values = Float64Array.from(benchmark, (loss, i) => loss - (model[i] as number));
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  return {
    values,
    mean,
    sd: Math.sqrt(
      bootstrapVariance(
        values.map((value) => value - mean),
        meanBlock,
      ),
    ),
  };
}

/**
 * Share of replications whose best model, its mean taken back to what the null hypothesis says, beats the observed best.
 * @param centre what is subtracted from a model's replicated mean
 */
function exceedance(
  models: readonly Differential[],
  means: readonly Float64Array[],
  { centre, weight }: { readonly centre: (m: Differential) => number; readonly weight: (m: Differential) => number },
): number {
  const observed = Math.max(...models.map((model) => model.mean * weight(model)));
  const replications = means[0]?.length ?? 0;
  let above = 0;
  for (let r = 0; r < replications; r++) {
    let best = -Infinity;
    models.forEach((model, m) => {
      best = Math.max(best, (((means[m] as Float64Array)[r] as number) - centre(model)) * weight(model));
    });
    if (best > observed) above++;
  }
  return above / replications;
}

/**
 * Test of superior predictive ability. P. R. Hansen, Journal of Business & Economic Statistics 23(4), 2005; the reality
 * check is H. White, Econometrica 68(5), 2000. d(t) = loss of the benchmark − loss of the model; the observed maximum of
 * the (studentised) means is compared with that of resampled ones under the null.
 * @param benchmark losses, in time order
 * @param models losses of each model at the same moments
 * @returns null without models, for fewer than 8 observations, or where no model ever differs from the benchmark
 */
export function superiorPredictiveAbility(
  benchmark: ArrayLike<number>,
  models: readonly ArrayLike<number>[],
  options: SuperiorOptions,
): SuperiorResult | null {
  const n = benchmark.length;
  if (models.some((model) => model.length !== n)) throw new RangeError('losses of different lengths');
  if (n < 8) return null;
  const all = models.map((model) => differentialOf(benchmark, model, options.meanBlock)).filter(({ sd }) => sd > 0);
  if (all.length === 0) return null;
  const columns = all.map(({ values }) => values);
  const resampler = stationaryBlocks(n, options.meanBlock);
  const means = drawBlockSums(columns, { ...options, resampler }).map((sums) => sums.map((sum) => sum / n));
  const weight = options.statistic === 'raw' ? (): number => 1 : ({ sd }: Differential): number => Math.sqrt(n) / sd;
  const threshold = (sd: number): number => -(sd / Math.sqrt(n)) * Math.sqrt(2 * Math.log(Math.log(n)));
  const pWith = (centre: (m: Differential) => number): number => exceedance(all, means, { centre, weight });
  return {
    pLower: pWith(({ mean }) => Math.max(0, mean)),
    pConsistent: pWith(({ mean, sd }) => (mean >= threshold(sd) ? mean : 0)),
    pUpper: pWith(({ mean }) => mean),
    models: all.length,
    n,
  };
}
