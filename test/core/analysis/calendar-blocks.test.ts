// Calendar-block inference: named facts, and its coverage on planted data.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type BlockRatio,
  blockEffectiveN,
  blockEstimate,
  blockInterval,
  blockLower,
  blockUpper,
  bootstrapDifference,
  bootstrapRatios,
  expandedShare,
} from '../../../src/core/analysis/calendar-blocks.js';
import { wilsonInterval } from '../../../src/core/stats/proportion.js';
import { initRng, nextUniform } from '../../../src/core/stats/rng.js';
import { type Calendar, makeOutcomes } from './clustered-outcomes.js';

const rateOf = (total: ArrayLike<number>, count: ArrayLike<number>): BlockRatio => ({ kind: 'rate', total, count });
const options = (seed = 1): { replications: number; rng: ReturnType<typeof initRng> } => ({
  replications: 1000,
  rng: initRng(seed),
});
const one = (ratio: BlockRatio, seed?: number) => bootstrapRatios([ratio], options(seed))[0]!;
const repeat = (length: number, value: (i: number) => number): Float64Array =>
  Float64Array.from({ length }, (_, i) => value(i));

describe('named facts', () => {
  test('independent outcomes, one a block: n_eff is close to n and the interval to Wilson', () => {
    const { counts, hitCounts, n, hits } = makeOutcomes(
      { blocks: 1000, active: 0.4, perBlock: 1, rate: 0.6, mood: 0, memory: 0 },
      initRng(4),
    );
    const bootstrap = one(rateOf(hitCounts, counts));
    const [interval, wilson] = [blockInterval(bootstrap)!, wilsonInterval(hits, n)!];
    expect(bootstrap.value).toBe(hits / n);
    expect(bootstrap.n).toBe(n);
    expect(blockEffectiveN(bootstrap)! / n).toBeGreaterThan(0.85);
    expect(Math.abs(interval.low - wilson.low)).toBeLessThan(0.012);
    expect(Math.abs(interval.high - wilson.high)).toBeLessThan(0.012);
  });

  test('outcomes that are copies of one another count once', () => {
    const rng = initRng(8);
    const outcome = repeat(400, () => (nextUniform(rng) < 0.6 ? 1 : 0));
    const single = one(
      rateOf(
        outcome,
        repeat(400, () => 1),
      ),
    );
    const tenfold = one(
      rateOf(
        outcome.map((value) => 10 * value),
        repeat(400, () => 10),
      ),
    );
    expect(tenfold.n).toBe(4000);
    expect(blockEffectiveN(tenfold)).toBeCloseTo(blockEffectiveN(single)!, 6);
    expect(blockInterval(tenfold)).toEqual(blockInterval(single));
  });

  test('neighbours that are alike are drawn together', () => {
    const { counts, hitCounts } = makeOutcomes(
      { blocks: 600, active: 1, perBlock: 5, rate: 0.55, mood: 0.6, memory: 0.8 },
      initRng(21),
    );
    const bootstrap = one(rateOf(hitCounts, counts));
    const alone = bootstrapRatios([rateOf(hitCounts, counts)], { ...options(), run: 1 })[0]!;
    expect(bootstrap.run).toBeGreaterThan(4);
    expect(alone.run).toBe(1);
    expect(bootstrap.variance!).toBeGreaterThan(1.5 * alone.variance!);
  });

  test('fewer than ten blocks with outcomes: a value, no interval, and why', () => {
    const count = repeat(500, (i) => (i % 60 === 0 ? 30 : 0));
    const bootstrap = one(
      rateOf(
        count.map((n, i) => (i < 250 ? n : n / 2)),
        count,
      ),
    );
    expect(bootstrap.activeBlocks).toBe(9);
    expect([blockLower(bootstrap, 0.05), blockUpper(bootstrap, 0.05), blockInterval(bootstrap)]).toEqual([
      null,
      null,
      null,
    ]);
    expect(blockEstimate(bootstrap)).toMatchObject({
      low: null,
      high: null,
      nEff: null,
      reason: 'few_blocks',
      method: 'none',
    });
    expect(blockEstimate(bootstrap).value).toBeCloseTo(7 / 9, 1);
  });

  test('many blocks of which one holds nearly all outcomes are few', () => {
    const count = repeat(100, (i) => (i === 50 ? 1000 : 1));
    expect(
      one(
        rateOf(
          count.map((n) => Math.floor(n / 2)),
          count,
        ),
      ).reason,
    ).toBe('few_blocks');
  });

  test('no outcomes', () => {
    const none = one(rateOf(new Float64Array(40), new Float64Array(40)));
    expect(blockEstimate(none)).toMatchObject({ value: null, n: 0, reason: 'no_outcomes' });
    expect(one(rateOf([], [])).reason).toBe('no_outcomes');
  });

  test('all hits: as sure as one outcome a block can make it, 0.05^(1/50)', () => {
    const count = repeat(50, () => 2);
    const sure = one(rateOf(count, count));
    expect(sure.value).toBe(1);
    expect(blockLower(sure, 0.05)).toBeCloseTo(Math.exp(Math.log(0.05) / 50), 12);
    expect(blockUpper(sure, 0.05)).toBe(1);
    const never = one(rateOf(new Float64Array(50), count));
    expect(blockInterval(never)!.low).toBe(0);
    expect(blockInterval(never)!.high).toBeCloseTo(1 - Math.exp(Math.log(0.025) / 50), 12);
  });

  test('a mean that never varies has no interval', () => {
    const count = repeat(50, () => 2);
    expect(one({ kind: 'mean', total: count.map((n) => 3 * n), count }).reason).toBe('constant');
  });

  test('few blocks widen the shares: t with the stretch √(G/(G − 1)) instead of z', () => {
    expect(expandedShare(0.025, 1e6)).toBeCloseTo(0.025, 6);
    // t(.975; 9) = 2.262157, × √(10/9) = 2.384520, Φ(−2.384520).
    expect(expandedShare(0.025, 10)).toBeCloseTo(0.00855067, 6);
  });

  test('a stricter level is never narrower, and the two-sided interval is two bounds', () => {
    const { counts, hitCounts } = makeOutcomes(
      { blocks: 200, active: 0.5, perBlock: 3, rate: 0.55, mood: 0.4, memory: 0 },
      initRng(2),
    );
    const bootstrap = one(rateOf(hitCounts, counts));
    const lows = [0.1, 0.05, 0.025, 0.0125].map((alpha) => blockLower(bootstrap, alpha)!);
    expect(lows).toEqual([...lows].sort((a, b) => b - a));
    expect(blockInterval(bootstrap)).toEqual({ low: lows[2], high: blockUpper(bootstrap, 0.025) });
  });
});

describe('pairs', () => {
  const calendar: Calendar = { blocks: 300, active: 0.6, perBlock: 4, rate: 0.6, mood: 0.8, memory: 0 };

  test('a signal against itself: no difference at all', () => {
    const { counts, hitCounts } = makeOutcomes(calendar, initRng(5));
    const same = bootstrapDifference(rateOf(hitCounts, counts), rateOf(hitCounts, counts), options());
    expect([same.value, same.sorted[0], same.sorted.at(-1), same.reason]).toEqual([0, 0, 0, 'constant']);
  });

  test('what both share cancels: far narrower than the two alone', () => {
    const { counts, hitCounts } = makeOutcomes(calendar, initRng(6));
    const rng = initRng(7);
    const worse = hitCounts.map((value) => Math.max(0, value - (nextUniform(rng) < 0.1 ? 1 : 0)));
    const [a, b] = [rateOf(hitCounts, counts), rateOf(worse, counts)];
    const difference = bootstrapDifference(a, b, options());
    const paired = blockInterval(difference)!;
    const alone = blockInterval(one(a))!;
    expect(difference.value).toBeCloseTo(one(a).value! - one(b).value!, 12);
    expect(paired.low).toBeGreaterThan(0);
    expect(paired.high - paired.low).toBeLessThan(0.6 * (alone.high - alone.low));
    expect(blockEstimate(difference).nEff).toBeNull();
  });

  test('turned round it is its own mirror', () => {
    const [left, right] = [makeOutcomes(calendar, initRng(1)), makeOutcomes(calendar, initRng(2))];
    const [a, b] = [rateOf(left.hitCounts, left.counts), rateOf(right.hitCounts, right.counts)];
    const [forth, back] = [bootstrapDifference(a, b, options()), bootstrapDifference(b, a, options())];
    expect(forth.value).toBe(-back.value!);
    expect([...forth.sorted]).toEqual([...back.sorted].reverse().map((value) => -value));
  });

  test('a side without outcomes', () => {
    const { counts, hitCounts } = makeOutcomes(calendar, initRng(1));
    const none = rateOf(new Float64Array(300), new Float64Array(300));
    expect(bootstrapDifference(rateOf(hitCounts, counts), none, options()).reason).toBe('no_outcomes');
  });
});

test('several ratios on one draw: each lies between the extremes of its blocks', () => {
  const block = fc.record({ n: fc.integer({ min: 0, max: 5 }), edge: fc.double({ min: -9, max: 9, noNaN: true }) });
  fc.assert(
    fc.property(fc.array(block, { minLength: 1, maxLength: 40 }), fc.integer(), (blocks, seed) => {
      const count = blocks.map(({ n }) => n);
      const total = blocks.map(({ n, edge }) => n * edge);
      const hits = blocks.map(({ n, edge }) => (edge > 0 ? n : 0));
      const ratios: BlockRatio[] = [rateOf(hits, count), { kind: 'mean', total, count }];
      const [rate, edge] = bootstrapRatios(ratios, { replications: 40, rng: initRng(seed) });
      for (const { sorted, value, n, reason } of [rate!, edge!]) {
        expect(value === null).toBe(n === 0);
        expect(reason === 'no_outcomes').toBe(n === 0);
        expect(sorted.every((draw) => draw >= -9.000001 && draw <= 9.000001)).toBe(true);
      }
      expect(rate!.sorted.every((draw) => draw >= 0 && draw <= 1)).toBe(true);
    }),
    { numRuns: 40 },
  );
});

interface Coverage {
  readonly covered: number;
  readonly belowOneSided: number;
  readonly medianWidth: number;
}

/** Shares of some 250 data sets, and the median width in units of Wilson's; those with too few blocks are left out. */
function coverageOf(calendar: Calendar, seed: number): Coverage {
  const rng = initRng(seed);
  let [covered, belowOneSided] = [0, 0];
  const widths: number[] = [];
  for (let r = 0; r < 250; r++) {
    const { counts, hitCounts, n, hits } = makeOutcomes(calendar, rng);
    const bootstrap = bootstrapRatios([rateOf(hitCounts, counts)], { replications: 500, rng })[0]!;
    const [interval, wilson] = [blockInterval(bootstrap), wilsonInterval(hits, n)!];
    if (interval === null) continue;
    if (interval.low <= calendar.rate && calendar.rate <= interval.high) covered++;
    if (blockLower(bootstrap, 0.05)! > calendar.rate) belowOneSided++;
    widths.push((interval.high - interval.low) / (wilson.high - wilson.low));
  }
  const runs = widths.length;
  expect(runs).toBeGreaterThan(225);
  widths.sort((a, b) => a - b);
  return { covered: covered / runs, belowOneSided: belowOneSided / runs, medianWidth: widths[runs >> 1]! };
}

describe('coverage of the 95 % interval', () => {
  test.each([
    ['a hundred independent outcomes', { blocks: 400, active: 0.25, perBlock: 1, rate: 0.55, mood: 0, memory: 0 }],
    ['a full calendar', { blocks: 300, active: 1, perBlock: 1, rate: 0.6, mood: 0, memory: 0 }],
  ])('%s: at least 92 %%, no wider than 1.3 × Wilson', (_, calendar) => {
    const { covered, belowOneSided, medianWidth } = coverageOf(calendar, 77);
    expect(covered).toBeGreaterThanOrEqual(0.92);
    expect(belowOneSided).toBeLessThanOrEqual(0.09);
    expect(medianWidth).toBeLessThanOrEqual(1.3);
    expect(medianWidth).toBeGreaterThanOrEqual(0.95);
  });

  test.each([
    ['some thirty clusters', { blocks: 80, active: 0.4, perBlock: 5, rate: 0.55, mood: 0.6, memory: 0 }],
    ['two hundred clusters', { blocks: 400, active: 0.5, perBlock: 5, rate: 0.55, mood: 0.6, memory: 0 }],
    ['moods that last', { blocks: 400, active: 1, perBlock: 5, rate: 0.55, mood: 0.6, memory: 0.5 }],
  ])('%s: at least 92 %%, where Wilson would be far too sure', (_, calendar) => {
    const { covered, belowOneSided, medianWidth } = coverageOf(calendar, 77);
    expect(covered).toBeGreaterThanOrEqual(0.92);
    expect(belowOneSided).toBeLessThanOrEqual(0.09);
    expect(medianWidth).toBeGreaterThan(1.3);
  });
});
