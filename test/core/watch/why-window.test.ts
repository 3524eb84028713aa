// The window behind a z: what is shown is what the chain judged by, sample after sample.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type RollingZConfig, initRollingZ, stepRollingZ } from '../../../src/core/stats/rolling-z.js';
import { judge } from '../../../src/core/watch/why-window.js';

const configs: fc.Arbitrary<RollingZConfig> = fc.record({
  window: fc.integer({ min: 3, max: 12 }),
  baseline: fc.constantFrom('exclude', 'include'),
  ddof: fc.constantFrom(0, 1),
  warmup: fc.integer({ min: 0, max: 3 }),
  epsilon: fc.constant(1e-12),
});

test('z, samples and reason are those of the chain, and the samples give the same z', () => {
  fc.assert(
    fc.property(configs, fc.array(fc.integer({ min: -50, max: 50 }), { maxLength: 40 }), (config, series) => {
      const [chain, copy] = [initRollingZ(config), initRollingZ(config)];
      for (const [at, x] of series.entries()) {
        const z = stepRollingZ(chain, x);
        const seen = judge(copy, at, x);
        expect([seen.z, seen.samples, seen.reason]).toEqual([z, chain.samples, chain.reason]);
        if (z !== null) {
          expect((x - (seen.mean ?? NaN)) / (seen.deviation ?? NaN)).toBeCloseTo(z, 9);
          expect(seen.plain?.z).toBeCloseTo(z, 6);
        }
        expect(copy.window).toEqual(chain.window);
      }
    }),
  );
});

test('three samples by hand: 1, 2, 3 judge a 4', () => {
  const state = initRollingZ({ window: 3, baseline: 'exclude', ddof: 0, warmup: 3, epsilon: 1e-12 });
  for (const x of [1, 2, 3]) judge(state, 0, x);
  const seen = judge(state, 9, 4);
  expect(seen).toMatchObject({ timeUs: 9, x: 4, samples: 3, wanted: 3, mean: 2, reason: null });
  expect(seen.deviation).toBeCloseTo(Math.sqrt(2 / 3), 12);
  expect(seen.z).toBeCloseTo(2 / Math.sqrt(2 / 3), 12);
});
