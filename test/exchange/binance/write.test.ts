// Payload texts as the exchange writes them.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatUnits } from '../../../src/core/market/decimal.js';
import { lots, ticks, timeUs } from '../../../src/core/market/units.js';
import type { VenueEvent } from '../../../src/core/sim/venue-event.js';
import { decimalText, payloadText, streamName } from '../../../src/exchange/binance/write.js';

const SCALE = {
  tick: { mantissa: 1, decimals: 1 },
  step: { mantissa: 1, decimals: 3 },
  priceDecimals: 2,
  qtyDecimals: 3,
};
const TIMES = { symbol: 'BTCUSDT', eventUs: timeUs(1_723_161_256_313_999), matchUs: timeUs(1_723_161_256_311_000) };
const level = (price: number, qty: number) => ({ priceTicks: ticks(price), qtyLots: lots(qty) });

const EVENTS: readonly (readonly [stream: string, event: VenueEvent, text: string])[] = [
  [
    'btcusdt@depth@100ms',
    {
      ...{ kind: 'depth_delta', ...TIMES, firstId: 157, finalId: 160, prevId: 149, buffered: false },
      bids: [level(618002, 2507), level(618001, 0)],
      asks: [],
    },
    '{"e":"depthUpdate","E":1723161256313,"T":1723161256311,"s":"BTCUSDT","U":157,"u":160,"pu":149,"b":[["61800.20","2.507"],["61800.10","0.000"]],"a":[],"ps":"BTCUSDT","st":1}',
  ],
  [
    'btcusdt@bookTicker',
    {
      ...{ kind: 'book_ticker', ...TIMES, updateId: 400900217 },
      ...{ bidTicks: ticks(618002), bidLots: lots(1), askTicks: ticks(618003), askLots: lots(2510) },
    },
    '{"e":"bookTicker","u":400900217,"E":1723161256313,"T":1723161256311,"s":"BTCUSDT","ps":"BTCUSDT","b":"61800.20","B":"0.001","a":"61800.30","A":"2.510","st":1}',
  ],
  [
    'btcusdt@aggTrade',
    {
      ...{ kind: 'agg_trade', ...TIMES, tradeId: 5933014, firstFillId: 100, lastFillId: 105, healed: false },
      ...{ priceTicks: ticks(618002), qtyLots: lots(6), qtyNoRpiLots: lots(5), taker: 'sell' },
    },
    '{"e":"aggTrade","E":1723161256313,"s":"BTCUSDT","a":5933014,"p":"61800.20","q":"0.006","nq":"0.005","f":100,"l":105,"T":1723161256311,"m":true,"st":1}',
  ],
  [
    'btcusdt@snapshot',
    { kind: 'depth_snapshot', ...TIMES, lastId: 1027024, bids: [level(40, 431000)], asks: [level(41, 1)] },
    '{"lastUpdateId":1027024,"E":1723161256313,"T":1723161256311,"bids":[["4.00","431.000"]],"asks":[["4.10","0.001"]]}',
  ],
];

describe('payloads', () => {
  test.each(EVENTS)('%s', (stream, event, text) => {
    expect(streamName(event)).toBe(stream);
    expect(payloadText(event, SCALE)).toBe(text);
    expect(() => JSON.parse(text) as unknown).not.toThrow();
  });
});

test('decimal texts are those of the exact formatter', () => {
  fc.assert(
    fc.property(fc.nat(2 ** 31 - 1), fc.nat(6), fc.nat(3), (count, decimals, more) => {
      const unit = { mantissa: decimals === 0 ? 1 : 5, decimals };
      expect(decimalText(count, unit, decimals + more)).toBe(formatUnits(count, unit, decimals + more));
    }),
  );
});
