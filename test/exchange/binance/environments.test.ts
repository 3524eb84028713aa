// Environments: hosts that belong together, and routes by stream.

import { describe, expect, test } from 'vitest';
import {
  type NamedEnvironment,
  routeOf,
  routeOfStream,
  venueEnvironment,
} from '../../../src/exchange/binance/environments.js';

const named = (entry: Partial<NamedEnvironment>): ReadonlyMap<string, NamedEnvironment> =>
  new Map([['mine', { env: 'mainnet', restBase: 'https://a.example', streamBase: 'wss://b.example', ...entry }]]);

const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'none';
};

describe('routes', () => {
  test.each([
    ['depth@100ms', 'public'],
    ['depth', 'public'],
    ['depth20@100ms', 'public'],
    ['rpiDepth@500ms', 'public'],
    ['bookTicker', 'public'],
    ['trade', 'public'],
    ['aggTrade', 'market'],
    ['markPrice@1s', 'market'],
    ['forceOrder', 'market'],
    ['kline_1m', 'market'],
  ])('%s is on /%s', (suffix, route) => {
    expect(routeOf(suffix)).toBe(route);
    expect(routeOfStream(`btcusdt@${suffix}`)).toBe(route);
  });

  test('streams of the whole market', () => {
    expect(routeOfStream('!bookTicker')).toBe('public');
    expect(routeOfStream('!markPrice@arr@1s')).toBe('market');
  });
});

describe('environments', () => {
  test('mainnet and testnet have their own hosts', () => {
    expect(venueEnvironment('mainnet', null)).toEqual({
      name: 'mainnet',
      env: 'mainnet',
      restBase: 'https://fapi.binance.com',
      streamBase: 'wss://fstream.binance.com',
    });
    expect(venueEnvironment('testnet', null)).toMatchObject({
      env: 'testnet',
      restBase: 'https://demo-fapi.binance.com',
    });
  });

  test('the emulator takes REST and streams from one base URL', () => {
    expect(venueEnvironment('emulator', 'http://127.0.0.1:9000/')).toEqual({
      name: 'emulator',
      env: 'emulator',
      restBase: 'http://127.0.0.1:9000',
      streamBase: 'ws://127.0.0.1:9000',
    });
    expect(venueEnvironment('emulator', 'https://lab.example').streamBase).toBe('wss://lab.example');
  });

  test('a named environment keeps its name and its stamp', () => {
    expect(venueEnvironment('mine', null, named({}))).toMatchObject({ name: 'mine', env: 'mainnet' });
  });

  test.each<[string, () => unknown, string]>([
    ['an unknown name', () => venueEnvironment('main', null), 'V13_ENV_UNKNOWN'],
    ['a base URL on mainnet', () => venueEnvironment('mainnet', 'http://127.0.0.1:1'), 'V13_ENV_BASE_URL'],
    ['a base URL on a named environment', () => venueEnvironment('mine', 'http://x', named({})), 'V13_ENV_BASE_URL'],
    ['an emulator without one', () => venueEnvironment('emulator', null), 'V13_ENV_BASE_URL'],
    [
      'an emulator that is the exchange',
      () => venueEnvironment('emulator', 'https://fapi.binance.com'),
      'V13_ENV_MIXED',
    ],
    ['no URL', () => venueEnvironment('emulator', '127.0.0.1:9000'), 'V13_ENV_URL'],
    ['credentials in a URL', () => venueEnvironment('emulator', 'http://u:p@127.0.0.1:9000'), 'V13_ENV_URL'],
    [
      'a testnet stream beside production REST',
      () =>
        venueEnvironment(
          'mine',
          null,
          named({ restBase: 'https://fapi.binance.com', streamBase: 'wss://fstream.binancefuture.com' }),
        ),
      'V13_ENV_MIXED',
    ],
    [
      'production hosts stamped as testnet',
      () =>
        venueEnvironment(
          'mine',
          null,
          named({ env: 'testnet', restBase: 'https://fapi.binance.com', streamBase: 'wss://fstream.binance.com' }),
        ),
      'V13_ENV_MIXED',
    ],
    [
      'one half on this machine',
      () => venueEnvironment('mine', null, named({ streamBase: 'ws://127.0.0.1:9000' })),
      'V13_ENV_MIXED',
    ],
  ])('refuses %s', (_, run, code) => {
    expect(codeOf(run)).toBe(code);
  });
});
