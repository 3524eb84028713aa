// Numbers that damage leaves in frames: never a hang, never a crash, never another number.

import { expect, test } from 'vitest';
import { FRAME, createFrameBatch } from '../../../src/core/market/frame.js';
import type { Instrument } from '../../../src/core/market/instrument.js';
import { inferUnit } from '../../../src/exchange/binance/infer-units.js';
import { controlFrame, snapshotFrame, streamText } from '../../support/frames.js';
import { byNormalizer, disagreement } from '../../support/decoder-duel.js';
import { normalizeAll, normalizerFor } from '../../support/market-run.js';
import { unitOf } from '../../support/recordings.js';

const BTC: Instrument = {
  symbol: 'BTCUSDT',
  venue: 'binance-usdm',
  tick: unitOf('0.1'),
  step: unitOf('0.001'),
  unitsFrom: 'stated',
};
const AT = 1_700_000_000_000_000;
const ticker = (u: string, ask = '2.0', more = ''): string =>
  streamText('btcusdt@bookTicker', `{"u":${u},"s":"BTCUSDT","b":"1.0","B":"1.000","a":"${ask}","A":"1.000"${more}}`);
const outcome = (...texts: string[]) => {
  const { rows, refused } = byNormalizer(
    [BTC],
    texts.map((text, i) => ({ text, recvUs: AT + i })),
  );
  return [rows.length, refused.map((refusal) => refusal.split(':')[1])];
};

test('a frame that ends in digits at the last byte of its buffer ends the reading too', () => {
  const bytes = Buffer.from(ticker('1').replace(/,"A".*$/, ',"E":1700000'));
  const frames = createFrameBatch(1);
  frames.bytes = bytes;
  frames.end[0] = bytes.length;
  frames.kind[0] = FRAME.stream;
  frames.count = 1;
  const { normalizer } = normalizerFor({ instruments: [BTC] });
  normalizeAll(normalizer, frames, () => undefined);
  expect(normalizer.refused.map(({ problem }) => problem)).toEqual(['malformed_json']);
});

test('an id or a time that a double would round is none', () => {
  expect(outcome(ticker('9007199254740990.9'))).toEqual([0, ['malformed_message']]);
  expect(outcome(ticker('1.00000000000000000001'))).toEqual([0, ['malformed_message']]);
  const { rows } = byNormalizer([BTC], [{ text: ticker('7', '2.0', ',"E":9007199254740990.9'), recvUs: AT }]);
  expect(rows.map((row) => (JSON.parse(row) as { E: number | null }).E)).toEqual([null]);
  expect(outcome(ticker('7.0'))).toEqual([1, []]);
});

test('zeros say nothing, however many', () => {
  for (const ask of ['2.00000000000000000000000', '0.00000000000000000000000', '00000000000000000002.0']) {
    expect(disagreement([BTC], [{ text: ticker('1', ask), recvUs: AT }])).toBeNull();
    expect(outcome(ticker('1', ask))).toEqual([1, []]);
  }
  expect(outcome(ticker('1', '2.00000000000000000000001'))).toEqual([0, ['malformed_message']]);
});

test('a snapshot or checkpoint of a negative id is none', () => {
  const body = (id: string): string => `{"lastUpdateId":${id},"bids":[["1.0","1"]],"asks":[]}`;
  for (const id of ['-5', '-0', '-5e0']) {
    const { rows, refused } = byNormalizer([BTC], [snapshotFrame('BTCUSDT', AT, body(id))]);
    expect([id, rows, refused]).toEqual([id, [], ['1:malformed_message']]);
  }
  expect(byNormalizer([BTC], [snapshotFrame('BTCUSDT', AT, body('5.0'))]).rows).toHaveLength(1);
  const checkpoint = controlFrame(AT, 'checkpoint', { symbol: 'BTCUSDT', last_id: -3, bids: [], asks: [] });
  expect(byNormalizer([BTC], [checkpoint]).refused).toEqual(['1:malformed_message']);
});

test('a unit that no exchange has counts as not stated: it is inferred, and the others stay as they are', () => {
  const symbols = [
    { symbol: 'ETHUSDT', tick: '0.00000000000000000001', step: '1' },
    { symbol: 'BTCUSDT', tick: '0.1', step: '0.001' },
  ];
  const more = { version: 1, session: 's', venue: 'binance-usdm', env: 'mainnet', symbols };
  const frames = [
    controlFrame(AT, 'session', more),
    { text: ticker('1').replaceAll('BTC', 'ETH').replace('btc', 'eth'), recvUs: AT + 1 },
    { text: ticker('1'), recvUs: AT + 2 },
  ];
  const { rows, refused } = byNormalizer([BTC], frames);
  expect(rows.map((row) => (JSON.parse(row) as { symbol: string }).symbol)).toEqual(['*', 'ETHUSDT', 'BTCUSDT']);
  expect(refused).toEqual([]);
});

test('a number with too many decimals says nothing about a unit', () => {
  expect(inferUnit(['2681.62', '0.30000000000000004', '0.00000000000000000001', '7'])).toEqual(unitOf('0.01'));
  expect(inferUnit(['2681.60000000000000000000'])).toEqual(unitOf('0.1'));
  expect(inferUnit(['0.00000000000000000001'])).toBeNull();
});
