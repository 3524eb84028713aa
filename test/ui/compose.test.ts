// Lines of panels: cutting, tables whose columns give way, pairs in columns, lists that scroll, bars.

import { describe, expect, test } from 'vitest';
import { cell } from '../../src/ui/cell.js';
import {
  type Column,
  barText,
  fitLine,
  pairLines,
  panelFrame,
  tableLines,
  windowOf,
  wrapText,
} from '../../src/ui/compose.js';
import { UNICODE_GLYPHS } from '../../src/ui/glyphs.js';
import { panelInput, textOf } from '../support/panel-frames.js';

describe('a line that is too long', () => {
  test('ends with a mark', () => {
    expect(textOf([fitLine([cell('abc'), cell('defg', 'up')], 5, '~')])).toBe('abcd~');
  });
  test('but not where only blanks are lost', () => {
    expect(textOf([fitLine([cell('abc'), cell('    ')], 4, '~')])).toBe('abc');
  });
});

test('what data says cannot steer the terminal', () => {
  const frame = panelFrame([[cell('a\u001b[31mb')]], panelInput({ width: 20, height: 1 }));
  expect(textOf(frame)).toBe('a?[31mb');
});

describe('tables', () => {
  const column = (title: string, drop: number, change: Partial<Column> = {}): Column => ({
    title,
    align: 'right',
    least: 0,
    drop,
    ...change,
  });
  const rows = [[cell('1'), cell('22'), cell('some text')]];
  const lines = (columns: Column[], width: number): string =>
    textOf(tableLines(columns, rows, { width, ellipsis: '~', hasTitles: false }));

  test('columns go in their order until the rest fits', () => {
    const columns = [column('', 0), column('', 1), column('', 2, { align: 'left' })];
    expect(lines(columns, 14)).toBe('1 22 some text');
    expect(lines(columns, 13)).toBe('1 22');
    expect(lines(columns, 2)).toBe('1');
  });
  test('a last text is cut before columns go', () => {
    expect(lines([column('', 0), column('', 1), column('', 0, { align: 'left', shrinksTo: 4 })], 10)).toBe(
      '1 22 some~',
    );
  });
  test('columns keep their least width', () => {
    expect(lines([column('', 0, { least: 3 }), column('', 0), column('', 0)], 30)).toBe('  1 22 some text');
  });
});

describe('pairs', () => {
  const pairs = ['a', 'b', 'c', 'd'].map((label) => ({ label: `label ${label}`, value: [cell(label)] }));
  const shown = (width: number, height: number): string => textOf(pairLines(pairs, panelInput({ width, height })));
  test('one below the other where there is height', () => {
    expect(shown(40, 4).split('\n')).toHaveLength(4);
  });
  test('in two columns where there is not', () => {
    expect(shown(40, 2)).toBe('label a a   label c c\nlabel b b   label d d');
  });
  test('not beyond the width', () => {
    expect(shown(12, 2).split('\n')).toHaveLength(4);
  });
});

test.each([
  [{ scroll: 0, marked: null }, [0, 4]],
  [{ scroll: 3, marked: null }, [3, 7]],
  [{ scroll: 99, marked: null }, [6, 10]],
  [{ scroll: 0, marked: 8 }, [5, 9]],
  [{ scroll: 6, marked: 2 }, [2, 6]],
  [{ scroll: 0, marked: 99 }, [0, 4]],
])('of ten entries in four rows at %j: %j', (at, wanted) => {
  expect(windowOf(10, 4, at)).toEqual(wanted);
});

test.each([
  [0, ''],
  [1 / 16, '▏'],
  [0.5, '█'],
  [0.75, '█▌'],
  [1, '██'],
  [7, '██'],
])('a bar of %s over two cells: "%s"', (share, wanted) => {
  expect(barText(share, 2, UNICODE_GLYPHS.bars)).toBe(wanted);
});

test('words in lines; a long one alone', () => {
  expect(wrapText('book waits for a snapshot', 10)).toEqual(['book waits', 'for a', 'snapshot']);
  expect(wrapText('等待快照', 4)).toEqual(['等待快照']);
});
