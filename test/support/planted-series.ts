// Series V1 of the published vectors: an autocorrelated signal that foretells a little of five overlapping returns.

import { initRng, nextNormal } from '../../src/core/stats/rng.js';

export interface PlantedSeries {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** 1 where signal and outcome have the same sign. */
  readonly hit: Float64Array;
  /** 1 where the outcome is up. */
  readonly up: Float64Array;
}

/** s = AR(1), φ 0.6, seed 11; e = normals of seed 12; r_i = 0.15 s_{i−1} + e_i; x = s[0..394], y_i = Σ_{j=1..5} r_{i+j}. */
export function plantedSeries(): PlantedSeries {
  const signalRng = initRng(11);
  const noiseRng = initRng(12);
  const s: number[] = [];
  const r: number[] = [];
  for (let i = 0; i < 400; i++) {
    r.push(0.15 * (s[i - 1] ?? 0) + nextNormal(noiseRng));
    s.push(0.6 * (s[i - 1] ?? 0) + nextNormal(signalRng));
  }
  const x = Float64Array.from(s.slice(0, 395));
  const y = x.map((_, i) => [1, 2, 3, 4, 5].reduce((sum, j) => sum + r[i + j]!, 0));
  return { x, y, hit: x.map((value, i) => Number(value > 0 === y[i]! > 0)), up: y.map((value) => Number(value > 0)) };
}
