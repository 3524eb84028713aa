// Every figure is explained, and every explanation speaks of figures that exist.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { chainOptions } from '../../src/cli/config/chain-options.js';
import { REASON_CODE } from '../../src/core/market/reason.js';
import { EXPLAINED_WORDS, EXPLANATIONS, findExplanation } from '../../src/text/en/explain.js';

const ROW_SOURCE = readFileSync(fileURLToPath(new URL('../../src/core/pipeline/row.ts', import.meta.url)), 'utf8');
const ROW_FIELDS = [...ROW_SOURCE.matchAll(/^ {2}(\w+): /gm)].map((match) => match[1] ?? '');
const FLAGS: readonly string[] = Object.values(chainOptions).map(({ flag }) => flag);

describe.each(EXPLANATIONS.map((entry) => [entry.term, entry] as const))('%s', (_, entry) => {
  test('names only fields, flags and terms that exist', () => {
    for (const field of entry.fields) expect(ROW_FIELDS).toContain(field);
    for (const flag of entry.flags) expect(FLAGS).toContain(flag);
    for (const term of entry.see) expect(EXPLANATIONS.map((one) => one.term)).toContain(term);
    expect(entry.see).not.toContain(entry.term);
    expect(entry.source).not.toBe('');
  });
});

test('every field of a signal row but its symbol is explained', () => {
  expect(ROW_FIELDS.length).toBeGreaterThan(30);
  const explained = new Set(EXPLANATIONS.flatMap(({ fields }) => fields));
  expect(ROW_FIELDS.filter((field) => !explained.has(field))).toEqual(['symbol']);
});

test('every reason for a missing value is explained', () => {
  const warming = findExplanation('warming');
  for (const reason of Object.keys(REASON_CODE)) {
    expect(warming?.means).toContain(reason);
    expect(findExplanation(reason), reason).toBeDefined();
  }
});

test('every computing flag belongs to a figure', () => {
  const named = new Set(EXPLANATIONS.flatMap(({ flags }) => flags));
  expect(FLAGS.filter((flag) => !named.has(flag))).toEqual([]);
});

test('no word leads to two entries', () => {
  expect(new Set(EXPLAINED_WORDS).size).toBe(EXPLAINED_WORDS.length);
});

test.each(['ofi', 'OFI', 'Z Score', 'clock_step', 'testnet', 'p95'])('%s is found', (word) => {
  expect(findExplanation(word)).toBeDefined();
});
