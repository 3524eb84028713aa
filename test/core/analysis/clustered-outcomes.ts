// Outcomes over a calendar of blocks with a known rate: independent, or with a mood that outcomes of a block share.

import { normalCdf, normalQuantile } from '../../../src/core/analysis/normal-distribution.js';
import { type RngState, nextNormal, nextUniform } from '../../../src/core/stats/rng.js';

export interface Calendar {
  readonly blocks: number;
  /** Share of blocks with outcomes. */
  readonly active: number;
  /** Mean number of outcomes in one of them (geometric); 1 is exactly one. */
  readonly perBlock: number;
  readonly rate: number;
  /** Standard deviation of the mood of a block, as a probit; 0 is independence. */
  readonly mood: number;
  /** Autocorrelation of the mood from block to block. */
  readonly memory: number;
}

export interface Outcomes {
  readonly n: number;
  readonly hits: number;
  readonly counts: Float64Array;
  readonly hitCounts: Float64Array;
}

export function makeOutcomes({ blocks, active, perBlock, rate, mood, memory }: Calendar, rng: RngState): Outcomes {
  const [counts, hitCounts] = [new Float64Array(blocks), new Float64Array(blocks)];
  // E Φ(c + mood·z) = Φ(c/√(1 + mood²)) is the rate.
  const centre = normalQuantile(rate) * Math.sqrt(1 + mood * mood);
  const fresh = Math.sqrt(1 - memory * memory);
  let z = nextNormal(rng);
  for (let b = 0; b < blocks; b++) {
    z = memory * z + fresh * nextNormal(rng);
    if (nextUniform(rng) >= active) continue;
    do {
      counts[b]!++;
      if (nextUniform(rng) < normalCdf(centre + mood * z)) hitCounts[b]!++;
    } while (nextUniform(rng) < 1 - 1 / perBlock);
  }
  const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);
  return { n: sum(counts), hits: sum(hitCounts), counts, hitCounts };
}
