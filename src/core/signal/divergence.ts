// Divergence: flow that disagrees with the price, or book flow that disagrees with trade flow.

export interface DivergenceConfig {
  /** Flow needed for bullish and bearish. All four limits are ≥ 0. */
  readonly ofiZ: number;
  readonly cvdZ: number;
  /** Flow needed on both sides for inconsistent. */
  readonly conflictOfiZ: number;
  readonly conflictCvdZ: number;
}

export interface DivergenceInput {
  /** Return of the mid over the trend window, bp; exactly 0 inside the dead band. */
  readonly trendBp: number | null;
  readonly ofiZ: number | null;
  readonly cvdZ: number | null;
}

export type DivergenceKind = 'bullish' | 'bearish' | 'inconsistent' | 'none';

/**
 * The original design's three kinds, all comparisons strict:
 *   bullish       trend < 0, ofiZ > limit, cvdZ > limit
 *   bearish       trend > 0, ofiZ < −limit, cvdZ < −limit
 *   inconsistent  |ofiZ| > limit, |cvdZ| > limit, opposite signs
 * At most one holds: bullish and bearish want both z of one sign (the limits are ≥ 0) and opposite trends, inconsistent
 * wants opposite signs. Null when a z is missing, or when only the missing trend could tell; inconsistent needs no trend.
 */
export function divergenceKind(config: DivergenceConfig, input: DivergenceInput): DivergenceKind | null {
  const { trendBp, ofiZ, cvdZ } = input;
  if (ofiZ === null || cvdZ === null) return null;
  if (ofiZ > config.conflictOfiZ && cvdZ < -config.conflictCvdZ) return 'inconsistent';
  if (ofiZ < -config.conflictOfiZ && cvdZ > config.conflictCvdZ) return 'inconsistent';
  const buying = ofiZ > config.ofiZ && cvdZ > config.cvdZ;
  const selling = ofiZ < -config.ofiZ && cvdZ < -config.cvdZ;
  if (!buying && !selling) return 'none';
  if (trendBp === null) return null;
  if (buying && trendBp < 0) return 'bullish';
  return selling && trendBp > 0 ? 'bearish' : 'none';
}

/**
 * The original's strengths: |trend|·|ofiZ + cvdZ|/100 for bullish and bearish (trend in bp), |ofiZ − cvdZ| for
 * inconsistent. Null for `none` and for a missing kind: there is nothing to be strong.
 */
export function divergenceStrength(kind: DivergenceKind | null, input: DivergenceInput): number | null {
  const { trendBp, ofiZ, cvdZ } = input;
  if (kind === null || kind === 'none' || ofiZ === null || cvdZ === null) return null;
  if (kind === 'inconsistent') return Math.abs(ofiZ - cvdZ);
  return trendBp === null ? null : (Math.abs(trendBp) * Math.abs(ofiZ + cvdZ)) / 100;
}
