// The soak of the screen in its short form, and its verdict.

import { expect, test } from 'vitest';
import {
  type DashboardSoakResult,
  dashboardHolds,
  dashboardLines,
  readDashboardOptions,
  runDashboardSoak,
} from '../../soak/support/dashboard-soak.js';
import { slopeOf } from '../../soak/support/memory-slope.js';

test(
  '--quick: the screen moves, goes through all views, and leaves the terminal clean',
  { timeout: 120_000 },
  async () => {
    const options = readDashboardOptions(['--quick', '--symbols', '3', '--rate', '60']);
    const result = await runDashboardSoak(options);
    expect(dashboardLines(options, result).at(-1)).toMatch(/^PASS/);
    expect(result.scrolls).toBe(0);
  },
);

const options = readDashboardOptions(['--minutes', '60']);
const memory = (perMinute: number) =>
  Array.from({ length: 600 }, (_, i) => ({ seconds: i * 6, mb: 200 + (i / 10) * perMinute }));
const good: DashboardSoakResult = { code: 0, memory: memory(0), pictures: 600, scrolls: 0, isClean: true };

test.each<[string, Partial<DashboardSoakResult>, boolean]>([
  ['flat', {}, true],
  ['growing', { memory: memory(1.2) }, false],
  ['memory never seen', { memory: [] }, false],
  ['a picture that stands still', { pictures: 1 }, false],
  ['a failed capture', { code: 1 }, false],
  ['a terminal left behind', { isClean: false }, false],
])('%s', (_, change, holds) => expect(dashboardHolds(options, { ...good, ...change })).toBe(holds));

test('the slope is that of the samples behind a moment', () => {
  expect(slopeOf(memory(2), 600)).toBeCloseTo(2);
  const bent = memory(0).map((one) => (one.seconds < 1_800 ? { ...one, mb: one.seconds } : one));
  expect(slopeOf(bent, 1_800)).toBeCloseTo(0);
  expect(slopeOf(bent.slice(0, 5), 0)).toBeNull();
});
