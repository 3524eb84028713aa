// The collector: named facts by hand, and the whole against a reference that looks at everything for every decision.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blockSums, blockTotals } from '../../../../src/core/analysis/collect/block-view.js';
import { finishCollector, initCollector } from '../../../../src/core/analysis/collect/collector.js';
import { KEEP_LIMITS } from '../../../../src/core/analysis/collect/lane-state.js';
import { laneAt } from '../../../../src/core/analysis/collect/lanes.js';
import type { Collected } from '../../../../src/core/analysis/collect/collected.js';
import type { LabelPrice, StudyPlan } from '../../../../src/core/analysis/study-plan.js';
import { Reference, type ReferenceSample } from '../../../support/collect-reference.js';
import { type Fed, Script, at, collect, feed, returnBp } from '../../../support/collecting.js';
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
    const script = new Script().quote(0, 1000, [5, 5], 2).decide(0, [1, -1]).quote(50, 1004, [5, 5], 3).quote(200, 1);
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
      { valid: 4, long: 2, short: 1, entries: 2, runs: 2, runUs: 40 * MS },
    ]);
  });
});

/** Steps of a random market: ms since the step before, and what happens. */
const step = fc.record({
  wait: fc.constantFrom(0, 1, 5, 20, 50, 130),
  what: fc.integer({ min: 0, max: 99 }),
  up: fc.integer({ min: -2, max: 2 }),
  lots: fc.integer({ min: 1, max: 9 }),
  sides: fc.tuple(fc.integer({ min: -1, max: 1 }), fc.integer({ min: -1, max: 1 })),
});

interface Step {
  readonly wait: number;
  readonly what: number;
  readonly up: number;
  readonly lots: number;
  readonly sides: readonly [number, number];
}

function scriptOf(steps: readonly Step[]): Script {
  const script = new Script().quote(0, 1000);
  let ms = 0;
  let bid = 1000;
  for (const { wait, what, up, lots, sides } of steps) {
    ms += wait;
    if (what < 35) script.quote(ms, (bid += up), [lots, 10 - lots], 1 + (what % 3));
    else if (what < 40) script.trade(ms, bid + Math.max(0, up), up < 0 ? -lots : lots);
    else if (what < 42) script.unreadable(ms);
    else if (what < 44) script.broken(ms);
    else if (what < 46) script.silence(ms, (ms += 200 * (1 + (what % 2))));
    else if (what < 47) ms += 9_000;
    else script.decide(ms, [...sides, 0, 0], [up, sides[1] === 0 ? NaN : sides[1], NaN, NaN]);
  }
  return script;
}

const PLAN = planOf({
  signals: [spec('a', 'primary'), spec('b'), spec('momentum', 'baseline'), spec('reversal', 'baseline')],
  horizonsUs: [100 * MS, 250 * MS],
  latencyUs: 30 * MS,
  decayHorizonsUs: [60 * MS, 100 * MS],
  decayLatenciesUs: [0, 30 * MS, 77 * MS],
  staleUs: 250 * MS,
});

const labels = fc.constantFrom<LabelPrice>('mid', 'microprice', 'executable');
const rules = fc.constantFrom('edge' as const, 'each' as const);
const markets = fc.array(step, { minLength: 20, maxLength: 220 });

function expectLane(kept: Collected, reference: Reference, l: number): void {
  const lane = kept.lanes[l]!;
  for (let s = 0; s < kept.plan.signals.length; s++) {
    const samples = reference.samples(s, lane);
    const known = samples.filter(({ outcome }) => outcome !== null);
    expect(lane.dropped[s]).toBe(samples.length - known.length);
    expect(lane.entries[s]).toBe(known.filter(({ entered }) => entered).length);
    const groups: ['onset' | 'non-overlap' | 'all', (sample: ReferenceSample) => boolean][] = [
      ['onset', ({ onset }) => onset],
      ['non-overlap', ({ spaced }) => spaced],
      ['all', () => true],
    ];
    for (const [scheme, counts] of groups) expectSums(lane.blocks, { s, scheme }, known.filter(counts));
    if (lane.events !== null)
      expectEvents(
        kept,
        { l, s },
        known.filter(({ onset }) => onset),
      );
  }
}

const gainOf = ({ side, outcome }: ReferenceSample) => (side > 0 ? outcome!.long : -outcome!.short);

function expectSums(
  blocks: Collected['lanes'][number]['blocks'],
  { s, scheme }: { s: number; scheme: 'onset' | 'non-overlap' | 'all' },
  samples: readonly ReferenceSample[],
): void {
  const sums = blockSums(blocks, s, scheme);
  [...blocks.numbers].forEach((number, b) => {
    const gains = samples.filter(({ timeUs }) => Math.floor(timeUs / blocks.lengthUs) === number).map(gainOf);
    expect(sums.n[b]).toBe(gains.length);
    expect(sums.hits[b]).toBe(gains.filter((gain) => gain > 0).length);
    expect(sums.ties[b]).toBe(gains.filter((gain) => gain === 0).length);
    expect(sums.sum[b]).toBeCloseTo(
      gains.reduce((a, gain) => a + gain, 0),
      8,
    );
    expect(sums.sumSquares[b]).toBeCloseTo(
      gains.reduce((a, gain) => a + gain * gain, 0),
      5,
    );
  });
  expect(blockTotals(sums).n).toBe(samples.length);
}

function expectEvents(kept: Collected, { l, s }: { l: number; s: number }, onsets: readonly ReferenceSample[]): void {
  const list = kept.lanes[l]!.events![s]!;
  expect(list.seen).toBe(onsets.length);
  const expected = onsets.filter((_, e) => e % list.stride === 0);
  expect([...list.timeUs]).toEqual(expected.map(({ timeUs }) => timeUs));
  expect([...list.side]).toEqual(expected.map(({ side }) => side));
  expect([...list.y]).toEqual(expected.map(({ side, outcome }) => (side > 0 ? outcome!.long : outcome!.short)));
  expect([...list.yMid]).toEqual(expected.map(({ outcome }) => outcome!.yMid));
  expect([...list.yExecutable]).toEqual(expected.map(({ side, outcome }) => (side > 0 ? outcome!.buy : outcome!.sell)));
}

function expectStore(kept: Collected, reference: Reference, plan: StudyPlan): void {
  const { store } = kept;
  const judged = plan.horizonsUs;
  expect(store.moments).toBe(Math.ceil(reference.count / store.stride));
  for (let m = 0; m < store.moments; m++) {
    const d = m * store.stride;
    expect(store.timeUs[m]).toBe(reference.timeUs(d));
    plan.signals.forEach((_, s) => {
      expect(store.values[m * plan.signals.length + s]).toBe(reference.value(d, s));
      expect(store.sides[m * plan.signals.length + s]! + 0).toBe(reference.side(d, s, plan.primaryUs) + 0);
    });
    judged.forEach((horizonUs, j) => {
      const outcome = reference.outcome(d, laneAt(kept.lanes, horizonUs, plan.latencyUs)!);
      expect(store.y[m * judged.length + j]).toBe(outcome?.y ?? NaN);
      expect(store.yLong[m * judged.length + j]).toBe(outcome?.long ?? NaN);
      expect(store.yShort[m * judged.length + j]).toBe(outcome?.short ?? NaN);
      expect(store.past[m * judged.length + j]).toBe(reference.past(d, horizonUs));
    });
  }
}

describe('against the reference', () => {
  test('sums, events, store and moves of random markets', () => {
    fc.assert(
      fc.property(markets, labels, rules, (steps, label, entry) => {
        const plan = { ...PLAN, label };
        const { list } = scriptOf(steps);
        const limits = { ...KEEP_LIMITS, blocks: 3, decayBlocks: 2, events: 5, otherEvents: 4, moments: 16 };
        const kept = collect(plan, list, { entry, limits });
        const reference = new Reference(plan, list, entry);
        expect(kept.lanes.map(({ horizonUs, latencyUs }) => [horizonUs, latencyUs])).toEqual(
          reference.lanes().map(({ horizonUs, latencyUs }) => [horizonUs, latencyUs]),
        );
        kept.lanes.forEach((_, l) => expectLane(kept, reference, l));
        expectStore(kept, reference, plan);
        for (const { horizonUs, n, ups, ties } of kept.moves)
          expect([n, ups, ties]).toEqual(reference.moves(horizonUs));
        expect(kept.moves.map(({ horizonUs }) => horizonUs)).toEqual(reference.horizons());
      }),
      { numRuns: 60 },
    );
  });

  test('a checkpoint in the middle equals the uninterrupted run', () => {
    fc.assert(
      fc.property(markets, fc.nat(), (steps, cut) => {
        const { list } = scriptOf(steps);
        let c = initCollector(PLAN);
        list.forEach((fed, k) => {
          if (k === cut % list.length) c = structuredClone(c);
          feed(c, fed);
        });
        expect(finishCollector(c)).toEqual(collect(PLAN, list));
      }),
      { numRuns: 40 },
    );
  });

  test('what was settled before a time does not change with what comes after it', () => {
    fc.assert(
      fc.property(markets, fc.nat(), (steps, cut) => {
        const { list } = scriptOf(steps);
        const part = list.slice(0, 1 + (cut % list.length));
        const whole = collect(PLAN, list);
        const early = collect(PLAN, part);
        for (const [l, lane] of early.lanes.entries()) {
          lane.events?.forEach((events, s) => {
            const n = events.timeUs.length;
            const of = whole.lanes[l]!.events![s]!;
            expect([...of.timeUs.slice(0, n)]).toEqual([...events.timeUs]);
            expect([...of.y.slice(0, n)]).toEqual([...events.y]);
            expect([...of.value.slice(0, n)]).toEqual([...events.value]);
          });
        }
        const n = early.store.moments * PLAN.signals.length;
        expect([...whole.store.values.slice(0, n)]).toEqual([...early.store.values]);
        expect([...whole.store.sides.slice(0, n)]).toEqual([...early.store.sides]);
        early.store.y.forEach((y, k) => {
          if (!Number.isNaN(y)) expect(whole.store.y[k]).toBe(y);
        });
      }),
      { numRuns: 40 },
    );
  });
});
