// The comparison of forecasts against published values.

import { expect, test } from 'vitest';
import { dieboldMariano } from '../../../src/core/analysis/diebold-mariano.js';
import { regress } from '../../../src/core/analysis/regression.js';
import { plantedSeries } from '../../support/planted-series.js';
import { expectRelative } from '../../support/relative.js';

test('slope times the planted signal against a forecast of nought, squared loss, horizon 5', () => {
  const { x, y } = plantedSeries();
  const { beta } = regress(x, y)!;
  const missed = y.map((value, i) => value - beta * x[i]!);
  const differences = y.map((value, i) => value * value - missed[i]! * missed[i]!);
  const result = dieboldMariano(differences, { horizonSamples: 5 })!;
  expectRelative(result.mean, 0.23066680640176973);
  expectRelative(result.neweyWest, 1.4758047087994508);
  expectRelative(result.rectangular, 1.3022788846631046);
  expectRelative(result.corrected, 1.2874417407547656);
  expect(result.fellBack).toBe(false);
  // scipy 1.17.1: 2·norm.sf(1.4758047087994508), 2·t.sf(1.2874417407547656, 394).
  expectRelative(result.p, 0.1399963263003757);
  expectRelative(result.pCorrected, 0.19869610152900516);
});

test('no differences, equal ones, and a kernel that gives no variance', () => {
  expect(dieboldMariano([], { horizonSamples: 1 })).toBeNull();
  expect(dieboldMariano([0.1, 0.1, 0.1], { horizonSamples: 1 })).toMatchObject({
    neweyWest: null,
    rectangular: null,
    corrected: null,
    p: null,
    pCorrected: null,
  });
  const swing = Array.from({ length: 50 }, (_, i) => (i % 2 === 0 ? 1 : -0.9));
  expect(dieboldMariano(swing, { horizonSamples: 2 })!.fellBack).toBe(true);
});
