// Many streams through one normaliser, damaged frames among them: nothing of one frame may show in another.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Instrument } from '../../../src/core/market/instrument.js';
import { byNormalizer, disagreement } from '../../support/decoder-duel.js';
import { damageBytes, respell, seededPick } from '../../support/frame-mutations.js';
import { type RawFrame, streamText } from '../../support/frames.js';
import { unitOf } from '../../support/recordings.js';

const market = (symbol: string, tick: string, step: string): Instrument => ({
  symbol,
  venue: 'binance-usdm',
  tick: unitOf(tick),
  step: unitOf(step),
  unitsFrom: 'stated',
});
const BTC = market('BTCUSDT', '0.1', '0.001');
const MARKETS = [BTC, market('ETHUSDT', '0.01', '0.001'), market('XUSDT', '0.00001', '1')];

type Write = (n: number, pick: (below: number) => number) => string;
const digits = (pick: (below: number) => number, count: number): string =>
  Array.from({ length: count }, (_, k) => (k === 0 ? 1 + pick(9) : pick(10))).join('');

/** A stream of each kind; few of their values change, so that frames resemble each other closely. */
function writers(symbol: string, priceDecimals: number, qtyDecimals: number): Write[] {
  const name = symbol.toLowerCase();
  const price = (pick: (below: number) => number) => `${digits(pick, 2)}.${digits(pick, priceDecimals)}`;
  const qty = (pick: (below: number) => number) =>
    qtyDecimals === 0 ? digits(pick, 1 + pick(3)) : `${pick(10)}.${digits(pick, qtyDecimals)}`;
  const time = (n: number) => `"E":${1_791_000_000_000 + n},"T":${1_791_000_000_000 + n}`;
  return [
    (n, pick) =>
      streamText(`${name}@bookTicker`, `{"e":"bookTicker","u":${n},"s":"${symbol}","b":"${price(pick)}","B":"${qty(pick)}","a":"${price(pick)}","A":"${qty(pick)}",${time(n)}}`), // prettier-ignore
    (n, pick) =>
      streamText(`${name}@trade`, `{"e":"trade",${time(n)},"s":"${symbol}","t":${n},"p":"${price(pick)}","q":"${qty(pick)}","X":"${pick(6) === 0 ? 'INSURANCE' : 'MARKET'}","m":${pick(2) === 0}}`), // prettier-ignore
    (n, pick) =>
      streamText(`${name}@aggTrade`, `{"e":"aggTrade","E":${n},"s":"${symbol}","a":${n},"p":"${price(pick)}","q":"${qty(pick)}","nq":"${qty(pick)}","f":${n},"l":${n + pick(3)},"T":${n},"m":${pick(2) === 0}}`), // prettier-ignore
    (n, pick) =>
      streamText(`${name}@markPrice@1s`, `{"e":"markPriceUpdate",${time(n)},"s":"${symbol}","p":"2815${pick(2)}.1000000${pick(2)}","i":"28165.04857143","r":"${pick(2) === 0 ? '-' : ''}0.00002760"}`), // prettier-ignore
    (n) => streamText(`${name}@forceOrder`, `{"e":"forceOrder","E":${n}}`),
  ];
}

const STREAMS = [...writers('BTCUSDT', 1, 3), ...writers('ETHUSDT', 2, 3), ...writers('XUSDT', 5, 0)];

function anyFrames(seed: number, count: number): RawFrame[] {
  const pick = seededPick(seed);
  return Array.from({ length: count }, (_, i) => {
    // Most frames come from few streams, as in life.
    const stream = STREAMS[pick(3) === 0 ? pick(STREAMS.length) : pick(4)]!;
    const clean = stream(1000 + i, pick);
    const recvUs = 1_791_000_000_000_000 + i;
    const change = pick(24);
    if (change === 0) return { text: damageBytes(Buffer.from(clean), pick), recvUs };
    if (change === 1) return { text: respell(clean, pick), recvUs };
    // A digit that is another character, all else alike.
    if (change === 2) return { text: clean.replace(/\d(?=\D*$)/, pick(2) === 0 ? 'x' : '/'), recvUs };
    return { text: clean, recvUs };
  });
}

test('any mixture of streams and damage: agreed with the reference, frame by frame', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const found = disagreement(MARKETS, anyFrames(seed, 250));
      if (found !== null) throw new Error(found.split('\n').slice(0, 2).join('\n'));
    }),
    { numRuns: 60 },
  );
});

test('a mark price with more zeros than 2^53 has digits is read as what it is', () => {
  expect(disagreement(MARKETS, anyFrames(594816654, 250))).toBeNull();
});

test('a mark price that stays keeps its decimals, whatever prices other streams write', () => {
  const pick = seededPick(1);
  const mark = (n: number) =>
    streamText('btcusdt@markPrice@1s', `{"e":"markPriceUpdate","E":${n},"s":"BTCUSDT","p":"28155.10000003","i":"28165.04857143","r":"0.00002760","T":9}`); // prettier-ignore
  const fine = writers('XUSDT', 5, 0)[1]!;
  const texts = [mark(101), mark(102), mark(103), fine(1, pick), mark(104), fine(2, pick), mark(105)];
  const frames = texts.map((text, i) => ({ text, recvUs: i + 1 }));
  expect(disagreement(MARKETS, frames)).toBeNull();
  const marks = byNormalizer(MARKETS, frames).rows.filter((row) => row.includes('"mark"'));
  expect(marks.map((row) => (JSON.parse(row) as { mark: number }).mark)).toEqual(Array(5).fill(2_815_510_000_003));
});

test('frames that repeat in all but a few digits are read without JSON.parse', () => {
  const pick = seededPick(7);
  const frames = Array.from({ length: 400 }, (_, i) => ({ text: STREAMS[i % 4]!(1000 + i, pick), recvUs: i + 1 }));
  expect(byNormalizer([BTC], frames)).toMatchObject({ fallback: 0, refused: [] });
});
