// Which route carries which stream, and how addresses are read.

import { describe, expect, test } from 'vitest';
import { carries, readStreamAddress, servedStream } from '../../../src/exchange/emulator/stream-route.js';

describe('addresses', () => {
  test.each([
    ['/public/stream?streams=a@depth/b@depth', { route: 'public', combined: true, streams: ['a@depth', 'b@depth'] }],
    ['/market/ws/a@aggTrade/b@aggTrade', { route: 'market', combined: false, streams: ['a@aggTrade', 'b@aggTrade'] }],
    ['/public/ws', { route: 'public', combined: false, streams: [] }],
    ['/market/stream?streams=', { route: 'market', combined: true, streams: [] }],
    ['/stream?streams=a@depth', { route: 'unrouted', combined: true, streams: ['a@depth'] }],
    ['/ws/a@depth', { route: 'unrouted', combined: false, streams: ['a@depth'] }],
    ['/public/ws/%E5%B8%81usdt@depth', { route: 'public', combined: false, streams: ['币usdt@depth'] }],
    ['/private/ws?listenKey=x', { route: 'private', combined: false, streams: [] }],
  ])('%s', (url, address) => {
    expect(readStreamAddress(url)).toEqual(address);
  });

  test.each(['/', '/public', '/other/ws', '/wsx/a@depth'])('%s is none', (url) => {
    expect(readStreamAddress(url)).toBeNull();
  });
});

describe('routes', () => {
  test.each([
    ['depth', ['public', 'unrouted']],
    ['bookTicker', ['public', 'unrouted']],
    ['trade', ['public', 'unrouted']],
    ['aggTrade', ['market']],
    ['markPrice', ['market']],
    ['forceOrder', ['market']],
  ] as const)('%s flows on %j', (kind, routes) => {
    const all = ['public', 'market', 'private', 'unrouted'] as const;
    expect(all.filter((route) => carries(route, kind))).toEqual(routes);
  });
});

test.each([
  ['ethusdt@depth@100ms', { kind: 'depth', symbol: 'ethusdt', periodMs: 100 }],
  ['ethusdt@depth', { kind: 'depth', symbol: 'ethusdt', periodMs: 250 }],
  ['ethusdt@depth@500ms', { kind: 'depth', symbol: 'ethusdt', periodMs: 500 }],
  ['ethusdt@markPrice', { kind: 'markPrice', symbol: 'ethusdt', periodMs: 3_000 }],
  ['ethusdt@markPrice@1s', { kind: 'markPrice', symbol: 'ethusdt', periodMs: 1_000 }],
  ['!bookTicker', { kind: 'bookTicker', symbol: null }],
])('%s is served', (name, served) => {
  expect(servedStream(name)).toMatchObject(served);
});

test.each(['ETHUSDT@depth', 'ethusdt@depth5', 'ethusdt@depth@0ms', 'ethusdt@kline_1m', 'ethusdt', '!x@arr'])(
  '%s stays silent',
  (name) => {
    expect(servedStream(name)).toBeNull();
  },
);
