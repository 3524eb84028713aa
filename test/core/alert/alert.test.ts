// Alerts: raised and cleared at edges, limited by the clock of the data.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AlertConfig, EVERY_TIME, initAlert, stepAlert } from '../../../src/core/alert/alert.js';
import type { SignalRow } from '../../../src/core/pipeline/row.js';
import { expressionOf } from '../../support/expressions.js';
import { fullRow } from '../../support/signal-rows.js';

const BASE = { ...fullRow(), timeUs: 1_700_000_000_000_000 };
const rowOf = (second: number, ofiZ: number | null, symbol = 'ETHUSDT'): SignalRow => ({
  ...BASE,
  timeUs: BASE.timeUs + second * 1_000_000,
  ofiZ,
  symbol,
});

function run(config: AlertConfig, values: readonly (number | null)[]): string[] {
  const state = initAlert(expressionOf('ofi_z > 3'), config);
  return values.flatMap((z, second) => {
    const edge = stepAlert(state, rowOf(second, z));
    return edge === null ? [] : [`${edge.kind}@${second}${edge.suppressed > 0 ? ` after ${edge.suppressed}` : ''}`];
  });
}

test.each([
  ['every edge without a limit', EVERY_TIME, [4, 1, 4, 1], ['raise@0', 'clear@1', 'raise@2', 'clear@3']],
  ['within the limit: neither raised nor cleared', { minGapUs: 3e6 }, [4, 1, 4, 1, 1, 1], ['raise@0', 'clear@1']],
  [
    'after it: raised, with what was left out',
    { minGapUs: 3e6 },
    [4, 1, 4, 1, 4, 1],
    ['raise@0', 'clear@1', 'raise@4 after 1', 'clear@5'],
  ],
  ['the limit itself is far enough', { minGapUs: 2e6 }, [4, 1, 4], ['raise@0', 'clear@1', 'raise@2']],
  [
    'begun within it and lasting: raised at its end, as if nothing had been left out',
    { minGapUs: 3e6 },
    [4, 1, 4, 4, 4, 1],
    ['raise@0', 'clear@1', 'raise@3', 'clear@5'],
  ],
  ['null clears', EVERY_TIME, [4, null], ['raise@0', 'clear@1']],
])('%s', (_, config, values, expected) => {
  expect(run(config, values)).toEqual(expected);
});

test('the limit counts for each symbol by itself', () => {
  const state = initAlert(expressionOf('ofi_z > 3'), { minGapUs: 30e6 });
  expect(stepAlert(state, rowOf(0, 4))?.kind).toBe('raise');
  expect(stepAlert(state, rowOf(1, 4, 'BTCUSDT'))).toMatchObject({ kind: 'raise', symbol: 'BTCUSDT' });
});

test('a checkpoint in the middle changes nothing', () => {
  const values = fc.array(fc.option(fc.constantFrom(1, 4), { nil: null }), { maxLength: 40 });
  fc.assert(
    fc.property(values, fc.nat(40), fc.constantFrom(0, 2e6, 5e6), (zs, cut, minGapUs) => {
      const whole = initAlert(expressionOf('ofi_z > 3'), { minGapUs });
      let state = structuredClone(whole);
      zs.forEach((z, second) => {
        if (second === cut) state = structuredClone(state);
        expect(stepAlert(state, rowOf(second, z))).toEqual(stepAlert(whole, rowOf(second, z)));
      });
    }),
  );
});
