// Words of the command line to flags: what commander makes of them is what was typed.

import { expect, test } from 'vitest';
import { splitWords } from '../../src/cli/parse.js';
import { capture } from '../../src/commands/capture/capture.js';

const given = (...words: string[]) => {
  const { tui, noTui, noColor } = splitWords(words, capture).options;
  return { tui: tui === true, noTui: noTui === true, noColor: noColor === true };
};

test.each([
  [[], { tui: false, noTui: false, noColor: false }],
  [['--tui'], { tui: true, noTui: false, noColor: false }],
  [['--no-tui'], { tui: false, noTui: true, noColor: false }],
  [['--no-color', '--tui'], { tui: true, noTui: false, noColor: true }],
])('%j', (words, flags) => {
  expect(given(...words)).toEqual(flags);
});

test.each([[['--tui', '--no-tui']], [['--no-tui', '--tui']]])(
  '%j: neither takes the other away in silence',
  (words) => {
    expect(given(...words)).toMatchObject({ tui: true, noTui: true });
  },
);
