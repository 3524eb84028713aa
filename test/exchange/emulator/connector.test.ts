// The emulator under a client that we did not write: the exchange's official connector, REST and its three sockets.

import {
  DerivativesTradingUsdsFutures,
  DerivativesTradingUsdsFuturesWebsocketStreams as Streams,
} from '@binance/derivatives-trading-usds-futures';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningEmulator, startEmulator } from '../../../src/exchange/emulator/emulator.js';
import { syntheticSource } from './sources.js';

let emulator: RunningEmulator;
let client: DerivativesTradingUsdsFutures;
beforeAll(async () => {
  emulator = await startEmulator({ source: syntheticSource(['BTCUSDT', 'ETHUSDT']), speed: 10, truth: 'memory' });
  emulator.play();
  client = new DerivativesTradingUsdsFutures({
    configurationRestAPI: { apiKey: '', basePath: emulator.url, timeout: 5_000 },
    configurationWebsocketStreams: { wsURL: emulator.ws },
  });
});
afterAll(async () => {
  await emulator.close();
});

test('REST: time, exchangeInfo, depth, aggTrades', async () => {
  const rest = client.restAPI;
  const time = await (await rest.checkServerTime()).data();
  expect(Math.abs(Number(time.serverTime) - Date.now())).toBeLessThan(10_000);
  const info = await (await rest.exchangeInformation()).data();
  expect(info.symbols?.map(({ symbol }) => symbol)).toEqual(['BTCUSDT', 'ETHUSDT']);
  const tick = info.symbols?.[0]?.filters?.find(({ filterType }) => filterType === 'PRICE_FILTER');
  expect(tick?.tickSize).toBe('0.1');
  const depth = await (await rest.orderBook({ symbol: 'ETHUSDT', limit: 100 })).data();
  expect(depth.bids).toHaveLength(100);
  expect(Number(depth.bids?.[0]?.[0])).toBeLessThan(Number(depth.asks?.[0]?.[0]));
  const trades = await (await rest.compressedAggregateTradesList({ symbol: 'ETHUSDT', limit: 10 })).data();
  expect(trades.length).toBeGreaterThan(0);
  const from = await (
    await rest.compressedAggregateTradesList({ symbol: 'ETHUSDT', fromId: Number(trades[0]?.a), limit: 1 })
  ).data();
  expect(from[0]?.a).toEqual(trades[0]?.a);
});

test('REST: refusals reach it as its own errors', async () => {
  await expect(client.restAPI.orderBook({ symbol: 'NOSUCH' })).rejects.toThrow('Invalid symbol.');
  await expect(client.restAPI.orderBook({ symbol: 'ETHUSDT', limit: 7 })).rejects.toThrow(
    "'7' is not valid depth limit.",
  );
});

test('streams: depth and tickers on one socket, aggTrades and marks on another, a third stays silent', async () => {
  const connection = await client.websocketStreams.connect();
  const next = (handler: { on: (event: 'message', take: (data: object) => void) => void }) =>
    new Promise<Record<string, unknown>>((resolve) => {
      handler.on('message', (data) => resolve(data as Record<string, unknown>));
    });
  try {
    const [depth, ticker, trade, mark] = await Promise.all([
      next(
        connection.diffBookDepthStreams({
          symbol: 'ethusdt',
          updateSpeed: Streams.DiffBookDepthStreamsUpdateSpeedEnum.UPDATE_SPEED_100ms,
        }),
      ),
      next(connection.individualSymbolBookTickerStreams({ symbol: 'btcusdt' })),
      next(connection.aggregateTradeStreams({ symbol: 'ethusdt' })),
      next(
        connection.markPriceStream({
          symbol: 'btcusdt',
          updateSpeed: Streams.MarkPriceStreamUpdateSpeedEnum.UPDATE_SPEED_1s,
        }),
      ),
    ]);
    expect([depth['e'], depth['s']]).toEqual(['depthUpdate', 'ETHUSDT']);
    expect([ticker['e'], ticker['s']]).toEqual(['bookTicker', 'BTCUSDT']);
    expect([trade['e'], trade['s']]).toEqual(['aggTrade', 'ETHUSDT']);
    expect([mark['e'], mark['s']]).toEqual(['markPriceUpdate', 'BTCUSDT']);
    const opened = emulator.truth
      .map((line) => JSON.parse(line) as { kind: string; route: string })
      .filter(({ kind }) => kind === 'open');
    expect(opened.map(({ route }) => route).sort()).toEqual(['market', 'private', 'public']);
  } finally {
    await connection.disconnect();
  }
});
