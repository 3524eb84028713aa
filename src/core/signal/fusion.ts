// Fusion of book flow and trade flow: one score, and how well the two agree.

export interface FusionConfig {
  /** Not negative, and not both 0; used after division by their sum. */
  readonly weightOfi: number;
  readonly weightCvd: number;
  readonly threshold: number;
  readonly minConsistency: number;
}

export type FusionSignal = 'strong_buy' | 'strong_sell' | 'neutral';

/** (wO·zO + wC·zC)/(wO + wC). */
export const fusionScore = (config: FusionConfig, ofiZ: number, cvdZ: number): number =>
  (config.weightOfi * ofiZ + config.weightCvd * cvdZ) / (config.weightOfi + config.weightCvd);

/** min|z|/max|z| where the signs agree, else 0; within 0..1. A zero agrees with nothing. */
export function fusionConsistency(ofiZ: number, cvdZ: number): number {
  // Signs are compared, not multiplied: a product of small numbers can vanish.
  const agree = (ofiZ > 0 && cvdZ > 0) || (ofiZ < 0 && cvdZ < 0);
  if (!agree) return 0;
  const a = Math.abs(ofiZ);
  const b = Math.abs(cvdZ);
  return Math.min(a, b) / Math.max(a, b);
}

/** Beyond the threshold with consistency above its minimum, both strict. Strength: signalStrength(score, threshold). */
export function fusionSignal(config: FusionConfig, score: number, consistency: number): FusionSignal {
  if (!(consistency > config.minConsistency)) return 'neutral';
  if (score > config.threshold) return 'strong_buy';
  return score < -config.threshold ? 'strong_sell' : 'neutral';
}
