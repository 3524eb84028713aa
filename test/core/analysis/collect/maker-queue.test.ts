// The risk-averse queue.

import { describe, expect, test } from 'vitest';
import {
  addMakerOrder,
  dropMaker,
  initMaker,
  makerList,
  makerQuote,
  makerTrade,
  settleMaker,
} from '../../../../src/core/analysis/collect/maker-queue.js';
import type { Quote } from '../../../../src/core/analysis/collect/quote-ring.js';
import { addSilence, initSilences } from '../../../../src/core/analysis/collect/silences.js';

/** A market by hand, one order of `side` decided at time 0, latency 10, horizon 100. */
class Market {
  private readonly state = initMaker({ latencyUs: 10, horizonUs: 100 }, 1, 64);
  private readonly silences = initSilences(20, 1_000);
  private quote: Quote | null;

  constructor(side: 1 | -1, bidLots = 10) {
    this.quote = { bidTicks: 1000, askTicks: 1001, bidLots, askLots: 10 };
    addMakerOrder(this.state, 0, { timeUs: 0, side });
  }

  quotes(timeUs: number, more: Partial<Quote> | null): this {
    settleMaker(this.state, { timeUs: timeUs - 1, quote: this.quote, silences: this.silences });
    this.quote = more === null || this.quote === null ? null : { ...this.quote, ...more };
    makerQuote(this.state, { timeUs, quote: this.quote });
    return this;
  }

  trade(timeUs: number, priceTicks: number, signed: number): this {
    settleMaker(this.state, { timeUs: timeUs - 1, quote: this.quote, silences: this.silences });
    makerTrade(
      this.state,
      { priceTicks, lots: Math.abs(signed), side: Math.sign(signed) },
      { timeUs, quote: this.quote },
    );
    return this;
  }

  /** Nothing is received between the two times; the state is stale from 20 after the first. */
  silent(fromUs: number, toUs: number): this {
    addSilence(this.silences, fromUs, toUs);
    return this;
  }

  ahead(timeUs: number): number | undefined {
    settleMaker(this.state, { timeUs, quote: this.quote, silences: this.silences });
    return this.state.open[0]?.aheadLots;
  }

  ends(timeUs: number) {
    settleMaker(this.state, { timeUs, quote: this.quote, silences: this.silences });
    return makerList(this.state.sums[0]!);
  }

  dropped() {
    dropMaker(this.state);
    return makerList(this.state.sums[0]!);
  }
}

const bp = (to: number, from: number) => Math.log(to / from) * 1e4;

describe('in the queue', () => {
  test('the published vector: behind 10; level 16, 12; trade of 3; level 9; level 4', () => {
    const market = new Market(1);
    expect(market.ahead(10)).toBe(10);
    expect(market.quotes(20, { bidLots: 16 }).ahead(20)).toBe(10);
    expect(market.quotes(30, { bidLots: 12 }).ahead(30)).toBe(10);
    expect(market.trade(40, 1000, -3).quotes(40, { bidLots: 9 }).ahead(40)).toBe(7);
    expect(market.quotes(50, { bidLots: 4 }).ahead(50)).toBe(4);
  });

  test('filled only when more was traded than stood before it', () => {
    expect(new Market(1).trade(20, 1000, -10).ends(110)).toMatchObject({ orders: 1, filled: 0 });
    expect(new Market(1).trade(20, 1000, -11).ends(110)).toMatchObject({ orders: 1, filled: 1 });
  });

  test('trades of the other side, above the price, or before it was posted do not count', () => {
    const market = new Market(1, 1).trade(10, 1000, -9).trade(20, 1000, 9).trade(30, 1001, -9);
    expect(market.ends(110)).toMatchObject({ orders: 1, filled: 0 });
  });

  test('a trade through the price fills, and so does a quote of the other side at it', () => {
    expect(new Market(1).trade(20, 999, -1).ends(110).filled).toBe(1);
    expect(new Market(-1).trade(20, 1002, 1).ends(110).filled).toBe(1);
    expect(new Market(1).quotes(20, { bidTicks: 999, askTicks: 1000 }).ends(110).filled).toBe(1);
  });

  test('when the level has gone it is alone there', () => {
    expect(new Market(1).quotes(20, { bidTicks: 998 }).ahead(20)).toBe(0);
    expect(new Market(1).quotes(20, { bidTicks: 1000.5 }).ahead(20)).toBe(10);
  });
});

describe('leaving', () => {
  const filled = () => new Market(1).trade(20, 1000, -11).quotes(60, { bidTicks: 1003, askTicks: 1005, askLots: 2 });

  test('as taker at the end of the horizon, and as maker from then on', () => {
    const list = filled().trade(150, 1005, 3).ends(300);
    expect([...list.fillUs]).toEqual([20]);
    expect(list.grossTaker[0]).toBeCloseTo(bp(2008, 2001), 10);
    expect(list.paidTaker[0]).toBeCloseTo(bp(1003, 1000), 10);
    expect(list.paidMaker[0]).toBeCloseTo(bp(1005, 1000), 10);
    expect([...list.passiveExit]).toEqual([1]);
  });

  test('as taker after another horizon where nobody came', () => {
    const list = filled().quotes(190, { bidTicks: 990, askTicks: 991 }).ends(210);
    expect(list.paidMaker[0]).toBeCloseTo(bp(990, 1000), 10);
    expect(list.grossMaker[0]).toBeCloseTo(bp(1981, 2001), 10);
    expect([...list.passiveExit]).toEqual([0]);
  });

  test('a short order sells at the ask', () => {
    const list = new Market(-1).trade(20, 1001, 11).quotes(60, { bidTicks: 995, askTicks: 997 }).ends(300);
    expect(list.paidTaker[0]).toBeCloseTo(-bp(997, 1001), 10);
  });

  test('cut off: a known taker exit counts, an open position does not', () => {
    const known = filled();
    known.ends(150);
    expect(known.dropped()).toMatchObject({ orders: 1, filled: 1, passiveExit: Uint8Array.of(2) });
    expect(filled().dropped()).toMatchObject({ orders: 0, filled: 0 });
  });

  test('unreadable quotes at the end: not counted', () => {
    expect(filled().quotes(100, null).ends(300)).toMatchObject({ orders: 0, filled: 0 });
  });

  test('a silence between the deadlines changes nothing: its exits would be the slow ones', () => {
    const list = filled().silent(115, 145).trade(150, 1005, 3).ends(300);
    expect(list).toMatchObject({ orders: 1, filled: 1, passiveExit: Uint8Array.of(1) });
    expect(new Market(1).silent(12, 60).trade(70, 1000, -11).ends(300).filled).toBe(1);
  });

  test('a deadline in the stale part of a silence: not entered, not counted, or left when the horizon ended', () => {
    expect(new Market(1).silent(-15, 15).ends(300)).toMatchObject({ orders: 0, filled: 0 });
    expect(filled().silent(85, 115).ends(300)).toMatchObject({ orders: 0, filled: 0 });
    const late = filled().silent(185, 215).ends(300);
    expect(late).toMatchObject({ orders: 1, filled: 1, passiveExit: Uint8Array.of(2) });
    expect(late.paidMaker[0]).toBe(late.paidTaker[0]);
    // Exactly where the stale part begins or ends the state is known.
    expect(filled().silent(90, 130).ends(300).orders).toBe(1);
    expect(filled().silent(60, 110).ends(300).orders).toBe(1);
  });
});
