// The cost of a capture: arithmetic, words, and its constants measured again from the recordings.

import { describe, expect, test } from 'vitest';
import { STREAM_BYTES, captureCost } from '../../../src/core/quality/capture-cost.js';
import { testData } from '../../support/data.js';
import { measureStreams } from '../../support/stream-cost.js';

const GB = 1e9;
const DEFAULT = { streams: ['depth@100ms', 'aggTrade'], symbols: 1, seconds: 3_600, freeBytes: 210 * GB };

describe('the estimate', () => {
  test('adds up streams, symbols and hours', () => {
    const one = captureCost(DEFAULT);
    const { low, high } = one.bytesPerHour;
    expect(low).toBe(STREAM_BYTES['depth@100ms']!.low + STREAM_BYTES['aggTrade']!.low);
    expect(one.bytes).toEqual({ low, high });
    const more = captureCost({ ...DEFAULT, symbols: 3, seconds: 7_200 });
    expect(more.bytes).toEqual({ low: low * 6, high: high * 6 });
  });

  test.each<[string, number | null, number | null, string]>([
    ['a busy market fits too', 3_600, GB, 'yes'],
    ['a quiet one would fit', 3_600, 0.05 * GB, 'maybe'],
    ['not even a quiet one fits', 3_600, 0.001 * GB, 'no'],
    ['without an end', null, GB, 'unknown'],
    ['nobody knows the disk', 3_600, null, 'unknown'],
  ])('%s', (_, seconds, freeBytes, fits) => {
    expect(captureCost({ ...DEFAULT, seconds, freeBytes }).fits).toBe(fits);
  });

  test('says how long the disk will last', () => {
    const { hoursLeft, bytesPerHour } = captureCost({ ...DEFAULT, freeBytes: GB });
    expect(hoursLeft).toEqual({ low: GB / bytesPerHour.high, high: GB / bytesPerHour.low });
  });

  test('an unknown stream is named, not guessed', () => {
    const cost = captureCost({ ...DEFAULT, streams: ['kline_1m'] });
    expect(cost).toMatchObject({ unknownStreams: ['kline_1m'], bytesPerHour: { low: 0, high: 0 }, hoursLeft: null });
  });
});

const BTC = testData('usdm-btc-eth-2024-08-08/btcusdt_20240808.gz');
const FIVE = testData('usdm-5symbols-2021-04-05/cryptofeed-5symbols.txt.gz');
const MARK = [4, 5]
  .map((day) => testData(`usdm-btcusdt-2023-04-04/btcusdt_2023040${day}.dat.gz`))
  .filter((path) => path !== null);
const SPOT = [23, 24, 25]
  .map((day) => testData(`spot-nexousdt-2024-07-23/nexousdt_202407${day}.dat.gz`))
  .filter((path) => path !== null);

describe('the constants are what the recordings hold, to 1 %', () => {
  const near = (measured: number | undefined, stated: number | undefined) =>
    Math.abs((measured ?? 0) / (stated ?? 1) - 1);

  test.skipIf(BTC === null)('busy: BTCUSDT 2024', () => {
    const measured = measureStreams([BTC!], 'btcusdt');
    for (const stream of ['depth@100ms', 'aggTrade', 'trade', 'bookTicker']) {
      expect([stream, near(measured.get(stream), STREAM_BYTES[stream]?.high) < 0.01]).toEqual([stream, true]);
    }
  });

  test.skipIf(FIVE === null)('quiet: CHRUSDT 2021', () => {
    const measured = measureStreams([FIVE!], 'chrusdt');
    for (const stream of ['depth@100ms', 'aggTrade', 'bookTicker']) {
      expect([stream, near(measured.get(stream), STREAM_BYTES[stream]?.low) < 0.01]).toEqual([stream, true]);
    }
  });

  test.skipIf(MARK.length < 2)('fixed: markPrice@1s 2023', () => {
    expect(near(measureStreams(MARK, 'btcusdt').get('markPrice@1s'), STREAM_BYTES['markPrice@1s']?.low)).toBeLessThan(
      0.01,
    );
  });

  test.skipIf(SPOT.length < 3)('quiet trades: spot NEXOUSDT 2024', () => {
    expect(near(measureStreams(SPOT, 'nexousdt').get('trade'), STREAM_BYTES['trade']?.low)).toBeLessThan(0.01);
  });

  test('forceOrder: the line of a full payload, once a second', () => {
    const order = {
      s: '1000SHIBUSDT',
      S: 'SELL',
      o: 'LIMIT',
      f: 'IOC',
      q: '1234567.014',
      p: '0.0099100',
      ap: '0.0099101',
      X: 'FILLED',
      l: '1234567.014',
      z: '1234567.014',
      T: 1568014460893,
    };
    const payload = { e: 'forceOrder', E: 1568014460893, ps: '1000SHIBUSDT', st: 1, o: order };
    const line = {
      ts_recv: 1723161255088.169,
      latency_event_ms: -1224.831,
      latency_pipeline_ms: 0.041,
      stream: '1000shibusdt@forceOrder',
      data: payload,
    };
    expect(near((JSON.stringify(line).length + 1) * 3_600, STREAM_BYTES['forceOrder']?.high)).toBeLessThan(0.05);
  });
});
