// Trades fetched over REST to fill a hole: rows of their own, in no signal and in no sequence.

import { describe, expect, test } from 'vitest';
import { FLAG, KIND } from '../../../src/core/market/event-batch.js';
import type { Instrument } from '../../../src/core/market/instrument.js';
import { DEFAULT_CHAIN } from '../../../src/core/pipeline/config.js';
import { type RawFrame, batchOf, controlFrame, streamText } from '../../support/frames.js';
import { normalizeAll, normalizerFor, openMarket, runMarket } from '../../support/market-run.js';
import { unitOf } from '../../support/recordings.js';

const ETH: Instrument = {
  symbol: 'ETHUSDT',
  venue: 'binance-usdm',
  tick: unitOf('0.01'),
  step: unitOf('0.001'),
  unitsFrom: 'stated',
};
const START_US = 1_700_000_000_000_000;
const trade = (id: number, recvUs: number): RawFrame => ({
  text: streamText(
    'ethusdt@aggTrade',
    `{"e":"aggTrade","E":${Math.floor(recvUs / 1000)},"s":"ETHUSDT","a":${id},"p":"2000.0${id % 10}","q":"1.000","f":${id},"l":${id},"T":1700000000000,"m":${id % 3 === 0}}`,
  ),
  recvUs,
});
const healed = (id: number, recvUs: number, more = ''): RawFrame => ({
  text: `"stream":"ethusdt@healedTrade","url":"https://x/fapi/v1/aggTrades","sent_at":1.000,"available_at":2.000,"data":{"a":${id},"p":"2000.00","q":"5.000","f":${id},"l":${id},"T":1700000000000,"m":true${more}}}`,
  recvUs,
});
const at = (i: number): number => START_US + i * 60_000;

describe('healed trades', () => {
  test('are rows of the aggTrade stream, flagged, and leave the sequence where it was', () => {
    const { normalizer } = normalizerFor({ instruments: [ETH] });
    const seen: string[] = [];
    const frames = batchOf([trade(1, at(0)), trade(5, at(1)), healed(2, at(2)), healed(3, at(3)), trade(6, at(4))]);
    normalizeAll(normalizer, frames, (batch) => {
      for (let i = 0; i < batch.count; i++) {
        const isHealed = ((batch.flags[i] ?? 0) & FLAG.healed) !== 0;
        seen.push(`${batch.kind[i]}:${batch.id1[i]}${isHealed ? ':healed' : ''}`);
      }
    });
    const { aggTrade, gap } = KIND;
    expect(seen).toEqual([
      `${aggTrade}:1`,
      `${gap}:2`,
      `${aggTrade}:5`,
      `${aggTrade}:2:healed`,
      `${aggTrade}:3:healed`,
      `${aggTrade}:6`,
    ]);
    expect(normalizer.counts).toMatchObject({ healed: 2, refused: 0, fallback: 0 });
    expect(normalizer.sequences[0]?.counts).toMatchObject({ tradeGaps: 1, tradesMissing: 3, tradeRepeats: 0 });
  });

  test('refused where a number is finer than the unit or a field is missing', () => {
    const { normalizer } = normalizerFor({ instruments: [ETH] });
    const bad = healed(4, at(2)).text as string;
    const texts = [bad.replace('"5.000"', '"5.0001"'), bad.replace(',"m":true', '')];
    const frames = batchOf([trade(1, at(0)), ...texts.map((text, i) => ({ text, recvUs: at(i + 1) }))]);
    let rows = 0;
    normalizeAll(normalizer, frames, (batch) => (rows += batch.count));
    expect([rows, normalizer.counts.refused]).toEqual([1, 2]);
  });

  test('change no row, wherever they arrive', () => {
    const trades = Array.from({ length: 600 }, (_, i) => trade(i < 300 ? i : i + 4, at(i)));
    const late = [300, 301, 302, 303].map((id, i) => healed(id, at(400) + 10 + i));
    const rowsOf = (frames: readonly RawFrame[]): unknown =>
      runMarket(openMarket(DEFAULT_CHAIN, { instruments: [ETH] }), frames);
    const sorted = [...trades, ...late].sort((a, b) => a.recvUs - b.recvUs);
    const rows = rowsOf(sorted) as readonly { cvd: number | null }[];
    expect(rows).toEqual(rowsOf(trades));
    expect(rows.some(({ cvd }) => cvd !== null)).toBe(true);
  });

  test('are no sign that data flow again after a disconnect', () => {
    const down = controlFrame(at(300), 'disconnect', { symbols: null });
    const before = Array.from({ length: 300 }, (_, i) => trade(i, at(i)));
    const after = Array.from({ length: 20 }, (_, i) => trade(320 + i, at(400 + i)));
    const late = [healed(300, at(310)), healed(301, at(311))];
    const rowsOf = (frames: readonly RawFrame[]): unknown =>
      runMarket(openMarket(DEFAULT_CHAIN, { instruments: [ETH] }), frames);
    expect(rowsOf([...before, down, ...late, ...after])).toEqual(rowsOf([...before, down, ...after]));
  });
});

test("the recorder's notes are understood and change nothing", () => {
  const { normalizer } = normalizerFor({ instruments: [ETH] });
  const seal = controlFrame(at(1), 'seal', {
    segment: 0,
    lines: 1,
    bytes: 9,
    sha256: '0',
    state: 'clean',
    torn_bytes: 0,
  });
  const rollover = controlFrame(at(2), 'rollover', { route: 'public', streams: 1 });
  let rows = 0;
  normalizeAll(
    normalizer,
    batchOf([trade(1, at(0)), seal, rollover, trade(2, at(3))]),
    (batch) => (rows += batch.count),
  );
  expect([rows, normalizer.counts.controls, normalizer.counts.refused]).toEqual([2, 2, 0]);
});
