// Ids of messages, whatever the order of their keys; stream slots found by bytes.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kindOfStream, messageIds, readEnvelope, sequenceOf } from '../../../src/exchange/binance/message-ids.js';
import { createStreamSlots, findSlot, isStreamMessage } from '../../../src/exchange/binance/stream-slots.js';

const frame = (stream: string, data: string): Buffer => Buffer.from(`{"stream":"${stream}","data":${data}}`);
const idsOf = (stream: string, data: string) => messageIds(kindOfStream(stream), frame(stream, data));

const DEPTH =
  '{"e":"depthUpdate","E":1571889248277,"T":1571889248276,"s":"BTCUSDT","U":157,"u":160,"pu":149,"b":[],"a":[],"st":1}';
const TRADE = '{"e":"aggTrade","E":123456789,"s":"BTCUSDT","a":5933014,"p":"0.001","q":"1","f":1,"l":2,"T":1,"m":true}';
const TICKER = '{"e":"bookTicker","u":400900217,"E":1568014460893,"T":1,"s":"BNBUSDT","b":"1","B":"1","a":"2","A":"2"}';
const MARK =
  '{"e":"markPriceUpdate","E":1562305380000,"s":"BTCUSDT","p":"1","i":"1","P":"1","r":"0","T":1562306400000}';

describe('ids', () => {
  test.each([
    ['btcusdt@depth@100ms', DEPTH, { id: 160, prev: 149 }],
    ['btcusdt@aggTrade', TRADE, { id: 5933014, prev: 5933013 }],
    ['btcusdt@trade', '{"e":"trade","E":1,"T":1,"s":"BTCUSDT","t":7,"p":"1","q":"1"}', { id: 7, prev: 6 }],
    ['bnbusdt@bookTicker', TICKER, { id: 400900217, prev: null }],
    ['btcusdt@markPrice@1s', MARK, { id: 1562305380000, prev: null }],
    ['btcusdt@forceOrder', '{"e":"forceOrder","E":1,"o":{}}', null],
    ['btcusdt@kline_1m', '{"e":"kline","E":1}', null],
    ['btcusdt@depth', '{"e":"depthUpdate","u":160}', null],
    ['btcusdt@depth', '{"e":"depthUpdate","u":1.5,"pu":1}', null],
    ['btcusdt@depth', '[]', null],
    ['btcusdt@aggTrade', '{"e":"aggTrade","a":"5"}', null],
    ['btcusdt@aggTrade', '{broken', null],
  ])('%s %s', (stream, data, ids) => {
    expect(idsOf(stream, data)).toEqual(ids);
  });

  test('sequences by kind', () => {
    const names = ['a@depth', 'a@aggTrade', 'a@trade', 'a@bookTicker', 'a@markPrice@1s', 'a@forceOrder'];
    expect(names.map((name) => sequenceOf(kindOfStream(name)))).toEqual([
      'chain',
      'chain',
      'chain',
      'ordered',
      'ordered',
      'bytes',
    ]);
  });

  test('are the same in any order of keys, with any extra keys', () => {
    const cases = [
      ['btcusdt@depth@100ms', DEPTH],
      ['btcusdt@aggTrade', TRADE],
      ['bnbusdt@bookTicker', TICKER],
      ['btcusdt@markPrice@1s', MARK],
    ] as const;
    fc.assert(
      fc.property(fc.constantFrom(...cases), fc.infiniteStream(fc.nat()), ([stream, data], order) => {
        const draw = order[Symbol.iterator]();
        const entries = Object.entries({ ...(JSON.parse(data) as object), x: { u: 1, a: '"u":5' } });
        const keyed = entries.map((entry) => ({ entry, key: draw.next().value as number }));
        const mixed = Object.fromEntries(keyed.sort((a, b) => a.key - b.key).map(({ entry }) => entry));
        expect(idsOf(stream, JSON.stringify(mixed))).toEqual(idsOf(stream, data));
      }),
    );
  });
});

describe('slots', () => {
  const names = Array.from({ length: 1024 }, (_, i) => `sym${i}usdt@depth@100ms`);
  const slots = createStreamSlots(names);

  test('every name of a full connection is found, others are not', () => {
    names.forEach((name, index) => expect(findSlot(slots, frame(name, '{}'))).toBe(index));
    for (const other of ['sym1usdt@depth', 'sym1024usdt@depth@100ms', '', 'x'.repeat(300)]) {
      expect(findSlot(slots, frame(other, '{}'))).toBeNull();
    }
    expect(findSlot(slots, Buffer.from('{"stream":"sym1usdt@depth@100ms'))).toBe(1);
  });

  test('names that are not ASCII', () => {
    expect(findSlot(createStreamSlots(['测试usdt@aggTrade']), frame('测试usdt@aggTrade', '{}'))).toBe(0);
  });

  test.each([
    ['{"stream":"a@trade","data":{}}', true],
    ['{"result":null,"id":1}', false],
    ['{"code":2,"msg":"x"}', false],
    ['{"stream":"a@trade","data":{}', true],
    ['{"stream":"a@trade","data":{"p":"1', false],
    ['{"data":{},"stream":"a@trade"}', false],
    ['', false],
  ])('%s is a stream message: %s', (text, is) => {
    expect(isStreamMessage(Buffer.from(text))).toBe(is);
  });
});

test('an envelope is read in any order of its keys', () => {
  expect(readEnvelope(Buffer.from('{"data":{"a":1},"stream":"x@aggTrade"}'))?.stream).toBe('x@aggTrade');
  expect(readEnvelope(Buffer.from('{"stream":"x"}'))).toBeNull();
  expect(readEnvelope(Buffer.from('nonsense'))).toBeNull();
});
