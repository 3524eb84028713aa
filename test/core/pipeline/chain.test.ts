// The operator chain: rows and their order, days, quantities, exclusions.

import { describe, expect, test } from 'vitest';
import { FLAG, KIND, createEventBatch } from '../../../src/core/market/event-batch.js';
import { addSymbol, createChain, stepChain } from '../../../src/core/pipeline/chain.js';
import { type ChainConfig, ORIGINAL_CHAIN } from '../../../src/core/pipeline/config.js';
import type { SignalRow } from '../../../src/core/pipeline/row.js';
import { snapshotFrame } from '../../support/frames.js';
import { NOON_US, ScriptedMarket, UNIT_MARKET, shortChain } from '../../support/scripted-market.js';

const BOOK = { bids: [[1000, 5], [999, 7]], asks: [[1001, 6], [1002, 8]] } as const; // prettier-ignore
const CHAIN = shortChain(4);
const EVENT: ChainConfig = { ...ORIGINAL_CHAIN, cvd: { ...ORIGINAL_CHAIN.cvd, z: CHAIN.cvd.z } };
const MIDNIGHT_US = NOON_US + 43_200_000_000;

describe('rows', () => {
  test('event grid: one for each delta applied, none for those that waited, at its time', () => {
    const market = new ScriptedMarket().at(0).depth({ bids: [[1000, 1]] }).after(5).depth({ bids: [[1000, 2]] }); // prettier-ignore
    market.after(5).snapshot(BOOK).after(5).depth({ asks: [[1001, 3]] }).trade(4).after(7).depth({}); // prettier-ignore
    const rows = market.rows(EVENT);
    expect(rows.map(({ timeUs }) => timeUs - NOON_US)).toEqual([15_000, 22_000]);
    expect(rows.map(({ cvd }) => cvd)).toEqual([null, 0.004]);
  });

  test('event grid: deltas that waited are applied when the snapshot comes, and make no row', () => {
    const waited = new ScriptedMarket().at(0);
    const id = JSON.stringify({ lastUpdateId: 105, bids: [['100.0', '0.005']], asks: [['100.1', '0.006']] });
    waited.depth({ bids: [[1000, 9]] }).depth({ asks: [[1001, 0], [1003, 2]] }); // prettier-ignore
    waited.frames.push(snapshotFrame('XUSDT', NOON_US + 10, id));
    const rows = waited.after(5).depth({}).rows(EVENT);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ bidTicks: 1000, askTicks: 1003, queueImbalance: 7 / 11 });
  });

  test('a frame at the grid time closes the row and does not belong to it', () => {
    const rows = new ScriptedMarket()
      .at(0).snapshot(BOOK).at(99.999).trade(2).at(100).trade(5).at(200).depth({ bids: [[1000, 50]] }) // prettier-ignore
      .at(300).tick().rows(CHAIN); // prettier-ignore
    expect(rows.map(({ cvd }) => cvd)).toEqual([0.002, 0.007, 0.007]);
    expect(rows.map(({ ofi }) => ofi)).toEqual([null, 0, (0.4 * 45) / 1000]);
    expect(rows.map(({ timeUs }) => (timeUs - NOON_US) / 1000)).toEqual([100, 200, 300]);
  });

  test('nothing is flushed at the end, and no timer closes a row', () => {
    expect(new ScriptedMarket().at(0).snapshot(BOOK).at(99).trade(1).rows(CHAIN)).toEqual([]);
  });

  test('frames whose time steps back belong to the row that is open', () => {
    const market = new ScriptedMarket().at(0).snapshot(BOOK).at(150).trade(1).at(90).trade(2).at(160).trade(4);
    const rows = market.at(200).tick().rows(CHAIN);
    expect(rows.map(({ timeUs, cvd }) => [(timeUs - NOON_US) / 1000, cvd])).toEqual([
      [100, null],
      [200, 0.007],
    ]);
  });

  test('a crossed book is no book until it uncrosses, and its flow is no sample', () => {
    const market = new ScriptedMarket().at(0).snapshot(BOOK).at(150).depth({ bids: [[1001, 1]] }); // prettier-ignore
    market.at(250).depth({ bids: [[1001, 0]] }).at(350).depth({ bids: [[1000, 6]] }); // prettier-ignore
    const rows = market.at(400).tick().rows(CHAIN);
    expect(rows.map(({ bookReason }) => bookReason)).toEqual([null, 'crossed', null, null]);
    expect(rows.map(({ ofiReason }) => ofiReason)).toEqual(['partial', 'crossed', 'partial', 'warming']);
  });

  test('an empty side', () => {
    const market = new ScriptedMarket().at(0).snapshot({ bids: [[1000, 1]], asks: [] }).at(100).tick(); // prettier-ignore
    expect(market.rows(CHAIN)[0]).toMatchObject({ bookReason: 'one_sided', ofiReason: 'one_sided', mid: null });
  });
});

describe('volume', () => {
  const level = shortChain(4, (config) => ({ ...config, cvd: { ...config.cvd, mode: 'level', sample: 'row' } }));

  test('the sum starts over at midnight UTC of receive time', () => {
    const market = new ScriptedMarket().at(-250, MIDNIGHT_US).snapshot(BOOK).trade(5).at(-50, MIDNIGHT_US).trade(2);
    const rows = market.at(30, MIDNIGHT_US).trade(-3).at(200, MIDNIGHT_US).tick().rows(CHAIN);
    const values = rows.map(({ timeUs, cvd }) => [(timeUs - MIDNIGHT_US) / 1000, cvd]);
    expect(values).toEqual([[-200, 0.005], [-100, 0.005], [0, 0], [100, -0.003], [200, -0.003]]); // prettier-ignore
    const unreset = { ...CHAIN, cvd: { ...CHAIN.cvd, reset: 'none' } } as const;
    expect(market.rows(unreset).at(-1)!.cvd).toBe(0.004);
  });

  test('a trade whose time steps back over midnight does not start the day again', () => {
    const market = new ScriptedMarket().at(-250, MIDNIGHT_US).snapshot(BOOK).trade(5).at(10, MIDNIGHT_US).trade(1);
    market.at(-10, MIDNIGHT_US).trade(2).at(20, MIDNIGHT_US).trade(4).at(100, MIDNIGHT_US).tick();
    expect(market.rows(CHAIN).at(-1)!.cvd).toBe(0.007);
  });

  test('no z of sums spans midnight', () => {
    const market = new ScriptedMarket().at(-1000, MIDNIGHT_US).snapshot(BOOK);
    for (let ms = -1000; ms < 1000; ms += 100) market.at(ms + 50, MIDNIGHT_US).trade(((ms / 100) & 3) + 1);
    const rows = market.at(1000, MIDNIGHT_US).tick().rows(level);
    const known = rows.map(({ timeUs, cvdZ }) => [(timeUs - MIDNIGHT_US) / 100_000, cvdZ !== null] as const);
    expect(known.filter(([, has]) => has).map(([k]) => k)).toEqual([-5, -4, -3, -2, -1, 4, 5, 6, 7, 8, 9, 10]);
  });

  test('quantities with or without retail price improvement', () => {
    const market = new ScriptedMarket().at(0).snapshot(BOOK).aggTrade(10, 7).aggTrade(-4, 1).aggTrade(2).at(100).tick();
    expect(market.rows(CHAIN)[0]!.cvd).toBe(0.008);
    expect(market.rows({ ...CHAIN, cvd: { ...CHAIN.cvd, quantity: 'nq' } })[0]!.cvd).toBe(0.008);
    const other = new ScriptedMarket().at(0).snapshot(BOOK).aggTrade(10, 7).aggTrade(-4, 4).at(100).tick();
    expect(other.rows({ ...CHAIN, cvd: { ...CHAIN.cvd, quantity: 'nq' } })[0]!.cvd).toBe(0.003);
  });

  test('where aggTrades are recorded too, trades enter nothing', () => {
    const market = new ScriptedMarket().at(0).snapshot(BOOK).trade(10).aggTrade(4).trade(10).at(100).tick();
    const [row] = market.rows(CHAIN);
    // The first aggTrade begins the sum anew: what was counted before it may be the same fills.
    expect([row!.cvd, row!.segment]).toEqual([0.004, 1]);
  });

  test('insurance fund trades enter nothing, and their ids are no gap', () => {
    const market = new ScriptedMarket().at(0).snapshot(BOOK).trade(1);
    market.trade(9);
    const last = market.frames.pop()!;
    market.frames.push({ ...last, text: String(last.text).replace('MARKET', 'INSURANCE_FUND') });
    const [row] = market.trade(2).at(100).tick().rows(CHAIN);
    expect([row!.cvd, row!.segment]).toEqual([0.003, 0]);
  });

  test('trades fetched later enter no row', () => {
    const chain = createChain(CHAIN);
    addSymbol(chain, 0, UNIT_MARKET);
    const batch = createEventBatch(4);
    [0, FLAG.healed, 0].forEach((flags, i) => {
      batch.kind[i] = i === 2 ? KIND.tick : KIND.trade;
      batch.flags[i] = flags;
      batch.recvUs[i] = NOON_US + i * 100_000;
      batch.qty[i] = 5;
    });
    batch.count = 3;
    const rows: SignalRow[] = [];
    stepChain(chain, batch, { rows, crossings: [], clock: null });
    expect(rows.map(({ cvd }) => cvd)).toEqual([0.005, 0.005]);
  });
});
