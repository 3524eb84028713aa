// Every English text that can reach a person is there in Chinese, and nothing is there that no text uses.

/* eslint no-template-curly-in-string: off -- planted code holds templates as text */

import { describe, expect, test } from 'vitest';
import { LABELS_ZH, WRITTEN_ZH } from '../../src/text/zh/entries.js';
import { type Sources, parseSources } from '../support/architecture/source.js';
import { readSources } from '../support/architecture/tree.js';
import { coveringBy, unusedEntries } from '../support/text/chinese.js';
import { type FoundText, textsOf } from '../support/text/collect.js';
import { PEOPLE, isExemptPath } from '../support/text/people.js';

function textsIn(sources: Sources): FoundText[] {
  const product = parseSources(sources).filter(({ path }) => path.startsWith('src/') && !isExemptPath(path));
  return product.flatMap((module) => textsOf(module, PEOPLE));
}

const place = ({ path, line, text, kind }: FoundText): string => `${path}:${line} ${kind}: ${JSON.stringify(text)}`;

describe('the sources', () => {
  const found = textsIn(readSources());

  test('hold many texts', () => {
    expect(found.length).toBeGreaterThan(1_500);
  });

  test('say nothing that Chinese lacks', () => {
    const { covers } = coveringBy();
    expect(found.filter((one) => !covers(one)).map(place)).toEqual([]);
  });

  test('use every entry', () => {
    expect(unusedEntries(WRITTEN_ZH, found)).toEqual([]);
    expect(unusedEntries(LABELS_ZH, found)).toEqual([]);
  });
});

describe('a text that nobody put', () => {
  const plant = (code: string) => textsIn(new Map([['src/commands/new.ts', `// A planted file.\n\n${code}\n`]]));
  const lacking = (code: string) => {
    const { covers } = coveringBy();
    return plant(code).filter((one) => !covers(one));
  };

  test.each([
    ['a hint', "throw new UsageError('no', { code: 'V13_X', hint: 'look behind the curtain' });"],
    ['a message with a part', 'ctx.talk.warn(`the moon is ${size} today`);'],
    ['one half of a condition', "const t = ok ? 'no recordings yet' : 'no elephants yet';"],
    ['a constant inside a text', 'const what = `the ${n} elephants`; ctx.talk.info(`gone are ${what}`);'],
    ['a sum in brackets', 'function f() { return (`the ${a} elephants ` + `came by night`); }'],
    ['a word in a table', "columns('elephants');"],
    ['the head of a pair', "pairs([['elephants', cell('7')]]);"],
    ['help of a flag', "const o = { help: 'count the elephants' };"],
    ['one short word between parts', 'ctx.talk.warn(`${what} on /${route}: ${reason}`);'],
    ['behind a known beginning', 'ctx.talk.info(`unknown flag of the elephants and so on: ${x}`);'],
  ])('is found: %s', (_, code) => {
    expect(lacking(code)).toHaveLength(1);
  });

  test.each([
    ['a bug', "invariant(x, 'the elephants are gone');"],
    ['a command', "const e = { line: 'v13 replay the elephants' };"],
    ['a line of the log', "log.info('the elephants are gone');"],
    ['a known text', "ctx.talk.info('no recordings yet');"],
    ['a path', "const p = 'src/commands/new.ts';"],
  ])('is not: %s', (_, code) => {
    expect(lacking(code)).toEqual([]);
  });

  test('fails where an entry is taken away', () => {
    const { covers } = coveringBy({}, {});
    expect(covers({ text: 'no recordings yet', kind: 'message' })).toBe(false);
  });
});

test('an entry that no text uses is found', () => {
  const found = [{ text: 'no recordings yet', kind: 'message' }] as const;
  expect(unusedEntries({ 'no recordings yet': '', 'no elephants yet': '', '{} elephants': '' }, found)).toEqual([
    'no elephants yet',
    '{} elephants',
  ]);
});
