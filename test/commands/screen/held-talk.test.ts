// Tests of talk while a screen is up.

import { expect, test } from 'vitest';
import { createHeldTalk } from '../../../src/commands/screen/held-talk.js';

function setUp() {
  const printed: string[] = [];
  const shown: string[] = [];
  const talk = {
    info: (text: string) => void printed.push(`info ${text}`),
    detail: (text: string) => void printed.push(`detail ${text}`),
    warn: (text: string) => void printed.push(`warn ${text}`),
  };
  return { printed, shown, held: createHeldTalk(talk, (kind, text) => void shown.push(`${kind} ${text}`)) };
}

test('lines go to the screen while it is up, and warnings are printed when it has closed', () => {
  const { printed, shown, held } = setUp();
  held.info('before');
  held.hold();
  held.info('a');
  held.detail('b');
  held.warn('c');
  expect([printed, shown]).toEqual([['info before'], ['info a', 'warn c']]);
  held.release();
  held.info('after');
  expect(printed).toEqual(['info before', 'warn c', 'info after']);
});

test('of very many warnings the last ones are printed, and the others counted', () => {
  const { printed, held } = setUp();
  held.hold();
  for (let k = 0; k < 60; k++) held.warn(`${k}`);
  held.release();
  expect(printed).toHaveLength(51);
  expect(printed[0]).toBe('warn 10 earlier warnings stand in the log only');
  expect(printed.at(-1)).toBe('warn 59');
});
