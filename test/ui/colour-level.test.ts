// What variables say of a terminal's colours, and which of them wins.

import { expect, test } from 'vitest';
import { colourLevel } from '../../src/ui/colour-level.js';

test.each([
  ['nothing known', {}, '16'],
  ['a plain terminal', { TERM: 'xterm' }, '16'],
  ['256 colours', { TERM: 'screen-256color' }, '256'],
  ['millions', { TERM: 'xterm-256color', COLORTERM: 'truecolor' }, 'truecolor'],
  ['a terminal that is known by name', { TERM: 'xterm-kitty' }, 'truecolor'],
  ['a window of Windows', { WT_SESSION: 'x' }, 'truecolor'],
  ['no escapes at all', { TERM: 'dumb', COLORTERM: 'truecolor' }, 'none'],
  ['no colour wanted', { TERM: 'xterm-256color', NO_COLOR: '1' }, 'none'],
  ['an empty NO_COLOR says nothing', { TERM: 'xterm-256color', NO_COLOR: '' }, '256'],
  ['colour forced beats no colour', { TERM: 'xterm-256color', NO_COLOR: '1', FORCE_COLOR: '1' }, '256'],
  ['colour forced off', { TERM: 'xterm-256color', FORCE_COLOR: '0' }, 'none'],
  ['millions forced', { TERM: 'dumb', FORCE_COLOR: '3' }, 'truecolor'],
])('%s', (_, variables, level) => {
  expect(colourLevel(variables)).toBe(level);
});

test('the flag beats everything', () => {
  expect(colourLevel({ FORCE_COLOR: '3' }, true)).toBe('none');
});
