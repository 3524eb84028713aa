// Coverage and incidents of one symbol.

import { describe, expect, test } from 'vitest';
import { countIncident, incidentAt } from '../../../src/core/quality/incident.js';
import { closeCoverage, initSymbol, openCoverage } from '../../../src/core/quality/symbol-quality.js';
import { batchOf } from './events.js';

describe('one symbol', () => {
  test('covers nothing without a book or behind a stop', () => {
    const state = initSymbol();
    openCoverage(state, 5);
    closeCoverage(state, 9);
    expect(state.coveredUs).toBe(0);
    state.synced = true;
    openCoverage(state, 5);
    openCoverage(state, 7);
    closeCoverage(state, 9);
    expect(state.coveredUs).toBe(4);
  });

  test('a second gap before the resync does not shorten the recovery', () => {
    const state = initSymbol();
    const batch = batchOf([
      { kind: 'gap', at: 1 },
      { kind: 'gap', at: 2 },
      { kind: 'resync', at: 5 },
      { kind: 'trade', at: 6 },
    ]);
    for (const i of [0, 1]) countIncident(state, incidentAt(batch, i, state)!);
    expect(incidentAt(batch, 2, state)).toMatchObject({ kind: 'resync', recoveryUs: 4_000 });
    expect(incidentAt(batch, 3, state)).toBeNull();
  });
});
