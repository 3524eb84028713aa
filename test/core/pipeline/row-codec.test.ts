// Rows as bytes: every column counts, equal rows are equal bytes, and stage times are taken where they are asked for.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stepChain } from '../../../src/core/pipeline/chain.js';
import { ORIGINAL_CHAIN } from '../../../src/core/pipeline/config.js';
import { type Stage, type StageClock, markStage } from '../../../src/core/pipeline/probe.js';
import { FLOAT_COLUMNS, ROW_BYTES, createRowEncoder, encodeRow } from '../../../src/core/pipeline/row-codec.js';
import type { SignalRow } from '../../../src/core/pipeline/row.js';
import { createSymbolChain } from '../../../src/core/pipeline/symbol-chain.js';
import { batchOf } from '../../support/frames.js';
import { anyRow } from '../../support/signal-rows.js';
import { normalizeAll, openMarket } from '../../support/market-run.js';
import { ScriptedMarket, UNIT_MARKET, shortChain } from '../../support/scripted-market.js';

const BOOK = { bids: [[1000, 5]], asks: [[1001, 6]] } as const; // prettier-ignore

function someRow(): SignalRow {
  const market = new ScriptedMarket().at(0).snapshot(BOOK);
  for (let n = 0; n < 9; n++) market.after(100).depth({ bids: [[1000, n * n + 1]] }).trade(n % 2 === 0 ? n + 1 : -n); // prettier-ignore
  return market.rows(shortChain(4)).at(-1)!;
}

const bytesOf = (row: SignalRow): string => Buffer.from(encodeRow(createRowEncoder(), row)).toString('hex');

/** The float columns as their list says, one after the other. */
function floatsOf(row: SignalRow): Buffer {
  const parts = FLOAT_COLUMNS.map((column) => {
    const part = Buffer.alloc(9);
    const value = row[column];
    part.writeUInt8(value === null ? 0 : 1);
    part.writeDoubleLE(value === null || value === 0 ? 0 : value, 1);
    return part;
  });
  return Buffer.concat(parts);
}

test('times before 1970 and far from now, and floats in the order of their list', () => {
  fc.assert(
    fc.property(anyRow, fc.integer({ min: -(2 ** 52), max: 2 ** 52 }), (any, timeUs) => {
      const row = { ...any, timeUs };
      const bytes = Buffer.from(encodeRow(createRowEncoder(), row));
      expect(bytes.readBigInt64LE(0)).toBe(BigInt(timeUs));
      expect(bytes.subarray(ROW_BYTES - FLOAT_COLUMNS.length * 9)).toEqual(floatsOf(row));
    }),
  );
});

describe('bytes', () => {
  const row = someRow();

  test('have a fixed length, and a used encoder leaves nothing behind', () => {
    expect(row.fusion).not.toBeNull();
    expect(bytesOf(row)).toHaveLength(2 * ROW_BYTES);
    const encoder = createRowEncoder();
    encodeRow(encoder, row);
    const empty = { ...row, ...Object.fromEntries(FLOAT_COLUMNS.map((column) => [column, null])) };
    expect(Buffer.from(encodeRow(encoder, empty)).toString('hex')).toBe(bytesOf(empty));
  });

  test.each(FLOAT_COLUMNS)('%s counts: its value, and whether it is there', (column) => {
    const values = [null, 0, 1, 1 + Number.EPSILON].map((value) => bytesOf({ ...row, [column]: value }));
    expect(new Set(values).size).toBe(4);
    expect(bytesOf({ ...row, [column]: -0 })).toBe(values[1]);
  });

  test.each<[keyof SignalRow, unknown]>([
    ['timeUs', row.timeUs + 1],
    ['segment', 9],
    ['ofiSamples', 99],
    ['cvdSamples', 99],
    ['bookReason', 'crossed'],
    ['ofiReason', 'partial'],
    ['cvdReason', 'partial'],
    ['fusionReason', 'no_input'],
    ['trendReason', 'no_input'],
    ['ofiSignal', null],
    ['cvdSignal', null],
    ['fusionSignal', null],
    ['divergence', row.divergence === 'bearish' ? 'bullish' : 'bearish'],
  ])('%s counts', (column, value) => {
    expect(bytesOf({ ...row, [column]: value })).not.toBe(bytesOf(row));
  });
});

test('stage times are those of every n-th event, and change no row', () => {
  const found: [Stage, number][] = [];
  let now = 0;
  const clock: StageClock = {
    nowNs: () => (now += 7),
    record: (stage, ns) => found.push([stage, ns]),
    every: 2,
    countdown: 2,
    lastNs: 0,
  };
  const script = new ScriptedMarket().at(0).snapshot(BOOK).trade(1).depth({}).depth({}).trade(2).depth({});
  const market = openMarket(ORIGINAL_CHAIN, { instruments: [UNIT_MARKET] });
  const rows: SignalRow[] = [];
  normalizeAll(market.normalizer, batchOf(script.frames), (batch) => {
    market.chain.symbols[0] ??= createSymbolChain(ORIGINAL_CHAIN, UNIT_MARKET);
    stepChain(market.chain, batch, { rows, crossings: [], clock });
  });
  expect(rows).toEqual(script.rows(ORIGINAL_CHAIN));
  expect(found.map(([stage]) => stage)).toEqual([
    'cvd',
    'whole',
    'ofi',
    'cvd',
    'fusion',
    'whole',
    'ofi',
    'cvd',
    'fusion',
    'whole',
  ]);
  expect(found.every(([, ns]) => ns > 0)).toBe(true);
  markStage(clock, 'ofi');
  expect(found.at(-1)![0]).toBe('ofi');
});
