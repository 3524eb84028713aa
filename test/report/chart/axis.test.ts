// Axes and charts in text: round ticks, nothing outside its width.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { axisAround, niceStep } from '../../../src/report/chart/axis.js';
import type { Chart } from '../../../src/report/chart/chart.js';
import { svgChart } from '../../../src/report/chart/svg-chart.js';
import { textChart } from '../../../src/report/chart/text-chart.js';
import { textWidth } from '../../../src/text/width.js';

const text = (value: number, decimals: number): string => value.toFixed(decimals);

describe('steps', () => {
  test.each([
    [10, 5, 2],
    [1, 5, 0.2],
    [0.07, 5, 0.02],
    [8_000, 4, 2_000],
  ])('%d in about %d parts: %d', (span, count, step) => expect(niceStep(span, count)).toBeCloseTo(step, 12));
});

test('an axis holds its values and has at least two ticks', () => {
  const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.option(value), { maxLength: 8 }), (values) => {
      const { from, to, ticks } = axisAround({ label: '', values, text });
      const known = values.filter((one) => one !== null);
      expect(to).toBeGreaterThan(from);
      expect(ticks.length).toBeGreaterThanOrEqual(2);
      for (const one of known) {
        expect(one).toBeGreaterThanOrEqual(from - 1e-6 * (to - from));
        expect(one).toBeLessThanOrEqual(to + 1e-6 * (to - from));
      }
    }),
  );
});

const whiskers = (value: number | null): Chart => ({
  title: 'A chart',
  about: 'About it',
  plot: {
    kind: 'whiskers',
    x: axisAround({ label: 'x', values: [0, 10], text }),
    rows: [{ label: 'one', group: null, value, low: 2, high: 6, target: 8, text: '4.0' }],
    references: [],
  },
});

describe('a chart in text', () => {
  test('dot, whiskers and target', () => {
    expect(textChart(whiskers(4), 60)[1]).toMatch(/^one {2} +├─+●─+┤ +┃ +4\.0$/);
  });

  test('without values it is not there', () => expect(textChart(whiskers(null), 60)).toEqual([]));

  test('never wider than told', () => {
    fc.assert(
      fc.property(fc.integer({ min: 38, max: 120 }), (width) =>
        textChart(whiskers(4), width).every((line) => textWidth(line) <= width),
      ),
    );
  });

  test('heights of a line', () => {
    const marks = [0, 1, null, 7].map((y, x) => ({ x, y, low: null, high: null }));
    const x = axisAround({ label: 'x', values: [0, 3], text });
    const y = axisAround({ label: 'y', values: [0, 7], text });
    const series = [{ name: 's', look: 'line', marks } as const];
    const chart: Chart = {
      title: 'T',
      about: '',
      plot: { kind: 'lines', x, y, series, references: [], diagonal: false },
    };
    expect(textChart(chart, 80)[0]).toContain('▁▂ █');
  });
});

test('a picture of nothing is still a picture', () => {
  expect(svgChart(whiskers(null), 'a')).toMatch(/^<svg role="img" aria-labelledby="a-t a-d" viewBox="0 0 720 \d+"/);
});
