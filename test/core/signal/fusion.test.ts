// Fusion: score, consistency, signal.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FusionConfig, fusionConsistency, fusionScore, fusionSignal } from '../../../src/core/signal/fusion.js';
import { initRng, nextNormal } from '../../../src/core/stats/rng.js';

const CONFIG: FusionConfig = { weightOfi: 0.6, weightCvd: 0.4, threshold: 2.5, minConsistency: 0.7 };

const signalOf = (ofiZ: number, cvdZ: number) =>
  fusionSignal(CONFIG, fusionScore(CONFIG, ofiZ, cvdZ), fusionConsistency(ofiZ, cvdZ));

describe('named facts', () => {
  test.each([
    [3, 3, 3, 1, 'strong_buy'],
    [-3, -3, -3, 1, 'strong_sell'],
    [4, 2, 3.2, 0.5, 'neutral'],
    [3, -3, 0.6, 0, 'neutral'],
    [0, 0, 0, 0, 'neutral'],
    [5, 0, 3, 0, 'neutral'],
    [2.5, 2.5, 2.5, 1, 'neutral'],
    [1e-200, 1e-200, 1e-200, 1, 'neutral'],
  ] as const)('OFI z %d, CVD z %d: score %d, consistency %d, %s', (ofiZ, cvdZ, score, consistency, signal) => {
    expect(fusionScore(CONFIG, ofiZ, cvdZ)).toBeCloseTo(score, 12);
    expect(fusionConsistency(ofiZ, cvdZ)).toBe(consistency);
    expect(signalOf(ofiZ, cvdZ)).toBe(signal);
  });

  test('consistency must be above its minimum, not at it', () => {
    expect(fusionSignal(CONFIG, 9, 0.7)).toBe('neutral');
    expect(fusionSignal(CONFIG, 9, 0.7000001)).toBe('strong_buy');
  });

  test('0.6 and 0.4 are used to the bit; 3 and 2 mean the same', () => {
    expect(fusionScore(CONFIG, 1.7, -0.3)).toBe(0.6 * 1.7 + 0.4 * -0.3);
    expect(fusionScore({ ...CONFIG, weightOfi: 3, weightCvd: 2 }, 1.7, -0.3)).toBeCloseTo(0.9, 12);
  });
});

const z = fc.double({ min: -9, max: 9, noNaN: true });

describe('properties', () => {
  test('mirrored z give the mirrored signal; the order of the two does not matter to consistency', () => {
    const mirror = { strong_buy: 'strong_sell', strong_sell: 'strong_buy', neutral: 'neutral' } as const;
    fc.assert(
      fc.property(z, z, (a, b) => {
        expect(signalOf(-a, -b)).toBe(mirror[signalOf(a, b)]);
        expect(fusionConsistency(a, b)).toBe(fusionConsistency(b, a));
        expect(fusionConsistency(a, b) >= 0 && fusionConsistency(a, b) <= 1).toBe(true);
      }),
    );
  });

  test('independent normal z fire about 2 times in 10,000', () => {
    const rng = initRng(1);
    let fired = 0;
    for (let i = 0; i < 1_000_000; i++) if (signalOf(nextNormal(rng), nextNormal(rng)) !== 'neutral') fired++;
    // Published probability 2.05e-4; one standard deviation of the count is 14.
    expect(Math.abs(fired - 205)).toBeLessThan(60);
  });
});
