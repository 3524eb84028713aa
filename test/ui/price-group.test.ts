// The keys for ticks a row: coarser is coarser than what stands there, finer is finer, whatever the panel chose before.

import { describe, expect, test } from 'vitest';
import { groupFrom } from '../../src/ui/heat-grid.js';
import type { ScreenModel } from '../../src/ui/model.js';
import { panelInput, wordsOf } from '../../src/ui/panel-input.js';
import { layoutFor } from '../../src/ui/model.js';
import { footprintGroup } from '../../src/ui/panels/footprint.js';
import { heatmapGroup } from '../../src/ui/panels/heatmap.js';
import { busySnapshot, pressKeys, startModel } from '../support/screen-model.js';
import { symbolDetail } from '../support/watch-sample.js';

const GROUPS = { heatmap: heatmapGroup, footprint: footprintGroup };

function drawn(model: ScreenModel): number | null {
  const view = model.view as keyof typeof GROUPS;
  const placed = layoutFor(model, model.size).panels.find(({ panel }) => panel === view);
  return placed === undefined ? null : GROUPS[view](panelInput(model, placed, wordsOf(model))!);
}

describe.each([
  ['heatmap', '3'],
  ['footprint', '4'],
])('%s', (_, view) => {
  const auto = pressKeys(startModel(busySnapshot()), view);

  test('] gives more ticks a row than stand there, each time', () => {
    const first = pressKeys(auto, ']');
    expect(drawn(first)).toBeGreaterThan(drawn(auto)!);
    expect(drawn(pressKeys(first, ']'))).toBeGreaterThan(drawn(first)!);
    expect(first.notice?.text).toBe(`${drawn(first)} ticks a row`);
  });

  test('[ gives fewer, and below the finest the panel chooses again', () => {
    const coarse = pressKeys(auto, ']', ']', ']');
    expect(drawn(pressKeys(coarse, '['))).toBeLessThan(drawn(coarse)!);
    const whole = pressKeys(auto, ...Array.from({ length: 20 }, () => ']'));
    let model = whole;
    for (let k = 0; k < 40 && model.choices.groupTicks !== null; k++) model = pressKeys(model, '[');
    expect(model.choices.groupTicks).toBeNull();
    expect(model.notice?.text).toBe('ticks a row as they fit');
  });

  test('where data come in groups, no key goes through steps that look alike', () => {
    const detail = { ...busySnapshot().detail!, groupTicks: 10 };
    const model = pressKeys(startModel(busySnapshot({ detail })), view);
    const steps = [1, 2, 3].map((n) => drawn(pressKeys(model, ...Array.from({ length: n }, () => ']'))));
    expect(new Set([drawn(model), ...steps]).size).toBe(4);
    expect(steps.every((step) => step! % 10 === 0)).toBe(true);
  });
});

test('elsewhere they say where there are rows of ticks', () => {
  const model = pressKeys(startModel(busySnapshot()), '2', ']');
  expect(model.choices.groupTicks).toBeNull();
  expect(model.notice?.text).toBe('only heatmap (3) and footprint (4) have rows of ticks');
});

test('nothing drawn: no number is made up', () => {
  const model = pressKeys(startModel(busySnapshot({ detail: symbolDetail({ heat: null }) })), '3', ']');
  expect(model.choices.groupTicks).toBeNull();
  expect(groupFrom(1, 10)).toBe(10);
});
