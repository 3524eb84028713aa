// The modes side by side are those of the chain itself: same values, same rows without one.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ChainConfig, ORIGINAL_CHAIN, type OfiMode } from '../../../../src/core/pipeline/config.js';
import { ofiModes } from '../../../../src/core/pipeline/features/ofi-modes.js';
import { buildFeature } from '../../../../src/core/pipeline/features/settings.js';
import { anySteps, marketOf } from '../../../support/any-market.js';
import { openMarket, runMarket } from '../../../support/market-run.js';
import { ETH_2024, framesIn, instrumentsOf, pathsOf } from '../../../support/recordings.js';
import { shortChain } from '../../../support/scripted-market.js';

const WINDOW = 4;
const MODES: readonly OfiMode[] = ['cks1', 'cks5', 'pricekey', 'index'];
const FEATURES = [buildFeature(ofiModes, { window: WINDOW })];
const paths = pathsOf(ETH_2024);

const withMode = (config: ChainConfig, mode: OfiMode): ChainConfig => ({
  ...config,
  ofi: { ...config.ofi, mode, z: shortChain(WINDOW).ofi.z },
});

test('one pair of columns a mode', () => {
  const names = FEATURES[0]!.columns.map(({ name }) => name);
  expect(names).toEqual(MODES.flatMap((mode) => [`ofi_${mode}`, `ofi_${mode}_z`]));
});

test.each([
  ['time grid', shortChain(WINDOW)],
  ['event grid', ORIGINAL_CHAIN],
] as const)('%s: on any market equal to the OFI of the row', (_, config) => {
  fc.assert(
    fc.property(anySteps, (steps) => {
      MODES.forEach((mode, k) => {
        for (const row of marketOf(steps, 1).rows(withMode(config, mode), { features: FEATURES })) {
          const [own, z] = [row.features?.[2 * k], row.features?.[2 * k + 1]];
          expect([own, config === ORIGINAL_CHAIN ? row.ofiZ : z]).toEqual([row.ofi, row.ofiZ]);
        }
      });
    }),
    { numRuns: 25 },
  );
});

test.skipIf(paths === null)('on a recording likewise, to the last bit', () => {
  const frames = framesIn(ETH_2024, paths!).slice(0, 15_000);
  MODES.forEach((mode, k) => {
    const market = openMarket(withMode(shortChain(WINDOW), mode), {
      instruments: instrumentsOf(ETH_2024),
      features: FEATURES,
    });
    const rows = runMarket(market, frames);
    expect(rows.length).toBeGreaterThan(400);
    expect(rows.map(({ features }) => features?.slice(2 * k, 2 * k + 2))).toEqual(
      rows.map(({ ofi, ofiZ }) => [ofi, ofiZ]),
    );
  });
});
