// Tests of when signals begin.

import { expect, test } from 'vitest';
import { initSignalEdges, stepSignalEdges } from '../../../src/core/watch/signal-edges.js';
import { fullRow } from '../../support/signal-rows.js';

const quiet = {
  ...fullRow(),
  ofiSignal: 'neutral',
  cvdSignal: 'neutral',
  fusionSignal: 'neutral',
  divergence: 'none',
} as const;

test('signals are told when they begin, not while they stand; after a row that knew nothing they begin anew', () => {
  const edges = initSignalEdges();
  const rows = (['neutral', 'buy', 'buy', null, 'buy', 'sell'] as const).map((ofiSignal) => ({ ...quiet, ofiSignal }));
  expect(rows.map((row) => stepSignalEdges(edges, row).map(({ kind, side }) => `${kind} ${side}`))).toEqual([
    [],
    ['ofi buy'],
    [],
    [],
    ['ofi buy'],
    ['ofi sell'],
  ]);
});

test('each kind carries its own figures', () => {
  const row = { ...quiet, ofiZ: -2.5, ofiStrength: 1.25, cvdZ: 1.5, cvdStrength: 1.5, fusion: 3, fusionStrength: 1.2 };
  const shown = { ...row, consistency: 0.8, divergenceStrength: 0.6, mid: 100 };
  const begun = stepSignalEdges(initSignalEdges(), {
    ...shown,
    ofiSignal: 'sell',
    cvdSignal: 'buy',
    fusionSignal: 'strong_buy',
    divergence: 'bearish',
  });
  const common = { timeUs: row.timeUs, symbol: row.symbol, mid: 100 };
  expect(begun).toEqual([
    { ...common, kind: 'ofi', side: 'sell', value: -2.5, strength: 1.25, consistency: 0.8, label: null },
    { ...common, kind: 'cvd', side: 'buy', value: 1.5, strength: 1.5, consistency: 0.8, label: null },
    { ...common, kind: 'fusion', side: 'buy', value: 3, strength: 1.2, consistency: 0.8, label: null },
    { ...common, kind: 'divergence', side: 'sell', value: 0.6, strength: 0.6, consistency: 0.8, label: 'bearish' },
  ]);
});
