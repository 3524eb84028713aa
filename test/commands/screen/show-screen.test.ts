// Tests of when a command shows a screen.

import { expect, test } from 'vitest';
import type { Context } from '../../../src/cli/context.js';
import { hasTerminal, showScreen, wantsScreen } from '../../../src/commands/screen/show-screen.js';

const contextOf = (changes: object): Context =>
  ({
    isTty: { stdin: true, stdout: true, stderr: true },
    variables: { TERM: 'xterm' },
    isQuiet: false,
    wantsJson: false,
    ...changes,
  }) as unknown as Context;

test('on a terminal it comes by itself, unless the run is to be quiet or to print JSON', () => {
  const shown = (changes: object, wish: 'always' | 'auto' | 'never') => wantsScreen(contextOf(changes), wish);
  expect(shown({}, 'auto')).toBe(true);
  expect(shown({}, 'never')).toBe(false);
  expect(shown({ isQuiet: true }, 'auto')).toBe(false);
  expect(shown({ wantsJson: true }, 'auto')).toBe(false);
  expect(shown({ isQuiet: true }, 'always')).toBe(true);
});

test('without a terminal there is none, and asking for one is refused', async () => {
  const piped = contextOf({ isTty: { stdin: true, stdout: false, stderr: true } });
  expect(hasTerminal(piped)).toBe(false);
  expect(hasTerminal(contextOf({ variables: { TERM: 'dumb' } }))).toBe(false);
  expect(wantsScreen(piped, 'auto')).toBe(false);
  expect(() => wantsScreen(piped, 'always')).toThrow('needs a terminal');
  await expect(showScreen({} as never, piped)).rejects.toThrow('needs a terminal');
});
