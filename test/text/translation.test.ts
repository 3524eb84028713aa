// Every English text that can reach a person is there in Chinese, and nothing is there that no text uses.

import { describe, expect, test } from 'vitest';
import { LABELS_ZH, MESSAGES_ZH } from '../../src/text/zh/entries.js';
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
    expect(unusedEntries(MESSAGES_ZH, found)).toEqual([]);
    expect(unusedEntries(LABELS_ZH, found)).toEqual([]);
  });
});
