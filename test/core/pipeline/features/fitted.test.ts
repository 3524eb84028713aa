// Files of weights: what is written can be read, and nothing that is wrong is taken; fits driven by the chain.

import { describe, expect, test } from 'vitest';
import { finishMicropriceFit } from '../../../../src/core/flow/microprice-fit.js';
import { finishPcaFit } from '../../../../src/core/flow/ofi-pca.js';
import { DEFAULT_CHAIN } from '../../../../src/core/pipeline/config.js';
import { bindFeature } from '../../../../src/core/pipeline/feature.js';
import {
  type TrainingFacts,
  coversSymbol,
  micropriceWeights,
  pcaWeights,
  readMicropriceWeights,
  readPcaWeights,
} from '../../../../src/core/pipeline/features/fitted.js';
import {
  type MicropriceFitRun,
  type PcaFitRun,
  micropriceFitOperator,
  pcaFitOperator,
} from '../../../../src/core/pipeline/features/fits.js';
import { mlofi } from '../../../../src/core/pipeline/features/mlofi.js';
import { buildFeature } from '../../../../src/core/pipeline/features/settings.js';
import { openMarket, runMarket } from '../../../support/market-run.js';
import { ETH_2024, framesIn, instrumentsOf, pathsOf } from '../../../support/recordings.js';

const FACTS: TrainingFacts = { symbols: ['ETHUSDT'], trained_from_us: 5, trained_to_us: 9, inputs_sha256: 'ab' };

const PCA = pcaWeights({ weights: Float64Array.of(0.75, 0.25), explained: 0.8, n: 12 }, FACTS);
const MICRO = micropriceWeights(
  {
    grid: { imbalances: 3, spreads: 1 },
    limit: Float64Array.of(-0.2, 0, 0.2),
    first: Float64Array.of(-0.1, 0, 0.1),
    visits: Float64Array.of(4, 2, 4),
    steps: 5,
    terms: 9,
  },
  FACTS,
);

test('what is written can be read', () => {
  expect(readPcaWeights(JSON.parse(JSON.stringify(PCA)))).toEqual(PCA);
  expect(readMicropriceWeights(JSON.parse(JSON.stringify(MICRO)))).toEqual(MICRO);
  expect([coversSymbol(PCA, 'ETHUSDT'), coversSymbol(PCA, 'BTCUSDT')]).toEqual([true, false]);
});

test.each([
  [null, 'weights is no object of JSON'],
  [[], 'weights is of kind undefined, not ofi-pca'],
  [MICRO, 'weights is of kind microprice, not ofi-pca'],
  [{ ...PCA, levels: 0 }, 'levels is no count'],
  [{ ...PCA, levels: 3 }, 'weights is no list of 3 numbers'],
  [{ ...PCA, weights: [1, 'a'] }, 'weights is no list of 2 numbers'],
  [{ ...PCA, weights: [1e308, 1e308] }, 'magnitudes do not sum to 1'],
  [{ ...PCA, explained: null }, 'explained is no number'],
  [{ ...PCA, symbols: [] }, 'symbols is no list of symbols'],
  [{ ...PCA, inputs_sha256: 3 }, 'inputs_sha256 is no text'],
])('%j: %s', (value, message) => {
  expect(() => readPcaWeights(value)).toThrow(message);
});

test('an even count of imbalances is refused', () => {
  expect(() => readMicropriceWeights({ ...MICRO, imbalances: 2 })).toThrow('imbalances is not odd');
  expect(() => readMicropriceWeights({ ...MICRO, spreads: 2 })).toThrow('limit is no list of 6 numbers');
});

describe.skipIf(pathsOf(ETH_2024) === null)('fits on a recording', () => {
  const LEVELS = 10;
  const operators = [
    bindFeature(pcaFitOperator(LEVELS)),
    bindFeature(micropriceFitOperator({ imbalances: 9, spreads: 3 })),
    buildFeature(mlofi, { levels: LEVELS }),
  ];
  const paths = pathsOf(ETH_2024) ?? [];
  const frames = paths.length === 0 ? [] : framesIn(ETH_2024, paths).slice(0, 30_000);
  const market = openMarket(DEFAULT_CHAIN, { instruments: instrumentsOf(ETH_2024), features: operators });
  const rows = runMarket(market, frames);
  const [pca, micro] = (market.chain.symbols[0]?.features?.states ?? []) as [PcaFitRun, MicropriceFitRun];

  test('one component explains most of what the levels do', () => {
    const fit = finishPcaFit(pca.fit)!;
    const used = rows.filter(({ features }) => typeof features?.[2 * LEVELS] === 'number');
    expect([fit.n, pca.fromUs, pca.toUs]).toEqual([used.length, used[0]!.timeUs, used.at(-1)!.timeUs]);
    expect(fit.explained).toBeGreaterThan(0.5);
    expect([...fit.weights].every((weight) => weight > 0)).toBe(true);
  });

  test('its covariance is that of the columns of mlofi', () => {
    const samples = rows
      .map(({ features }) => features ?? [])
      .filter((values) => typeof values[2 * LEVELS] === 'number');
    const mean = samples.reduce((sum, values) => sum + values[LEVELS]!, 0) / samples.length;
    expect(pca.fit.mean[0]).toBeCloseTo(mean, 9);
  });

  test('the micro-price rises with the share of the bids', () => {
    const fit = finishMicropriceFit(micro.fit)!;
    const narrow = [...fit.limit.subarray(0, 9)];
    expect(narrow[8]).toBeGreaterThan(0.2);
    expect(narrow[4]).toBe(0);
    expect(narrow.every((value, i) => value + narrow[8 - i]! === 0)).toBe(true);
    expect(micro.fit.steps).toBeGreaterThan(1000);
  });
});
