// The depth heatmap: grouping, scale, best prices, bubbles, lost books, frames.

import { describe, expect, test } from 'vitest';
import type { HeatView } from '../../../src/core/watch/detail.js';
import type { Frame, Tone } from '../../../src/ui/cell.js';
import { ASCII_GLYPHS, SHADE_GLYPHS } from '../../../src/ui/glyphs.js';
import { groupFrom, bubbles, heatGrid, heatScale } from '../../../src/ui/heat-grid.js';
import { heatmapPanel } from '../../../src/ui/panels/heatmap.js';
import { cellsWith, expectGolden, expectGoldens, panelInput, textOf, VIEW } from '../../support/panel-frames.js';
import { NOON_US, symbolDetail, watchSnapshot } from '../../support/watch-sample.js';
import { minuteHeat } from '../../support/watch-heat.js';

const withHeat = (heat: HeatView | null) => watchSnapshot({ detail: symbolDetail({ heat }) });
const input = panelInput({ snapshot: withHeat(minuteHeat()) });

const range = { fromUs: NOON_US - 60_000_000, toUs: NOON_US };

/** The tones of half-blocks, which a text frame does not show: two lines of letters a line of the screen. */
function toneMap(frame: Frame): string {
  const letter = (tone: Tone | undefined): string =>
    tone === undefined || tone === 'plain' ? ' ' : tone.startsWith('heat') ? tone.slice(4) : (tone[0] ?? ' ');
  return frame
    .flatMap((line) => {
      const cells = line.flatMap(({ text, tone, ground }) => Array.from(text).map((char) => ({ char, tone, ground })));
      const upper = cells
        .map(({ char, tone, ground }) => (char === '▄' || char === ' ' ? letter(ground) : letter(tone)))
        .join('');
      const lower = cells.map(({ char, tone, ground }) => (char === '▄' ? letter(tone) : letter(ground))).join('');
      return [upper.trimEnd(), lower.trimEnd()];
    })
    .join('\n');
}

describe('frames', () => {
  test('in shades and in ASCII', () => {
    expectGoldens('heatmap-shades', heatmapPanel, { input: { ...input, glyphs: SHADE_GLYPHS }, sizes: [[72, 18], [30, 8], [16, 4]] }); // prettier-ignore
  });
  test('in half-blocks', () => {
    expectGoldens('heatmap', heatmapPanel, { input, sizes: [[72, 18]] }); // prettier-ignore
  });
  test('tones of half-blocks', () => {
    expectGolden('heatmap-tones', (one) => {
      const map = toneMap(heatmapPanel({ ...one, height: one.height / 2 }));
      return map.split('\n').map((text) => [{ text, tone: 'plain' as const }]);
    }, { ...input, width: 72, height: 36 }); // prettier-ignore
  });
});

describe('prices are grouped', () => {
  test.each([
    [0.5, null, 1],
    [1.05, null, 2],
    [2.05, 1, 5],
    [75, 10, 100],
    [3, 2, 10],
    [30, 20, 100],
    [1, 50, 50],
  ])('at least %s ticks of groups of %s: %s a row', (least, dataGroup, wanted) => {
    expect(groupFrom(least, dataGroup)).toBe(wanted);
  });
  test('as the user wants it', () => {
    const text = textOf(heatmapPanel({ ...input, view: { ...VIEW, groupTicks: 10 } }));
    expect(text).toContain('step 0.10');
  });
});

describe('the grid', () => {
  const shape = { width: 60, bins: 40, range, groupTicks: 1, dataGroup: 1 };
  const grid = heatGrid(minuteHeat(), shape)!;
  const at = (cell: number, tick: number): number => grid.lots[cell * grid.bins + (grid.topBin - tick)] ?? 0;

  test('a wall stands where it is', () => {
    expect(at(0, 251_252)).toBe(50_000);
    expect(at(59, 251_230)).toBe(50_000);
  });
  test('best prices', () => {
    expect(grid.topBin - (grid.bid[0] ?? 0)).toBe(251_240);
    expect(grid.topBin - (grid.ask[0] ?? 0)).toBe(251_241);
  });
  test('the book was lost for four seconds', () => {
    expect(grid.state.filter((state) => state === 'unknown')).toHaveLength(4);
    expect(grid.bid[31]).toBe(-1);
  });
  test('quantities of one group add up', () => {
    const two = heatGrid(minuteHeat(), { ...shape, bins: 20, groupTicks: 2 })!;
    const sum = two.lots.subarray(0, 20).reduce((a, b) => a + b, 0);
    expect(sum).toBe(grid.lots.subarray(0, 40).reduce((a, b) => a + b, 0));
  });
  test('seven levels on a log scale, the wall at the top', () => {
    const scale = heatScale(grid);
    expect(scale(50_000)).toBe(7);
    expect(scale(1)).toBe(1);
    expect(scale(1000)).toBeLessThan(scale(3000));
  });
  test('one large buy; sells beside it', () => {
    const found = [...bubbles(grid, 1).values()];
    expect(found.filter(({ side, size }) => side === 'buy' && size === 'large')).toHaveLength(1);
    expect(found.filter(({ side }) => side === 'sell').length).toBeGreaterThan(3);
  });
  test('no column in the span, or no book in any', () => {
    expect(heatGrid({ stepUs: 1, columns: [] }, shape)).toBeNull();
  });
});

describe('on the screen', () => {
  test('bubbles tell the side by form and by letter', () => {
    expect(cellsWith(heatmapPanel({ ...input, width: 72, height: 18 }), '▲').some(({ tone }) => tone === 'up')).toBe(
      true,
    );
    expect(textOf(heatmapPanel({ ...input, width: 72, height: 18, glyphs: ASCII_GLYPHS }))).toMatch(/B.*\n[^]*s/);
  });
  test('a lost book is not an empty one', () => {
    const rows = textOf(heatmapPanel({ ...input, width: 72, height: 18, glyphs: ASCII_GLYPHS })).split('\n');
    expect(rows.slice(1, -1).every((row) => row.includes('????'))).toBe(true);
  });
  test('before the session began it is empty', () => {
    const late = { ...withHeat(minuteHeat()), startUs: NOON_US - 10_000_000 };
    const rows = textOf(heatmapPanel({ ...input, snapshot: late, width: 72, height: 18, glyphs: ASCII_GLYPHS }));
    expect(rows.split('\n')[9]?.slice(0, 50).trim()).toBe('');
  });
  test('prices in groups of ten fill whole rows', () => {
    const heat = minuteHeat();
    const columns = heat.columns.map((one) => ({ ...one, ticks: one.ticks.map((tick) => Math.floor(tick / 10) * 10) }));
    const detail = symbolDetail({ heat: { ...heat, columns }, groupTicks: 10 });
    const text = textOf(heatmapPanel({ ...input, snapshot: watchSnapshot({ detail }), width: 72, height: 18 }));
    expect(text).toContain('step 0.10');
  });
  test('nothing yet', () => {
    expect(textOf(heatmapPanel({ ...input, snapshot: withHeat(null) }))).toContain('nothing yet');
  });
});
