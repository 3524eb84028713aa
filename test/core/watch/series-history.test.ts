// Tests of what charts are drawn from.

import { expect, test } from 'vitest';
import { initSeriesHistory, seriesView, stepSeries } from '../../../src/core/watch/series-history.js';
import { fullRow } from '../../support/signal-rows.js';

const T0 = 1_700_000_000_000_000;
const ROW = fullRow();
const rowAt = (ms: number, ofiZ: number | null = ms) => ({ ...ROW, timeUs: T0 + ms * 1000, ofiZ });
const all = { nowUs: T0 + 1e9, spanUs: 2e9, points: 1_000, marks: [] };

test('a point is the last row of its quarter of a second', () => {
  const history = initSeriesHistory(8);
  for (const ms of [0, 100, 240, 250, 600]) stepSeries(history, rowAt(ms));
  const view = seriesView(history, { ...all, points: 100_000 });
  expect(view.timeUs.map((us) => (us - T0) / 1000)).toEqual([240, 250, 600]);
  expect(view.ofiZ).toEqual([240, 250, 600]);
});

test('null stays null, also where an old point stood', () => {
  const history = initSeriesHistory(2);
  for (const ms of [0, 250, 500]) stepSeries(history, rowAt(ms, ms === 500 ? null : ms));
  expect(seriesView(history, { ...all, points: 100_000 }).ofiZ).toEqual([250, null]);
});

test('the oldest points go first, and the span and the number of points are kept to', () => {
  const history = initSeriesHistory(100);
  for (let ms = 0; ms < 60_000; ms += 100) stepSeries(history, rowAt(ms));
  const view = (spanUs: number, points: number) => seriesView(history, { nowUs: T0 + 60e6, spanUs, points, marks: [] });
  expect(view(300e6, 10_000).timeUs).toHaveLength(100);
  expect(view(5e6, 20)).toMatchObject({ stepUs: 250_000 });
  expect(view(5e6, 20).timeUs).toHaveLength(20);
  expect(view(20e6, 10).stepUs).toBe(2_000_000);
  expect(view(20e6, 10).timeUs.length).toBeLessThanOrEqual(10);
  expect(view(20e6, 10).timeUs.every((us) => us > T0 + 40e6)).toBe(true);
});
