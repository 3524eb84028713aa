// Every figure is explained, and every explanation speaks of figures that exist.

import { describe, expect, test } from 'vitest';
import { ROW_KEYS } from '../../src/assembly/row-text.js';
import { chainOptions } from '../../src/cli/config/chain-options.js';
import { outcomeOptions, reportOptions } from '../../src/commands/judging/judging-options.js';
import { REASON_CODE } from '../../src/core/market/reason.js';
import { replayReport } from '../../src/report/replay-report.js';
import { EXPLAINED_WORDS, EXPLANATIONS, findExplanation } from '../../src/text/en/explain.js';
import { replayResult } from '../report/results.js';

const ROW_FIELDS: readonly string[] = ROW_KEYS.map(([key]) => key);
const COMPUTING: readonly string[] = Object.values(chainOptions).map(({ flag }) => flag);
const JUDGING: readonly string[] = Object.values({ ...outcomeOptions, ...reportOptions }).map(({ flag }) => flag);
const FLAGS: readonly string[] = [...COMPUTING, ...JUDGING];

describe.each(EXPLANATIONS.map((entry) => [entry.term, entry] as const))('%s', (_, entry) => {
  test('names only fields, flags and terms that exist', () => {
    for (const field of entry.fields) expect(ROW_FIELDS).toContain(field);
    for (const flag of entry.flags) expect([...FLAGS, '--feature']).toContain(flag);
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
  expect(COMPUTING.filter((flag) => !named.has(flag))).toEqual([]);
});

test('no term or other name leads to two entries', () => {
  const words = EXPLANATIONS.flatMap(({ term, aliases }) => [term, ...aliases]);
  expect(words.map((word) => findExplanation(word)?.term)).toEqual(
    EXPLANATIONS.flatMap(({ term, aliases }) => [term, ...aliases.map(() => term)]),
  );
  for (const word of EXPLAINED_WORDS) expect(findExplanation(word), word).toBeDefined();
});

test('every key of a row can be asked for, but its symbol', () => {
  expect(ROW_FIELDS.filter((key) => findExplanation(key) === undefined)).toEqual(['symbol']);
});

/** Heads that say what they are. */
const PLAIN_HEADS = ['', 'path', 'format', 'compression', 'size', 'symbol', 'time', 'what', 'of', 'where', 'detail'];

test('every word in the heads of the report can be asked for, or is plain', () => {
  const one = { path: 'a.gz', line: 1, code: 'V13_LINE_TORN', detail: 'no line end' };
  const problems = { total: 1, counts: [{ code: 'V13_LINE_TORN', count: 1 }], kept: [one] };
  const blocks = replayReport(replayResult({ problems })).sections.flatMap((section) => section.blocks);
  const heads = blocks.flatMap((block) => (block.kind === 'table' ? block.columns.map(({ head }) => head) : []));
  expect(heads.length).toBeGreaterThan(50);
  const unknown = heads.filter((head) => findExplanation(head) === undefined);
  expect(unknown.filter((head) => !PLAIN_HEADS.includes(head))).toEqual([]);
});

test.each([
  ['onset', 'onset'],
  ['IQR', 'health'],
  ['layer1', 'gate'],
  ['fusion strong buy', 'fusion'],
  ['Wilson', 'health'],
  ['coverage', 'coverage'],
  ['spread_ticks', 'mid'],
  ['fusion_reason', 'warming'],
  ['P(|z|>2)', 'health'],
])('%s leads to %s', (word, term) => {
  expect(findExplanation(word)?.term).toBe(term);
});

test.each(['ofi', 'OFI', 'Z Score', 'clock_step', 'testnet', 'p95'])('%s is found', (word) => {
  expect(findExplanation(word)).toBeDefined();
});
