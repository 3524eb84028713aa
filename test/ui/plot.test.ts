// Dots of line charts: where a stroke goes, what stands above what.

import { describe, expect, test } from 'vitest';
import { createPlot, drawGuide, drawStroke, isDrawn, plotLines, putMark } from '../../src/ui/plot.js';
import { textOf } from '../support/panel-frames.js';

const stroke = (isAscii: boolean, from: [number, number], to: [number, number]): string => {
  const plot = createPlot(4, 2, isAscii);
  drawStroke(plot, { x: from[0], y: from[1] }, { dot: { x: to[0], y: to[1] }, tone: 'up' });
  return textOf(plotLines(plot));
};

describe('strokes', () => {
  test('a single dot is the first of its cell', () => {
    expect(stroke(false, [0, 0], [0, 0])).toBe('⠁\n');
  });
  test('the last dot of a cell is the last bit', () => {
    expect(stroke(false, [1, 3], [1, 3])).toBe('⢀\n');
  });
  test('across: two dots a cell', () => {
    expect(stroke(false, [0, 0], [7, 0])).toBe('⠉⠉⠉⠉\n');
  });
  test('down: four dots a cell', () => {
    expect(stroke(false, [0, 0], [0, 7])).toBe('⡇\n⡇');
  });
  test('either way round the same diagonal', () => {
    expect(stroke(true, [0, 0], [1, 1])).toBe('*\n *');
    expect(stroke(true, [1, 1], [0, 0])).toBe('*\n *');
  });
  test('what lies outside is left out', () => {
    expect(stroke(true, [-3, 0], [9, 0])).toBe('****\n');
    expect(stroke(true, [-3, -3], [-1, -1])).toBe('\n');
  });
});

test('a line stands above a guide, a mark above both', () => {
  const plot = createPlot(4, 1, false);
  drawGuide(plot, 0, false);
  drawStroke(plot, { x: 2, y: 3 }, { dot: { x: 3, y: 3 }, tone: 'down' });
  putMark(plot, { x: 3, y: 0 }, { text: '▲', tone: 'up' });
  putMark(plot, { x: 9, y: 0 }, { text: '▲', tone: 'up' });
  expect(plotLines(plot)[0]).toEqual([
    { text: '⠁', tone: 'dim' },
    { text: '⣀', tone: 'down' },
    { text: '⠁', tone: 'dim' },
    { text: '▲', tone: 'up' },
  ]);
  expect(isDrawn(plot, { x: 1, y: 0 })).toBe(true);
  expect(isDrawn(plot, { x: 0, y: 0 })).toBe(false);
});

test('a field without cells', () => {
  expect(plotLines(createPlot(0, 0, false))).toEqual([]);
});
