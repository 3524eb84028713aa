// Manifests held against the bytes of their segments.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { firstDifference } from '../../../src/assembly/verify/manifest-check.js';
import type { Verification } from '../../../src/core/quality/verification.js';
import { freshFolder } from '../../support/cli.js';
import { putSegments, segmentName } from '../../support/segments.js';
import { GAP_LINES, codesOf, partsOf, segmentsOf, verify } from '../../support/verifying.js';

let folder = freshFolder();
beforeEach(() => {
  folder = freshFolder();
});
afterEach(() => {
  folder.remove();
});

const at = (name: string): string => join(folder.path, name);

describe('manifests', () => {
  const change = async (name: string, edit: (text: string) => string): Promise<Verification> => {
    const texts = segmentsOf(GAP_LINES, 2);
    const parts = await partsOf(folder.path, texts);
    putSegments(at(name), texts, parts);
    const path = join(at(name), `${segmentName(1)}.manifest.json`);
    const before = readFileSync(path, 'utf8');
    const after = edit(before);
    expect(after).not.toBe(before);
    writeFileSync(path, after);
    return verify(at(name));
  };

  test.each([
    ['lines', (text: string) => text.replace(/"lines":\d+/, '"lines":1')],
    ['sha256', (text: string) => text.replace(/"sha256":"./, '"sha256":"f').replace('"sha256":"ff', '"sha256":"0f')],
    ['a gap', (text: string) => text.replace(/"fromId":\d+/, '"fromId":7')],
    ['messages', (text: string) => text.replace(/"messages":\d+/, '"messages":1')],
    ['session', (text: string) => text.replace('-ab12"', '-ab13"')],
  ])('another value of %s differs', async (_, edit) => {
    const found = await change('m', edit);
    expect(codesOf(found)).toEqual(['V13_MANIFEST_DIFFERS']);
    expect(found.recordings[0]!.files.map(({ manifest }) => manifest)).toEqual(['agrees', 'differs']);
  });

  test('one that is no JSON', async () => {
    expect(codesOf(await change('m', (text) => text.slice(5)))).toEqual(['V13_MANIFEST_INVALID']);
  });

  test('the first difference is named by its path', () => {
    expect(firstDifference({ a: [{ b: 1 }] }, { a: [{ b: 2 }] }, '')).toBe(
      'a.0.b: the manifest says 1, the bytes say 2',
    );
    expect(firstDifference({ b: 1, a: null }, { a: null, b: 1 }, 'x')).toBeNull();
    expect(firstDifference({}, { a: 1 }, '')).toBe('a: the manifest says nothing, the bytes say 1');
    expect(firstDifference([1], [1, 2], 'x')).toBe('x.1: the manifest says nothing, the bytes say 2');
  });
});
