// All the forms of a symbol are one.

import { describe, expect, test } from 'vitest';
import { canonicalSymbol, joinSymbols, requireKnownSymbols, symbols } from '../../../src/cli/values/symbol.js';
import { testEnv } from '../../support/plan-env.js';

describe('the same symbol', () => {
  test.each([
    'ETHUSDT',
    'ethusdt',
    'ETH/USDT',
    'ETH-USDT',
    'ETH/USDT:USDT',
    'ETHUSDT.P',
    'BINANCE:ETHUSDT.P',
    ' eth/usdt ',
  ])('%s', (text) => {
    expect(canonicalSymbol(text)).toEqual({ ok: true, value: 'ETHUSDT' });
  });

  test.each([
    ['BTC/USDT:USDT-250328', 'BTCUSDT_250328'],
    ['btcusdt_250328', 'BTCUSDT_250328'],
    ['1000pepe/usdt', '1000PEPEUSDT'],
  ])('%s', (text, symbol) => {
    expect(canonicalSymbol(text)).toEqual({ ok: true, value: symbol });
  });
});

test.each(['', 'E', 'ETH USDT', 'ETH_USDT', 'ETH/USD/T', 'KRAKEN:ETHUSDT', '--json'])('no symbol: "%s"', (text) => {
  expect(canonicalSymbol(text).ok).toBe(false);
});

test('lists by comma and by repetition, each once, in the order typed', () => {
  const first = symbols('ETH/USDT,btcusdt', '--symbol', testEnv());
  const second = symbols('ETHUSDT', '--symbol', testEnv());
  expect(joinSymbols([first, second])).toEqual(['ETHUSDT', 'BTCUSDT']);
  expect(() => symbols('ETHUSDT,', '--symbol', testEnv())).toThrow('not a symbol');
});

test('an unknown symbol gets the nearest one', () => {
  try {
    requireKnownSymbols(['PEPEUSDT'], ['ETHUSDT', '1000PEPEUSDT'], 'day.ndjson');
    expect.unreachable();
  } catch (error) {
    expect(error).toMatchObject({
      code: 'V13_SYMBOL_UNKNOWN',
      message: 'symbol PEPEUSDT is not in day.ndjson',
      hint: 'did you mean 1000PEPEUSDT?',
    });
  }
  expect(() => {
    requireKnownSymbols(['ETHUSDT'], ['ETHUSDT'], 'day.ndjson');
  }).not.toThrow();
});
