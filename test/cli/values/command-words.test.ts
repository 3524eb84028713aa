// Command lines as words.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitWords } from '../../../src/cli/values/command-words.js';

test.each([
  ['a b  c', ['a', 'b', 'c']],
  ['  a\tb ', ['a', 'b']],
  [`say 'a b' "c d"`, ['say', 'a b', 'c d']],
  [`a'b'"c"d`, ['abcd']],
  [`'$HOME *' "$(id)" \`id\``, ['$HOME *', '$(id)', '`id`']],
  [String.raw`a\ b "\"" '\'`, ['a b', '"', '\\']],
  [`'' ""`, ['', '']],
  ['a;b|c>d', ['a;b|c>d']],
  ['', []],
])('%s', (text, words) => {
  expect(splitWords(text)).toEqual({ ok: true, value: words });
});

test.each([`a 'b`, `a "b`, 'a\\', `"a\\"`])('%s is refused', (text) => {
  expect(splitWords(text).ok).toBe(false);
});

test('words that were quoted come back; no text makes it throw', () => {
  const quoted = (word: string) => `'${word.replaceAll("'", `'"'"'`)}'`;
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), (words) => {
      expect(splitWords(words.map(quoted).join(' '))).toEqual({ ok: true, value: words });
      splitWords(words.join(' '));
    }),
  );
});
