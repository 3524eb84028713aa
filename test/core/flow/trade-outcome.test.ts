// What became of trades: the mid as of each horizon, by a plain search; breaks, lost books, and too many trades.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Outcome,
  MOST_WAITING,
  type TradeOutcomes,
  addTradeOutcome,
  beginOutcomeRow,
  clearTradeOutcomes,
  initTradeOutcomes,
  noOutcome,
  readOutcome,
  seeMid,
} from '../../../src/core/flow/trade-outcome.js';

const NOTHING = noOutcome();

function row(state: TradeOutcomes, timeUs: number, mid2: number | null): Outcome[] {
  seeMid(state, timeUs, mid2);
  const all = [...state.horizonsUs].map((_, k) => {
    const out = noOutcome();
    readOutcome(state, k, out);
    return out;
  });
  beginOutcomeRow(state, timeUs);
  return all;
}

const buy = (timeUs: number, mid2: number | null, lots = 1) => ({
  timeUs,
  priceTicks: 1001,
  lots,
  side: 1 as const,
  mid2,
});

describe('named facts', () => {
  test('a buy at 1001 about a mid of 1000 that goes to 1003: realised −4, impact +6, effective 2 ticks', () => {
    const state = initTradeOutcomes([100]);
    addTradeOutcome(state, buy(10, 2000));
    seeMid(state, 50, 2006);
    expect(row(state, 110, 2006)).toEqual([NOTHING]);
    const [outcome] = row(state, 111, 9999);
    expect(outcome!.realisedSpread).toBeCloseTo(-4 / 1000, 15);
    expect(outcome!.impact).toBeCloseTo(6 / 1000, 15);
    expect(outcome!.buyMarkout).toBeCloseTo(3 / 1000, 15);
    expect(outcome!.sellMarkout).toBeNull();
    expect(row(state, 200, 9999)).toEqual([NOTHING]);
  });

  test('the mid of the very moment at which the horizon ends counts, one of a microsecond later does not', () => {
    const state = initTradeOutcomes([100]);
    addTradeOutcome(state, buy(10, 2000));
    seeMid(state, 110, 2002);
    seeMid(state, 111, 2100);
    expect(row(state, 120, 2100)[0]!.buyMarkout).toBe(2 / 2000);
  });

  test('horizons are told each in its row', () => {
    const state = initTradeOutcomes([100, 300]);
    addTradeOutcome(state, buy(10, 2000));
    seeMid(state, 60, 2002);
    expect(row(state, 200, 2004).map(({ buyMarkout }) => buyMarkout)).toEqual([2 / 2000, null]);
    expect(row(state, 400, 2008).map(({ buyMarkout }) => buyMarkout)).toEqual([null, 4 / 2000]);
  });

  test('no book with the trade, or none at its horizon: nothing is told', () => {
    const state = initTradeOutcomes([100]);
    addTradeOutcome(state, buy(10, null));
    addTradeOutcome(state, buy(20, 2000));
    seeMid(state, 60, null);
    expect(row(state, 200, 2000)).toEqual([NOTHING]);
  });

  test('no outcome spans a break', () => {
    const state = initTradeOutcomes([100]);
    addTradeOutcome(state, buy(10, 2000));
    clearTradeOutcomes(state);
    expect(row(state, 200, 2002)).toEqual([NOTHING]);
    expect(row(state, 300, 2002)).toEqual([NOTHING]);
  });

  test('more trades than there is room for: rows that would lack one say nothing, later ones are whole', () => {
    const state = initTradeOutcomes([100, 1000], 4);
    for (let t = 1; t <= 6; t++) addTradeOutcome(state, buy(t, 2000));
    expect(state.lostUntilUs).toEqual([102, 1002]);
    seeMid(state, 50, 2002);
    expect(row(state, 102, 2002)[0]).toEqual(NOTHING);
    expect(row(state, 103, 2002)[0]).toEqual(NOTHING);
    expect(row(state, 110, 2002).map(({ buyMarkout }) => buyMarkout)).toEqual([2 / 2000, null]);
    addTradeOutcome(state, buy(150, 2002));
    expect(row(state, 1003, 2002)[1]).toEqual(NOTHING);
    expect(row(state, 1200, 2002)[1]).toEqual(NOTHING);
    addTradeOutcome(state, buy(1210, 2002));
    expect(row(state, 2300, 2002)[1]!.buyMarkout).toBe(0);
  });

  test('room for a minute of a thousand trades a second; horizons above 0', () => {
    expect(MOST_WAITING).toBeGreaterThan(60_000);
    expect(() => initTradeOutcomes([0])).toThrow(RangeError);
  });
});

const moment = fc.record({
  wait: fc.nat(60),
  kind: fc.constantFrom('mid', 'trade', 'trade', 'row'),
  mid2: fc.oneof(fc.integer({ min: 1990, max: 2010 }), fc.integer({ min: 1990, max: 2010 }), fc.constant(null)),
  priceTicks: fc.integer({ min: 990, max: 1010 }),
  lots: fc.integer({ min: 1, max: 9 }),
  side: fc.constantFrom<1 | -1>(1, -1),
});
type Moment = typeof moment extends fc.Arbitrary<infer M> ? M : never;
const moments = fc.array(moment, { maxLength: 60 });
const HORIZONS = [100, 250];

/** Rows by searching the whole history for the mid as of each horizon. */
function naive(list: readonly Moment[]): { realised: number | null; buy: number | null; sell: number | null }[][] {
  const mids: { time: number; mid2: number | null }[] = [];
  const trades: (Moment & { time: number; mid2: number })[] = [];
  const rows: { realised: number | null; buy: number | null; sell: number | null }[][] = [];
  let time = 0;
  let from = -1;
  for (const one of list) {
    time += one.wait;
    mids.push({ time, mid2: one.mid2 });
    if (one.kind === 'trade' && one.mid2 !== null) trades.push({ ...one, time, mid2: one.mid2 });
    if (one.kind !== 'row') continue;
    rows.push(
      HORIZONS.map((horizon) => {
        const due = trades.filter((t) => t.time + horizon >= from && t.time + horizon < time);
        const known = due.flatMap((t) => {
          const end = mids.filter((m) => m.time <= t.time + horizon).at(-1)!.mid2;
          return end === null ? [] : [{ ...t, move: (t.side * (end - t.mid2)) / t.mid2, realised: (2 * t.side * (2 * t.priceTicks - end)) / t.mid2 }]; // prettier-ignore
        });
        const mean = (of: typeof known, value: (t: (typeof known)[number]) => number) => {
          const lots = of.reduce((sum, t) => sum + t.lots, 0);
          return lots === 0 ? null : of.reduce((sum, t) => sum + t.lots * value(t), 0) / lots;
        };
        const side = (sign: number) => mean(known.filter((t) => t.side === sign), (t) => t.move); // prettier-ignore
        return { realised: mean(known, (t) => t.realised), buy: side(1), sell: side(-1) };
      }),
    );
    from = time;
  }
  return rows;
}

function run(list: readonly Moment[], cut = -1): Outcome[][] {
  let state = initTradeOutcomes(HORIZONS);
  let time = 0;
  return list.flatMap((one, i) => {
    if (i === cut) state = structuredClone(state);
    time += one.wait;
    if (one.kind === 'row') return [row(state, time, one.mid2)];
    if (one.kind === 'trade') addTradeOutcome(state, { ...one, timeUs: time });
    else seeMid(state, time, one.mid2);
    return [];
  });
}

describe('properties', () => {
  test('equals a search through the whole history', () => {
    const close = (actual: number | null, truth: number | null) => {
      if (truth === null) expect(actual).toBeNull();
      else expect(actual).toBeCloseTo(truth, 12);
    };
    fc.assert(
      fc.property(moments, (list) => {
        const truth = naive(list);
        run(list).forEach((outcomes, r) =>
          outcomes.forEach((outcome, k) => {
            close(outcome.realisedSpread, truth[r]![k]!.realised);
            close(outcome.buyMarkout, truth[r]![k]!.buy);
            close(outcome.sellMarkout, truth[r]![k]!.sell);
          }),
        );
      }),
    );
  });

  test('a checkpoint in the middle equals the uninterrupted run', () => {
    fc.assert(
      fc.property(moments, fc.nat(60), (list, cut) => {
        expect(run(list, cut)).toEqual(run(list));
      }),
    );
  });
});
