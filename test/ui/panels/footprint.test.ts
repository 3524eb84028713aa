// The volume footprint: sums by price, differences, the point of control, and how many bars fit.

import { describe, expect, test } from 'vitest';
import { footprintBars, footprintPanel } from '../../../src/ui/panels/footprint.js';
import { cellsWith, expectGoldens, panelInput, textOf, VIEW } from '../../support/panel-frames.js';
import { symbolDetail, watchSnapshot } from '../../support/watch-sample.js';
import { minuteFootprint } from '../../support/watch-heat.js';

const snapshot = watchSnapshot({ detail: symbolDetail({ footprint: minuteFootprint() }) });
const input = panelInput({ snapshot, width: 96, height: 9 });

test('frames', () => {
  expectGoldens('footprint', footprintPanel, { input, sizes: [[96, 9], [42, 8], [20, 3]] }); // prettier-ignore
});

describe('figures', () => {
  const rows = textOf(footprintPanel(input)).split('\n');
  const row = (price: string) => rows.find((line) => line.startsWith(price)) ?? '';

  test('sells × buys and their difference at a price: 8 − 1 = 7', () => {
    expect(row('2512.42')).toContain('1.00× 8.00  +7.00');
  });
  test('the point of control of each bar', () => {
    expect(row('2512.42').split('▶')).toHaveLength(2);
    expect(row('2512.41').split('▶')).toHaveLength(3);
  });
  test('open, close, both', () => {
    expect(row('2512.43')).toMatch(/C.*O/);
    expect(row('2512.41')).toMatch(/O.*=/);
  });
  test('delta of the first bar: 9.75 bought − 3.54 sold', () => {
    expect(rows.at(-2)).toMatch(/delta +▲\+6\.21/);
    expect(rows.at(-1)).toMatch(/volume +13\.3/);
  });
  test('a difference of nothing has no sign', () => {
    expect(rows.at(-2)).toMatch(/ 0$/);
  });
});

test('grouped by two ticks: 2512.42 and .43 are one row', () => {
  const text = textOf(footprintPanel({ ...input, view: { ...VIEW, groupTicks: 2 } }));
  expect(text).toMatch(/2512\.42C▶ 1\.00× 8\.50/);
});

test('in quote units: 8 × 2512.42 is 20.1k', () => {
  expect(textOf(footprintPanel({ ...input, view: { ...VIEW, quantity: 'quote' } }))).toContain('20.1k');
});

test('in a narrow panel the newest bars stay', () => {
  const frame = footprintPanel({ ...input, width: 26 });
  expect(cellsWith(frame, '11:59:45')).toHaveLength(1);
  expect(cellsWith(frame, '11:59:00')).toHaveLength(0);
});

test.each([
  [96, 4],
  [72, 3],
  [60, 3],
  [26, 1],
  [5, 1],
])('%s cells have room for %s bars', (width, bars) => {
  expect(footprintBars(width)).toBe(bars);
});

test('no trades in any bar', () => {
  const none = watchSnapshot({ detail: symbolDetail({ footprint: [] }) });
  expect(textOf(footprintPanel({ ...input, snapshot: none }))).toContain('no trades yet');
});
