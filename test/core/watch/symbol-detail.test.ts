// Tests of the symbol in view: its book, its ids, its past.

import { describe, expect, test } from 'vitest';
import { addItem } from '../../../src/core/watch/last-items.js';
import type { WatchRequest } from '../../../src/core/watch/snapshot.js';
import { ladderView, openHolesOf } from '../../../src/core/watch/symbol-detail.js';
import { watchSignal } from '../../support/watch-sample.js';
import {
  partsAt,
  steadyMarket,
  STEADY_BOOK,
  watchFrames,
  openWatched,
  watchMarket,
} from '../../support/watched-market.js';

describe('book and ids', () => {
  test('a symbol that has not been heard of has neither book nor holes', () => {
    expect(openHolesOf(undefined)).toBe(0);
    expect(ladderView(undefined, 5, null)).toMatchObject({ reason: 'unsynced', bidTicks: [], lastUs: null });
  });

  test('a lost book shows no levels and says why; the resync is counted', () => {
    const market = steadyMarket(2).loseDepth().after(100).depth({ bids: [[1000, 1]] }); // prettier-ignore
    const lost = watchMarket(market);
    expect(partsAt(lost, 2_100).symbols[0]).toMatchObject({ sync: 'waiting', depthGaps: 1, resyncs: 0 });
    expect(partsAt(lost, 2_100).detail?.ladder).toMatchObject({ reason: 'unsynced', bidTicks: [], askTicks: [] });
    const again = watchMarket(market.after(50).snapshot(STEADY_BOOK).after(50).depth({ bids: [[1000, 2]] })); // prettier-ignore
    expect(partsAt(again, 2_300).symbols[0]).toMatchObject({ sync: 'synced', depthGaps: 1, resyncs: 1 });
    expect(partsAt(again, 2_300).detail?.sequence).toMatchObject({ puBreaks: 1, resyncs: 1, recoveryMs: { n: 1 } });
  });

  test('holes in trades stay open until healed trades come', () => {
    const market = steadyMarket(2);
    const watched = watchMarket(market.after(10).trade(1).loseTrades(2).trade(1));
    // The stream of single trades is the same fills again: the tape leaves it out.
    expect(partsAt(watched, 2_100).detail?.tape.map(({ side, qtyLots }) => [side, qtyLots])).toEqual([
      ['sell', 3],
      ['buy', 7],
    ]);
    expect(partsAt(watched, 2_100).detail?.sequence).toMatchObject({
      tradeGaps: 1,
      tradesMissing: 2,
      tradeHolesOpen: 1,
    });
  });
});

describe('the past', () => {
  test('charts have one point each quarter of a second, the last row of it', () => {
    const watched = openWatched();
    const rows = watchFrames(watched, steadyMarket(5).frames);
    const { series } = partsAt(watched, 5_000).detail!;
    expect(series.stepUs).toBe(250_000);
    expect(series.timeUs).toHaveLength(21);
    expect(series.timeUs.at(-1)).toBe(rows.at(-1)!.timeUs);
    expect(series.mid.at(-1)).toBe(rows.at(-1)!.mid);
    expect(series.ofiZ).toContain(null);
    expect(partsAt(watched, 5_000, { series: { spanUs: 4_000_000, points: 4 } }).detail!.series.timeUs).toHaveLength(4);
  });

  test('a heatmap has one column a second with the book of its beginning and the trades in it', () => {
    const { detail } = partsAt(watchMarket(steadyMarket(5)), 5_000, {
      series: { spanUs: 4_000_000, points: 9 },
      heatColumns: 4,
    });
    const columns = detail!.heat!.columns;
    expect(detail!.groupTicks).toBe(1);
    expect(columns.map(({ bidTicks, askTicks }) => [bidTicks, askTicks])).toEqual(Array(4).fill([1000, 1001]));
    expect(new Map(columns[0]!.ticks.map((tick, k) => [tick, columns[0]!.lots[k]])).get(1003)).toBe(3);
    expect(columns.map(({ buyLots, sellLots }) => [...buyLots, ...sellLots])).toEqual([[7, 0], [0, 3], [7, 0], []]); // prettier-ignore
  });

  test('a footprint has the volume of each bar by price', () => {
    const { detail } = partsAt(watchMarket(steadyMarket(8)), 8_000, {
      series: { spanUs: 8_000_000, points: 9 },
      footprintBars: 4,
    });
    const bars = detail!.footprint.filter(({ ticks }) => ticks.length > 0);
    expect(bars.reduce((sum, { buyLots }) => sum + buyLots[0]!, 0)).toBe(21);
    expect(bars.every(({ ticks, openTicks, closeTicks }) => ticks[0] === 1000 && openTicks === 1000 && closeTicks === 1000)).toBe(true); // prettier-ignore
  });

  test('nothing is known of the book after a disconnect', () => {
    const market = steadyMarket(2).control('disconnect').after(3_000).tick();
    const { detail } = partsAt(watchMarket(market), 5_000, {
      series: { spanUs: 5_000_000, points: 9 },
      heatColumns: 5,
    });
    expect(detail!.heat!.columns.map(({ bidTicks }) => bidTicks)).toEqual([1000, null, null, null, null]);
  });
});

describe('the signal log', () => {
  const logOf = (change: Partial<WatchRequest>) => {
    const watched = watchMarket(steadyMarket(2));
    const { symbol } = partsAt(watched, 2_000).symbols[0]!;
    for (const [timeUs, of] of [
      [1, symbol],
      [2, 'OTHER'],
      [3, symbol],
    ] as const)
      // prettier-ignore
      addItem(watched.tracker.signals, watchSignal({ timeUs, symbol: of }));
    const detail = partsAt(watched, 2_000, { signals: 9, ...change }).detail!;
    return { isOwn: detail.ownSignals, times: detail.signals.map(({ timeUs }) => timeUs) };
  };

  test('is that of all symbols, or of the one in view alone', () => {
    expect(logOf({})).toEqual({ isOwn: false, times: [3, 2, 1] });
    expect(logOf({ ownSignals: true })).toEqual({ isOwn: true, times: [3, 1] });
    expect(logOf({ ownSignals: true, signals: 1 })).toEqual({ isOwn: true, times: [3] });
  });
});
