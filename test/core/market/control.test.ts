// Control lines as records: what is taken, and what is none.

import { describe, expect, test } from 'vitest';
import { readControl } from '../../../src/core/market/control.js';

const header = {
  control: 'session',
  version: 1,
  session: 'a',
  venue: 'binance-usdm',
  env: 'mainnet',
  host: 'h',
  symbols: [{ symbol: 'X', tick: '0.1', step: '1' }],
  streams: ['depth@100ms'],
};
const checkpoint = { control: 'checkpoint', symbol: 'X', last_id: 5, bids: [['1', '2']], asks: [], trade_id: 9 };

describe('taken', () => {
  test.each<[object, object]>([
    [header, { ...header, segment: null }],
    [
      { ...header, segment: 2 },
      { ...header, segment: 2 },
    ],
    [
      { ...header, host: 5, streams: null, more: 1 },
      { ...header, host: '', streams: [], segment: null },
    ],
    [checkpoint, { control: 'checkpoint', symbol: 'X', lastId: 5, bids: [['1', '2']], asks: [], tradeId: 9 }],
    [
      { ...checkpoint, trade_id: null },
      { control: 'checkpoint', symbol: 'X', lastId: 5, bids: [['1', '2']], asks: [], tradeId: null },
    ],
    [{ control: 'seal', lines: 5 }, { control: 'seal' }],
    [{ control: 'rollover', route: 'public' }, { control: 'rollover' }],
    [{ control: 'disconnect' }, { control: 'disconnect', symbols: null }],
    [
      { control: 'silence', symbols: null },
      { control: 'silence', symbols: null },
    ],
    [
      { control: 'rest_failure', symbols: ['X'] },
      { control: 'rest_failure', symbols: ['X'] },
    ],
    [
      { control: 'clock_step', step_us: 5 },
      { control: 'clock_step', symbols: null },
    ],
    [
      { control: 'gap', symbol: 'X', from_id: 1 },
      { control: 'gap', symbol: 'X' },
    ],
    [
      { control: 'resync', symbol: 'X' },
      { control: 'resync', symbol: 'X' },
    ],
  ])('%j', (value, record) => {
    expect(readControl(value as Record<string, unknown>)).toEqual(record);
  });
});

describe('none', () => {
  test.each<[object]>([
    [{}],
    [{ control: 'future_kind' }],
    [{ control: 5 }],
    [{ ...header, version: '1' }],
    [{ ...header, venue: 'elsewhere' }],
    [{ ...header, env: 'moon' }],
    [{ ...header, symbols: [{ symbol: 'X', tick: 0.1, step: '1' }] }],
    [{ ...header, symbols: ['X'] }],
    [{ ...checkpoint, last_id: 1.5 }],
    [{ ...checkpoint, bids: [[1, 2]] }],
    [{ ...checkpoint, symbol: null }],
    [{ control: 'disconnect', symbols: 'X' }],
    [{ control: 'disconnect', symbols: [1] }],
    [{ control: 'gap' }],
  ])('%j', (value) => {
    expect(readControl(value as Record<string, unknown>)).toBeNull();
  });
});
