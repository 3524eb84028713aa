// Trouble and the rows: what a break takes away, when values come back, and why they are missing meanwhile.

import { describe, expect, test } from 'vitest';
import type { CrossingEvent } from '../../../src/core/market/crossing.js';
import type { SignalRow } from '../../../src/core/pipeline/row.js';
import { qualityReport } from '../../../src/core/quality/quality-report.js';
import { initQuality, stepQuality } from '../../../src/core/quality/stream-quality.js';
import { type Market, openMarket, runMarket } from '../../support/market-run.js';
import { NOON_US, ScriptedMarket, UNIT_MARKET, shortChain } from '../../support/scripted-market.js';

const WINDOW = 4;
const CHAIN = shortChain(WINDOW);
const BOOK = { bids: [[1000, 5], [999, 7]], asks: [[1001, 6], [1002, 8]] } as const; // prettier-ignore
/** Sizes that keep every deviation above zero. */
const SIZES = [3, 8, 4, 9, 2, 7, 5, 6, 1, 10];

/** From `from` to `to` ms: each 100 ms a depth update and a trade, 40 and 60 ms into it. */
function busy(market: ScriptedMarket, from: number, to: number): ScriptedMarket {
  for (let ms = from; ms < to; ms += 100) {
    const n = SIZES[(ms / 100) % SIZES.length]!;
    market.at(ms + 40).depth({ bids: [[1000, n]] }).at(ms + 60).trade(n % 2 === 0 ? n : -n); // prettier-ignore
  }
  return market;
}

const started = (): ScriptedMarket => new ScriptedMarket().at(0).trade(1).snapshot(BOOK);

/** The rows by time in units of 100 ms after noon. */
const byTime = (rows: readonly SignalRow[]): Map<number, SignalRow> =>
  new Map(rows.map((row) => [(row.timeUs - NOON_US) / 100_000, row]));

/** Rows and crossings of a script, and the quality that comes of them. */
function crossingsOf(market: ScriptedMarket) {
  const crossings: CrossingEvent[] = [];
  const quality = initQuality();
  const open = openMarket(CHAIN, { instruments: [UNIT_MARKET] });
  const watch: Market['watch'] = (batch, found) => {
    crossings.push(...found);
    stepQuality(quality, batch, found);
  };
  const rows = runMarket({ ...open, watch }, market.frames);
  return { rows, crossings, quality: qualityReport(quality, ['UNIT']) };
}

const reasons = (rows: readonly SignalRow[], key: 'ofi' | 'cvd'): (string | null)[] =>
  rows.map((row) => row[`${key}Reason`]);
const warming = (count: number): string[] => Array<string>(count).fill('warming');

test('a start: partial, then warming, then values; every row in its place', () => {
  const rows = busy(started(), 0, 1200).at(1200).tick().rows(CHAIN);
  expect(rows.map(({ timeUs }) => (timeUs - NOON_US) / 100_000)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  expect(reasons(rows, 'ofi')).toEqual(['partial', ...warming(WINDOW), ...Array<null>(7).fill(null)]);
  // The first bar began with the first trade on its own edge: it is whole.
  expect(reasons(rows, 'cvd')).toEqual([...warming(WINDOW), ...Array<null>(8).fill(null)]);
  expect(rows.map(({ ofiSamples }) => ofiSamples)).toEqual([0, 0, 1, 2, 3, 4, 4, 4, 4, 4, 4, 4]);
  expect(rows[4]!.fusion).toBeNull();
  expect(rows[5]!.fusion).not.toBeNull();
  expect(new Set(rows.map(({ segment }) => segment))).toEqual(new Set([0]));
});

test('without trades: no_trades, and no CVD numbers', () => {
  const market = new ScriptedMarket().at(0).snapshot(BOOK).at(50).depth({ bids: [[1000, 9]] }); // prettier-ignore
  const [first, second] = market.at(300).tick().rows(CHAIN);
  expect([first!.cvdReason, first!.cvd, first!.cvdDelta, first!.cvdEma]).toEqual(['no_trades', null, null, null]);
  expect([second!.fusion, second!.fusionReason]).toEqual([null, 'no_input']);
});

test('equal samples: std_zero, never 0', () => {
  const market = started();
  for (let ms = 100; ms < 1500; ms += 100) market.at(ms + 50).tick();
  const rows = byTime(market.rows(CHAIN));
  expect([rows.get(10)!.ofi, rows.get(10)!.ofiZ, rows.get(10)!.ofiReason]).toEqual([0, null, 'std_zero']);
  expect([rows.get(10)!.cvdDelta, rows.get(10)!.cvdZ, rows.get(10)!.cvdReason]).toEqual([0, null, 'std_zero']);
});

test('quiet is not a gap: rows of no flow, in the same segment', () => {
  const rows = busy(busy(started(), 0, 1000), 6000, 6300)
    .at(6400)
    .tick()
    .rows(CHAIN);
  expect(rows).toHaveLength(64);
  expect(new Set(rows.map(({ segment }) => segment))).toEqual(new Set([0]));
  const quiet = rows.filter(({ timeUs }) => timeUs > NOON_US + 1_000_000 && timeUs <= NOON_US + 6_000_000);
  expect(quiet.every(({ ofi, cvdDelta, bidTicks }) => ofi === 0 && cvdDelta === 0 && bidTicks === 1000)).toBe(true);
});

describe('a depth gap', () => {
  const market = busy(busy(started(), 0, 1000).loseDepth(), 1000, 1500)
    .at(1550)
    .snapshot(BOOK);
  const rows = byTime(busy(market, 1600, 2600).at(2600).tick().rows(CHAIN));

  test('begins a segment and the book is unreadable until the snapshot', () => {
    expect(rows.get(10)).toMatchObject({ segment: 0, ofiReason: null });
    for (const k of [11, 12, 13, 14, 15]) {
      expect(rows.get(k)).toMatchObject({ segment: 1, ofi: null, ofiZ: null, ofiReason: 'unsynced', bidTicks: null });
      expect(rows.get(k)).toMatchObject({ mid: null, bookReason: 'unsynced', fusion: null, trendBp: null });
    }
  });

  test('no z before a full window of the new segment', () => {
    expect(rows.get(16)).toMatchObject({ segment: 2, ofiReason: 'partial', bookReason: null });
    for (const k of [17, 18, 19, 20])
      expect(rows.get(k)).toMatchObject({ segment: 2, ofiZ: null, ofiReason: 'warming' });
    expect(rows.get(21)!.ofiZ).not.toBeNull();
    expect(rows.get(20)!.cvdZ).toBeNull();
    expect(rows.get(22)!.fusion).not.toBeNull();
  });
});

test('a gap in the trades: both windows are cleared, the book stays', () => {
  const market = busy(busy(started(), 0, 1000).loseTrades(3), 1000, 2000)
    .at(2000)
    .tick();
  const rows = byTime(market.rows(CHAIN));
  expect(rows.get(10)).toMatchObject({ segment: 0, ofiReason: null, cvdReason: null });
  expect(rows.get(11)).toMatchObject({ segment: 1, ofiReason: 'partial', cvdReason: 'partial', bookReason: null });
  expect(rows.get(11)).toMatchObject({ cvdDelta: null, tradeImbalance: null });
  for (const k of [12, 13, 14, 15]) expect(rows.get(k)).toMatchObject({ ofiReason: 'warming', cvdReason: 'warming' });
  expect(rows.get(16)).toMatchObject({ ofiReason: null, cvdReason: null });
});

describe('a disconnect', () => {
  test('rows go on and know nothing until frames come again', () => {
    const market = busy(started(), 0, 1000).at(1010).control('disconnect').at(1990).depth({ bids: [[1000, 2]] }); // prettier-ignore
    const rows = byTime(busy(market, 2000, 3000).at(3000).tick().rows(CHAIN));
    for (let k = 11; k <= 19; k++) {
      expect(rows.get(k)).toMatchObject({
        segment: 1,
        ofiReason: 'no_data',
        cvdReason: 'no_data',
        bookReason: 'no_data',
      });
      expect(rows.get(k)).toMatchObject({ ofi: null, cvdDelta: null, mid: null, tradeImbalance: null });
    }
    expect(rows.get(20)).toMatchObject({ ofiReason: 'partial', cvdReason: 'partial' });
    for (const k of [21, 22, 23, 24]) expect(rows.get(k)).toMatchObject({ ofiReason: 'warming', cvdReason: 'warming' });
    expect(rows.get(25)).toMatchObject({ segment: 1, ofiReason: null, cvdReason: null });
  });

  test('the book stays unknown until the depth stream has spoken again, whatever else arrives', () => {
    const market = busy(started(), 0, 1000).at(1010).control('disconnect').loseDepth();
    const rows = byTime(market.at(1310).trade(1).at(1750).depth({}).at(2000).tick().rows(CHAIN));
    for (const k of [14, 15, 16, 17]) {
      expect(rows.get(k)).toMatchObject({ bookReason: 'no_data', ofiReason: 'no_data', ofi: null, mid: null });
    }
    expect(rows.get(19)).toMatchObject({ bookReason: 'unsynced', ofiReason: 'unsynced' });
  });

  test('of another symbol: nothing', () => {
    const market = busy(
      busy(started(), 0, 1000)
        .at(1000)
        .control('disconnect', { symbols: ['YUSDT'] }),
      1000,
      1500,
    );
    expect(market.rows(CHAIN).every(({ segment, bookReason }) => segment === 0 && bookReason === null)).toBe(true);
  });

  test.each([
    ['silence', 'no_data'],
    ['clock_step', null],
    ['rest_failure', null],
  ])('%s', (kind, bookReason) => {
    const market = busy(started(), 0, 1000).at(1010).control(kind).at(1500).depth({}).at(1600).tick();
    const row = byTime(market.rows(CHAIN)).get(12)!;
    expect([row.bookReason, row.segment]).toEqual([bookReason, kind === 'rest_failure' ? 0 : 1]);
  });
});

test('a recorded copy of a gap drives nothing', () => {
  const gap = { symbol: 'XUSDT', stream: 'depth', from_id: 1, to_id: 2 };
  const with_ = busy(busy(started(), 0, 500).at(510).control('gap', gap).control('resync', gap), 600, 1500);
  const without = busy(busy(started(), 0, 500), 600, 1500);
  expect(with_.rows(CHAIN)).toEqual(without.rows(CHAIN));
});

describe('a session', () => {
  test('another id: nothing of the old one is left', () => {
    const market = busy(new ScriptedMarket().at(0).session('a').trade(1).snapshot(BOOK), 0, 1000);
    market.at(1010).session('b').at(1250).tick().at(1300).snapshot(BOOK).at(1600).tick();
    const rows = byTime(market.rows(CHAIN));
    const none = { ofi: null, ofiZ: null, cvd: null, cvdZ: null, cvdDelta: null, cvdEma: null, tradeImbalance: null };
    expect([...rows.keys()]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 14, 15, 16]);
    expect(rows.get(13)).toMatchObject({
      ...none,
      ofiReason: 'unsynced',
      cvdReason: 'no_trades',
      bookReason: 'unsynced',
    });
    expect(rows.get(15)).toMatchObject({ cvd: null, cvdDelta: null, tradeImbalance: null, cvdReason: 'no_trades' });
    expect(rows.get(15)!.segment).toBeGreaterThan(rows.get(10)!.segment);
  });

  test('the same id again, as at every segment: nothing happens', () => {
    const head = () => new ScriptedMarket().at(0).session('a').trade(1).snapshot(BOOK);
    const twice = busy(busy(head(), 0, 1000).at(1000).session('a'), 1000, 2000);
    expect(twice.rows(CHAIN)).toEqual(busy(busy(head(), 0, 1000), 1000, 2000).rows(CHAIN));
  });
});

test('no fusion anywhere in the windows behind any break', () => {
  const market = busy(started(), 0, 1000).loseTrades(1);
  busy(market, 1000, 1200).at(1250).control('disconnect');
  busy(market, 1500, 1600).loseDepth();
  busy(market, 1600, 1700).at(1750).snapshot(BOOK);
  const rows = busy(market, 1800, 3000).rows(CHAIN);
  let begun = 0;
  rows.forEach((row, i) => {
    if (i > 0 && row.segment !== rows[i - 1]!.segment) begun = i;
    if (row.segment > 0 && i - begun < WINDOW)
      expect([i, row.fusion, row.ofiZ, row.cvdZ]).toEqual([i, null, null, null]);
  });
  expect(rows.at(-1)!.segment).toBe(4);
  expect(rows.at(-1)!.fusion).not.toBeNull();
});

test('a crossed book is recorded with its prices, and its rows say so until it is uncrossed', () => {
  const market = busy(started(), 0, 500).at(510).depth({ bids: [[1010, 5]] }).at(900).depth({ bids: [[1010, 0]] }); // prettier-ignore
  const { rows, crossings } = crossingsOf(market.at(1200).tick());
  expect(byTime(rows).get(7)).toMatchObject({ bookReason: 'crossed', ofiReason: 'crossed', mid: null });
  expect(byTime(rows).get(11)).toMatchObject({ bookReason: null });
  expect(crossings).toMatchObject([
    { kind: 'crossed', timeUs: NOON_US + 510_000, symbol: 0, bidTicks: 1010, askTicks: 1001 },
    { kind: 'uncrossed', timeUs: NOON_US + 900_000, symbol: 0, bidTicks: 1000, askTicks: 1001 },
  ]);
});

test('crossed for one delta and healed inside one grid step: no row shows it, the event does', () => {
  const market = busy(started(), 0, 500).at(510).depth({ bids: [[1010, 5]] }).at(520).depth({ bids: [[1010, 0]] }); // prettier-ignore
  const { rows, crossings, quality } = crossingsOf(busy(market, 600, 1000).at(1000).tick());
  expect(rows.filter(({ bookReason }) => bookReason === 'crossed')).toEqual([]);
  expect(crossings.map(({ kind }) => kind)).toEqual(['crossed', 'uncrossed']);
  expect(quality.symbols[0]!.continuity.crossings).toBe(1);
  expect(quality.incidents).toMatchObject([{ kind: 'crossed', symbol: 'UNIT', bidTicks: 1010, askTicks: 1001 }]);
  expect(quality.symbols[0]!.coverage.coveredUs).toBe(quality.spanUs - 10_000);
});

test('a gap ends a crossing without a word; a book crossed again counts again', () => {
  const market = busy(started(), 0, 500).at(510).depth({ bids: [[1010, 5]] }).at(600).loseDepth(); // prettier-ignore
  market.at(610).depth({}).at(700).snapshot(BOOK).at(710).depth({ asks: [[999, 1]] }).at(720).depth({ asks: [[998, 1]] }); // prettier-ignore
  const { crossings, quality } = crossingsOf(market.at(1000).tick());
  expect(crossings.map(({ kind, timeUs }) => [kind, (timeUs - NOON_US) / 1000])).toEqual([['crossed', 510], ['crossed', 710]]); // prettier-ignore
  expect(quality.symbols[0]!.continuity).toMatchObject({ crossings: 2, depthGaps: 1 });
});
