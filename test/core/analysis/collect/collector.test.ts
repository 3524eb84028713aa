// The collector: named facts by hand.

import { describe, expect, test } from 'vitest';
import { blockSums, blockTotals } from '../../../../src/core/analysis/collect/block-view.js';
import { initCollector } from '../../../../src/core/analysis/collect/collector.js';
import type { Collected } from '../../../../src/core/analysis/collect/collected.js';
import { type Fed, Script, at, collect, returnBp } from '../../../support/collecting.js';
import { planOf, spec } from '../../../support/study-plans.js';

const MS = 1_000;

/** Events of signal s at the primary lane as [ms of a known start, side, y]. */
const events = (kept: Collected, s = 0) => {
  const list = kept.lanes[0]!.events![s]!;
  return [...list.timeUs].map((timeUs, e) => [(timeUs - at(0)) / MS, list.side[e], list.y[e]]);
};

const totals = (kept: Collected, scheme: 'onset' | 'non-overlap' | 'all', s = 0) =>
  blockTotals(blockSums(kept.lanes[0]!.blocks, s, scheme));

describe('outcomes', () => {
  test('the mid at t + H against the mid at t, both as of that time', () => {
    const script = new Script().quote(0, 1000).decide(10, [1]).quote(109, 1003).quote(110, 1004).quote(111, 1009);
    expect(events(collect(planOf(), script.list))).toEqual([[10, 1, returnBp(2001, 2009)]]);
  });

  test('a tie is a class of its own', () => {
    const script = new Script().quote(0, 1000).decide(0, [-1]).quote(200, 1001).decide(300, [0]);
    expect(totals(collect(planOf(), script.list), 'onset')).toEqual({ n: 1, hits: 0, ties: 1, sum: 0, sumSquares: 0 });
  });

  test('a short is right when the price falls', () => {
    const script = new Script().quote(0, 1000).decide(0, [-1]).quote(50, 990).quote(200, 990);
    const kept = collect(planOf(), script.quote(300, 990, [1, 1]).list);
    expect(totals(kept, 'onset')).toMatchObject({ n: 1, hits: 1, ties: 0 });
    expect(totals(kept, 'onset').sum).toBeCloseTo(-returnBp(2001, 1981), 12);
  });

  test('a latency between grid points uses the quotes of that very time', () => {
    const plan = planOf({ latencyUs: 33 * MS });
    const script = new Script().quote(0, 1000).decide(0, [1]).quote(32, 1010).quote(34, 1020).quote(132, 1030);
    const kept = collect(plan, script.quote(134, 1040).list);
    expect(events(kept)).toEqual([[0, 1, returnBp(2021, 2061)]]);
  });

  test('an executable outcome depends on the side', () => {
    const plan = planOf({ label: 'executable', signals: [spec('a', 'primary'), spec('b')] });
    const script = new Script().quote(0, 1000, [5, 5, 2]).decide(0, [1, -1]).quote(50, 1004, [5, 5, 3]).quote(200, 1);
    const kept = collect(plan, script.list);
    expect(events(kept, 0)).toEqual([[0, 1, returnBp(1002, 1004)]]);
    expect(events(kept, 1)).toEqual([[0, -1, returnBp(1000, 1007)]]);
    expect(kept.store.yLong[0]).toBe(returnBp(1002, 1004));
    expect(kept.store.yShort[0]).toBe(returnBp(1000, 1007));
    expect(kept.store.y[0]).toBe(returnBp(2002, 2011));
  });

  test('a microprice moves with the sizes', () => {
    const script = new Script().quote(0, 1000, [1, 3]).decide(0, [1]).quote(50, 1000, [3, 1]).quote(200, 1000);
    expect(events(collect(planOf({ label: 'microprice' }), script.list))).toEqual([[0, 1, returnBp(1000.25, 1000.75)]]);
  });
});

describe('what has no outcome', () => {
  const dropped = (list: readonly Fed[], plan = planOf()) => {
    const kept = collect(plan, list);
    return [kept.lanes[0]!.dropped[0], totals(kept, 'all').n];
  };

  test('a break between entry and exit', () => {
    const script = new Script().quote(0, 1000).decide(10, [1]).broken(60).quote(70, 1000).quote(200, 1000);
    expect(dropped(script.list)).toEqual([1, 0]);
  });

  test('a break after the exit does no harm', () => {
    const script = new Script().quote(0, 1000).decide(10, [1]).broken(111).quote(170, 1000).quote(200, 1000);
    expect(dropped(script.list)).toEqual([0, 1]);
  });

  test('the last H of the data', () => {
    const script = new Script().quote(0, 1000).decide(99, [1]).decide(100, [1]).decide(101, [1]).quote(200, 1001);
    expect(dropped(script.list)).toEqual([1, 2]);
  });

  test('quotes that cannot be read at entry or exit', () => {
    const script = new Script().decide(0, [1]).quote(10, 1000).decide(20, [1]).unreadable(50).decide(60, [1]);
    expect(dropped(script.quote(130, 1001).quote(500, 1002).list)).toEqual([3, 0]);
  });

  test('a silence long enough to make the state stale, from then on', () => {
    const plan = planOf({ staleUs: 300 * MS });
    const script = new Script().quote(0, 1000).decide(100, [1]).decide(150, [1]).decide(250, [1]);
    script.silence(10, 600).decide(500, [1]).quote(600, 1001).decide(600, [1]).quote(900, 1002);
    // Exits at 200 and 250 are before 310, the others are not.
    expect(dropped(script.list, plan)).toEqual([2, 3]);
  });

  test('a silence between entry and exit does no harm: what stood before and after it is known', () => {
    const plan = planOf({ staleUs: 20 * MS });
    const script = new Script().quote(0, 1000).decide(10, [1]).silence(30, 90).quote(90, 1001).quote(200, 1002);
    expect(dropped(script.list, plan)).toEqual([0, 1]);
  });

  test('only breaks count as breaks', () => {
    const script = new Script()
      .quote(0, 1000)
      .decide(10, [1])
      .broken(60)
      .quote(70, 1000)
      .decide(150, [1])
      .quote(200, 1000);
    const [lane] = collect(planOf(), script.list).lanes;
    expect([lane!.dropped[0], lane!.broken[0]]).toEqual([2, 1]);
  });

  test('a shorter silence means nothing', () => {
    const script = new Script().quote(0, 1000).decide(10, [1]).silence(10, 9_000).quote(9_000, 1001);
    expect(dropped(script.list)).toEqual([0, 1]);
  });
});

describe('which samples count', () => {
  test('onsets: the first sample in the zone, then nothing for the horizon', () => {
    const script = new Script().quote(0, 1000);
    for (const [ms, side] of [[0, 1], [10, 1], [20, 0], [50, 1], [60, 0], [110, 1], [150, 1], [260, 1]] as const) script.decide(ms, [side]); // prettier-ignore
    const kept = collect(planOf(), script.quote(1000, 1001).list);
    expect(events(kept).map(([ms]) => ms)).toEqual([0, 110]);
    expect([...kept.lanes[0]!.entries]).toEqual([3]);
    expect(totals(kept, 'non-overlap').n).toBe(3);
    expect(totals(kept, 'all').n).toBe(6);
  });

  test('a side flip is an onset', () => {
    const script = new Script().quote(0, 1000).decide(0, [1]).decide(100, [-1]).decide(200, [1]).quote(900, 1000);
    const kept = collect(planOf(), script.quote(901, 1002).list);
    expect(events(kept).map(([ms, side]) => [ms, side])).toEqual([[0, 1], [100, -1], [200, 1]]); // prettier-ignore
    expect(blockTotals(blockSums(kept.lanes[0]!.blocks, 0, 'short')).n).toBe(1);
  });

  test('a break ends the refractory time and the zone', () => {
    const script = new Script().quote(0, 1000).decide(0, [1]).broken(10).quote(20, 1000).decide(30, [1]);
    expect(events(collect(planOf(), script.quote(900, 1000).quote(901, 1).list)).map(([ms]) => ms)).toEqual([30]);
  });

  test('single events are entries one by one', () => {
    const script = new Script().quote(0, 1000).decide(0, [1]).decide(50, [1]).decide(100, [1]).quote(900, 1);
    expect(collect(planOf(), script.list, { entry: 'each' }).lanes[0]!.entries[0]).toBe(3);
    expect(events(collect(planOf(), script.list, { entry: 'each' })).map(([ms]) => ms)).toEqual([0, 100]);
  });

  test('momentum and reversal follow the past return over the horizon of the lane', () => {
    const plan = planOf({ signals: [spec('momentum', 'baseline'), spec('reversal', 'baseline')] });
    const script = new Script().quote(0, 1000).quote(50, 1002).decide(60, [0, 0]).decide(120, [0, 0]).quote(500, 1003);
    const kept = collect(plan, script.list);
    const y = returnBp(2005, 2005);
    expect(events(kept, 0)).toEqual([[120, 1, y]]);
    expect(events(kept, 1)).toEqual([[120, -1, y]]);
    expect(kept.lanes[0]!.events![0]!.value[0]).toBe(returnBp(2001, 2005));
  });

  test('runs, valid samples and sides are counted over all decisions', () => {
    const script = new Script().quote(0, 1000).decide(0, [1]).decide(10, [1]).decide(20, [-1]).decide(40, [0], [NaN]);
    expect(collect(planOf(), script.decide(50, [0]).list).signals).toEqual([
      {
        valid: 4,
        long: 2,
        short: 1,
        entries: 2,
        runs: 2,
        runUs: 40 * MS,
        autocorrelation: [expect.any(Number), null, null],
      },
    ]);
  });
});

test('a plan whose primary horizon is not judged is refused', () => {
  expect(() => initCollector(planOf({ primaryUs: 7 }))).toThrow('primary horizon 7');
});

describe('limit orders', () => {
  const makers = (script: Script) => collect(planOf(), script.list).lanes[0]!.makers![0]!;

  test('of an onset: counted, filled behind the queue, left as taker at the end of the horizon', () => {
    const script = new Script().quote(0, 1000, [3, 5]).decide(10, [1]).trade(20, 1000, -3).trade(30, 1000, -1);
    script.quote(60, 1004, [3, 5]).quote(400, 1004, [9, 9]);
    const list = makers(script);
    expect([list.orders, list.filled]).toEqual([1, 1]);
    expect([...list.fillUs]).toEqual([at(30)]);
    expect([...list.paidTaker]).toEqual([returnBp(1000, 1004)]);
    expect([...list.grossTaker]).toEqual([returnBp(2001, 2009)]);
    expect([...list.paidMaker]).toEqual([returnBp(1000, 1004)]);
    expect([...list.passiveExit]).toEqual([0]);
  });

  test('a break leaves an order that was not over out of the count', () => {
    const script = new Script().quote(0, 1000).decide(10, [1]).broken(60).quote(70, 1000).quote(400, 1004);
    expect(makers(script)).toMatchObject({ orders: 0, filled: 0 });
  });
});
