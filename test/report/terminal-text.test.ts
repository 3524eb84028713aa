// Documents as aligned text within a width.

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cell, columns, note, pairs, table, type Block, type ReportDocument } from '../../src/report/document.js';
import { NO_PAINT, type Painter, terminalText } from '../../src/report/terminal-text.js';
import { wrapText } from '../../src/text/wrap.js';

const documentOf = (...blocks: Block[]): ReportDocument => ({
  title: 'T',
  banners: [],
  sections: [{ title: 'S', blocks }],
});
const linesOf = (document: ReportDocument, width = 100, paint: Painter = NO_PAINT): string[] =>
  terminalText(document, { columns: width, paint }).split('\n').slice(3, -1);
const cells = (...texts: string[]) => texts.map((text) => cell(text));

describe('tables', () => {
  const numbers = table(columns('name', '>value'), [cells('a', '1'), cells('long', '1,000')]);

  test('columns are aligned, numbers to the right', () => {
    expect(linesOf(documentOf(numbers))).toEqual(['  name  value', '  a         1', '  long  1,000']);
  });

  test('colour takes no room', () => {
    const marked: Painter = { ...NO_PAINT, good: (text) => `<g>${text}</g>`, dim: (text) => `<d>${text}</d>` };
    const one = table(columns('x', '>y', 'z'), [[cell('a', 'good'), cell('7', 'good'), cell('end', 'good')]]);
    expect(linesOf(documentOf(one), 100, marked)).toEqual([
      '  <d>x</d>  <d>y</d>  <d>z</d>',
      '  <g>a</g>  <g>7</g>  <g>end</g>',
    ]);
  });

  test('where the width does not suffice, columns of the highest rank go first', () => {
    const wide = table(columns('name', '>aaaaaaaaaa/1', '>bbbbbbbbbb/2', '>cccccccccc/1'), [cells('x', '1', '2', '3')]);
    expect(linesOf(documentOf(wide), 100)[0]).toBe('  name  aaaaaaaaaa  bbbbbbbbbb  cccccccccc');
    expect(linesOf(documentOf(wide), 41)[0]).toBe('  name  aaaaaaaaaa  cccccccccc');
  });

  test('then the widest text goes on below: nothing is lost', () => {
    const long = table(columns('path', '>n'), [cells('p'.repeat(80), '12345'), cells('q', '1')]);
    expect(linesOf(documentOf(long), 40).slice(1)).toEqual([
      `  ${'p'.repeat(31)}  12345`,
      `  ${'p'.repeat(31)}`,
      `  ${'p'.repeat(18)}`,
      `  q${' '.repeat(30)}      1`,
    ]);
  });

  test('a file or a pipe gives tables the width they need, running text stays within 100', () => {
    const wide = table(columns('path', '>n/9', 'what'), [cells('p'.repeat(150), '7', 'one two')]);
    const lines = linesOf(documentOf(wide, note('word '.repeat(60).trim())), Infinity);
    expect(lines[1]).toBe(`  ${'p'.repeat(150)}  7  one two`);
    expect(Math.max(...lines.slice(2).map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  test('a sentence about columns goes with them', () => {
    const legend = [
      { heads: ['name'], text: 'Names.' },
      { heads: ['bbbbbbbbbb'], text: 'About b.' },
    ];
    const rows = [cells('x', '1', '2', '3')];
    const wide = table(columns('name', '>aaaaaaaaaa', '>bbbbbbbbbb/2', '>cccccccccc/1'), rows, legend);
    expect(linesOf(documentOf(wide), 100).at(-1)).toBe('  Names. About b.');
    expect(linesOf(documentOf(wide), 41).at(-1)).toBe('  Names.');
  });
});

test('pairs wrap under their value', () => {
  const lines = linesOf(documentOf(pairs([['key', cell('one two three four five six seven eight nine')]])), 40);
  expect(lines).toEqual(['  key  one two three four five six seven', '       eight nine']);
});

test('sections without content are left out, banners stand above', () => {
  const text = terminalText(
    { title: 'T', banners: [cell('SYNTHETIC', 'warn')], sections: [{ title: 'S', blocks: [] }] },
    { columns: 80, paint: NO_PAINT },
  );
  expect(text).toBe('T\nSYNTHETIC\n');
});

test('wrapping loses no word and keeps the width', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z]{1,30}$/)), fc.integer({ min: 5, max: 60 }), (words, width) => {
      const lines = wrapText(words.join(' '), width);
      expect(lines.every((line) => line.length <= width)).toBe(true);
      expect(lines.join('').replaceAll(' ', '')).toBe(words.join(''));
    }),
  );
});

test('no line is wider than 100 columns, whatever the terminal', () => {
  const text = terminalText(documentOf(note('word '.repeat(100))), { columns: 500, paint: NO_PAINT });
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
});
