// Where panels stand: inside the window, not over one another, nothing where it is too small.

import { expect, test } from 'vitest';
import { SIZES, TABS, VIEWS, divide, innerArea, layoutOf, sizeClass } from '../../src/ui/layout.js';

test.each([
  [120, 40, 'large'],
  [119, 40, 'medium'],
  [120, 39, 'medium'],
  [100, 30, 'medium'],
  [80, 24, 'small'],
  [60, 20, 'tiny'],
  [59, 20, 'too-small'],
  [300, 19, 'too-small'],
])('%i x %i is %s', (columns, rows, name) => {
  expect(sizeClass({ columns, rows })).toBe(name);
});

test.each([
  [10, [{ cells: 3 }, { share: 1 }], [3, 7]],
  [10, [{ share: 1 }, { share: 1 }, { share: 1 }], [3, 4, 3]],
  [2, [{ cells: 3 }, { share: 1 }], [3, 0]],
])('%i cells among %j', (total, parts, lengths) => {
  expect(divide(total, parts)).toEqual(lengths);
});

const CASES = VIEWS.flatMap((view) => SIZES.map(([, columns, rows]) => ({ view, columns, rows })));

test.each(CASES)('$view at $columns x $rows fills the window without overlap', ({ view, columns, rows }) => {
  for (const focus of TABS[view]) {
    const { panels, height } = layoutOf({ columns, rows }, { view, focus, above: 2 });
    expect(height).toBe(rows - 1);
    expect(panels.map(({ panel }) => panel)).toContain(focus);
    const covered = new Set<string>();
    for (const { area } of panels) {
      for (let y = area.top; y < area.top + area.rows; y++) {
        for (let x = area.left; x < area.left + area.columns; x++) {
          expect(covered.has(`${x},${y}`)).toBe(false);
          covered.add(`${x},${y}`);
        }
      }
    }
    // All but header, banner, footer and the window's last line.
    expect(covered.size).toBe(columns * (rows - 4));
    for (const placed of panels) expect(innerArea(placed).rows).toBeGreaterThan(0);
  }
});

test('a table of three symbols leaves its empty rows to signals and alerts; one of fifty keeps them', () => {
  const rowsOf = (symbols: number) => {
    const choice = { view: 'overview', focus: 'overview', above: 1, symbols } as const;
    const { panels } = layoutOf({ columns: 120, rows: 40 }, choice);
    return Object.fromEntries(panels.map(({ panel, area }) => [panel, area.rows]));
  };
  expect(rowsOf(3)).toEqual({ overview: 13, signals: 24, alerts: 24 });
  expect(rowsOf(50)).toEqual({ overview: 28, signals: 9, alerts: 9 });
});
