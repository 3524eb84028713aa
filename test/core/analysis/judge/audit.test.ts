// The audit of the bounds on what cannot predict, and that it sees a broken rule.

import { describe, expect, test } from 'vitest';
import type { EventList } from '../../../../src/core/analysis/collect/collected.js';
import { type AuditQuestion, audit } from '../../../../src/core/analysis/judge/audit.js';
import { finish } from '../../../../src/core/analysis/judge/context.js';
import { MOST_FALSE_PASSES, atMost } from '../../../../src/core/analysis/judge/gates.js';
import { drawShifts, leastShift, shiftTest } from '../../../../src/core/analysis/judge/shifts.js';
import { type StoreSeries, storeSeries } from '../../../../src/core/analysis/judge/store-series.js';
import { initRng } from '../../../../src/core/stats/rng.js';
import { MINUTE_US, plantedCollected } from '../../../support/planted-study.js';

const collected = plantedCollected({ rho: 0.3, steps: 1_500 });
const series = storeSeries(collected, { s: 0, h: 0 });
const events: EventList = collected.lanes[0]!.events![0]!;

const question = (over: Partial<AuditQuestion> = {}): AuditQuestion => ({
  series,
  events,
  horizonUs: MINUTE_US,
  lengthUs: collected.lanes[0]!.blocks.lengthUs,
  bar: 0.55,
  runs: 300,
  rng: initRng(1),
  ...over,
});

describe('audit', () => {
  test.each([0.5, 0.55, 0.6, 0.4])('passes about one in twenty at a bar of %d', (bar) => {
    const count = finish(audit(question({ bar })))!;
    expect(count.runs).toBe(300);
    expect(count.passed / count.runs).toBeLessThan(0.08);
    expect(count.failed / count.runs).toBeLessThan(0.08);
    expect(count.passed + count.failed).toBeGreaterThan(5);
  });

  test('without a bar it asks about chance itself', () => {
    expect(finish(audit(question({ bar: null })))!.passed / 300).toBeLessThan(0.08);
  });

  test('sees bounds that are too narrow, and the gate closes', () => {
    // Sides and outcomes come in spells of 400 minutes: seven of them are all there is, whatever the number of outcomes.
    const many = plantedCollected({ steps: 3_000, threshold: 0 });
    const own = storeSeries(many, { s: 0, h: 0 });
    const spell = (m: number, salt: number): number =>
      Math.imul(Math.floor(m / 400) + salt, 0x9e3779b1) >>> 31 === 0 ? 1 : -1;
    const y = own.y.map((_, m) => spell(m, 1));
    const list: EventList = { ...events, timeUs: own.timeUs, side: Int8Array.from(y, (_, m) => spell(m + 170, 9)), y };
    const count = finish(audit(question({ series: { ...own, y, yLong: y, yShort: y }, events: list, bar: null })))!;
    expect(atMost('null_audit', Math.max(count.passed, count.failed) / count.runs, MOST_FALSE_PASSES).passed).toBe(
      false,
    );
  });

  test('cannot be made where nothing can be shifted', () => {
    const short = plantedCollected({ steps: 5 });
    const few = storeSeries(short, { s: 0, h: 0 });
    expect(finish(audit(question({ series: few, events: short.lanes[0]!.events![0]! })))).toBeNull();
  });
});

describe('shifts', () => {
  test('stay away from no shift, both ways', () => {
    const least = leastShift(series, MINUTE_US);
    expect(least).toBeGreaterThanOrEqual(15);
    const shifts = drawShifts(1_500, least, { most: 200, rng: initRng(2) });
    expect(new Set(shifts).size).toBe(200);
    expect(Math.min(...shifts)).toBeGreaterThanOrEqual(least);
    expect(Math.max(...shifts)).toBeLessThanOrEqual(1_500 - least);
    expect([...drawShifts(10, 4, { most: 200, rng: initRng(2) })]).toEqual([4, 5, 6]);
    expect(drawShifts(5, 4, { most: 200, rng: initRng(2) })).toHaveLength(0);
  });

  test('tell skill from none, whatever way the market drifts', () => {
    const one = { horizonUs: MINUTE_US, most: Infinity };
    expect(shiftTest(series, one)!.p).toBeLessThan(0.01);
    expect(shiftTest(series, { ...one, most: 500 })!.shifts).toBeLessThan(500);
    // Always long where prices always rise: every hit is the market's, and no shift does worse.
    const rising: StoreSeries = { ...series, y: series.y.map(() => 1), side: series.side.map(() => 1) };
    expect(shiftTest(rising, one)!.p).toBe(1);
    expect(shiftTest({ ...series, side: series.side.map(() => 0) }, one)).toBeNull();
  });
});
