// Paths as people type them → inputs.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listInputs } from '../../src/store/inputs.js';
import { compilePattern } from '../../src/store/path-pattern.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'v13-inputs-'));
  mkdirSync(join(folder, 'day', 'deep'), { recursive: true });
  mkdirSync(join(folder, 'empty'));
  for (const name of [
    'a.ndjson',
    'b.ndjson.gz',
    'twin.ndjson',
    'twin.ndjson.gz',
    'README.md',
    'LICENSE',
    'day/c.dat.gz',
    'day/d.txt',
    'day/deep/e.jsonl',
    'day/deep/f.gz',
    'day/deep/g.ndjson.open',
    'day/deep/h.parquet',
    'day/i.ndjson.zst',
  ])
    writeFileSync(join(folder, name), 'x\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

const names = (paths: string[]): string[] => listInputs(paths).map((file) => relative(folder, file.path));

describe('listInputs', () => {
  test('a folder is searched through, in name order; a compressed twin is left out', () => {
    expect(names([folder])).toEqual([
      'a.ndjson',
      'b.ndjson.gz',
      'day/c.dat.gz',
      'day/d.txt',
      'day/deep/e.jsonl',
      'day/deep/f.gz',
      'day/deep/g.ndjson.open',
      'day/i.ndjson.zst',
      'twin.ndjson',
    ]);
  });

  test('a file given twice, or by name and by folder, is one input', () => {
    const file = join(folder, 'a.ndjson');
    expect(names([file, file])).toEqual(['a.ndjson']);
    expect(listInputs([folder, file]).find(({ path }) => path === file)?.origin).toBe('named');
  });

  test('patterns: * and ? within a name, ** across folders', () => {
    expect(names([join(folder, '*.ndjson')])).toEqual(['a.ndjson', 'twin.ndjson']);
    expect(names([join(folder, '**/*.gz')])).toEqual([
      'b.ndjson.gz',
      'day/c.dat.gz',
      'day/deep/f.gz',
      'twin.ndjson.gz',
    ]);
    expect(names([join(folder, 'day/?.txt')])).toEqual(['day/d.txt']);
    const matches = compilePattern('a+(b)/**/x*.[y]');
    expect([matches('a+(b)/x1.[y]'), matches('a+(b)/c/d/x.[y]'), matches('a+(b)/c/x.y')]).toEqual([true, true, false]);
  });

  test('standard input has no size', () => {
    expect(listInputs(['-'])).toEqual([{ path: '-', kind: 'stream', origin: 'named', bytesTotal: null }]);
  });

  test('an empty path is none', () => {
    expect(() => listInputs([''])).toThrow(/empty path/);
  });

  test.each([
    ['nowhere.ndjson', 'V13_INPUT_MISSING'],
    ['empty', 'V13_INPUT_NONE'],
    ['*.nothing', 'V13_INPUT_NONE'],
    ['nowhere/*.gz', 'V13_INPUT_NONE'],
  ])('%s: %s', (name, code) => {
    expect(() => listInputs([join(folder, name)])).toThrow(expect.objectContaining({ code, kind: 'data' }) as Error);
  });
});
