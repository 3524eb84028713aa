// What is written to the terminal: changed lines only, all of them when nothing is known, nothing when it does not keep up.

import { expect, test } from 'vitest';
import { changes, createPainter } from '../../src/ui/painter.js';

const ESC = '\u001b';
const picture = (...lines: string[]) => ({ lines, base: `${ESC}[0m` });

test('a first picture clears the screen and is whole', () => {
  expect(changes(null, picture('a', 'b'))).toBe(`${ESC}[?2026h${ESC}[0m${ESC}[2J${ESC}[1;1Ha${ESC}[2;1Hb${ESC}[?2026l`);
});

test('then only what changed is written, and nothing where nothing did', () => {
  expect(changes(picture('a', 'b'), picture('a', 'c'))).toBe(`${ESC}[?2026h${ESC}[2;1Hc${ESC}[?2026l`);
  expect(changes(picture('a', 'b'), picture('a', 'b'))).toBe('');
});

test('another height or another theme is drawn anew', () => {
  expect(changes(picture('a', 'b'), picture('a'))).toContain(`${ESC}[2J`);
  expect(changes(picture('a'), { lines: ['a'], base: `${ESC}[7m` })).toContain(`${ESC}[2J`);
});

test('a terminal that does not keep up is left alone, and gets the next picture', () => {
  const written: string[] = [];
  const target = { write: (text: string) => written.push(text), writableNeedDrain: true };
  const painter = createPainter(target);
  expect(painter.paint(picture('a'))).toBe(false);
  painter.enter();
  expect(painter.paint(picture('a'))).toBe(false);
  target.writableNeedDrain = false;
  expect(painter.paint(picture('b'))).toBe(true);
  painter.leave();
  painter.leave();
  expect(written).toHaveLength(3);
  expect(written.join('')).not.toContain('a');
});
