// Signal rows made by the real chain from a market written by hand.

import fc from 'fast-check';
import { FLOAT_COLUMNS } from '../../src/core/pipeline/row-codec.js';
import type { SignalRow } from '../../src/core/pipeline/row.js';
import { ScriptedMarket, shortChain } from './scripted-market.js';

/** A row in which every figure is known. */
export function fullRow(): SignalRow {
  const market = new ScriptedMarket().at(0).snapshot({ bids: [[1000, 5]], asks: [[1001, 6]] });
  for (let n = 0; n < 9; n++) {
    market
      .after(100)
      .depth({ bids: [[1000, n * n + 1]] })
      .trade(n % 2 === 0 ? n + 1 : -n);
  }
  const row = market.rows(shortChain(4)).at(-1);
  if (row === undefined) throw new Error('no row');
  return row;
}

/** `count` rows of a symbol, one each 100 ms, each with another OFI. */
export const rowsOfSymbol = (symbol: string, count: number): SignalRow[] => {
  const row = fullRow();
  return Array.from({ length: count }, (_, k) => ({ ...row, symbol, timeUs: row.timeUs + k * 100_000, ofi: k / 7 }));
};

const figure = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), { nil: null });

/** Rows whose figures are any numbers, or absent. */
export const anyRow: fc.Arbitrary<SignalRow> = fc
  .array(figure, { minLength: FLOAT_COLUMNS.length, maxLength: FLOAT_COLUMNS.length })
  .map((values) => ({
    ...fullRow(),
    ...Object.fromEntries(FLOAT_COLUMNS.map((column, k) => [column, values[k] ?? null])),
  }));
