// Outcomes of random markets against a reference that looks at the whole feed for every decision.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blockSums, blockTotals } from '../../../../src/core/analysis/collect/block-view.js';
import type { Collected } from '../../../../src/core/analysis/collect/collected.js';
import { finishCollector, initCollector } from '../../../../src/core/analysis/collect/collector.js';
import { KEEP_LIMITS } from '../../../../src/core/analysis/collect/lane-state.js';
import { laneAt } from '../../../../src/core/analysis/collect/lanes.js';
import { noOutcome } from '../../../../src/core/analysis/collect/settle.js';
import type { LabelPrice, StudyPlan } from '../../../../src/core/analysis/study-plan.js';
import { Reference, type ReferenceSample } from '../../../support/collect-reference.js';
import { Script, collect, feed } from '../../../support/collecting.js';
import { planOf, spec } from '../../../support/study-plans.js';

const MS = 1_000;

test('nothing is measured before there is a decision', () => {
  expect(Object.values(noOutcome()).every((value) => value === 0)).toBe(true);
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
    if (what < 35) script.quote(ms, (bid += up), [lots, 10 - lots, 1 + (what % 3)]);
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
