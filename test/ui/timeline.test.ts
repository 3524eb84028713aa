// The timeline of a replay: what is played, where it stands, what the search has not seen yet.

import { describe, expect, test } from 'vitest';
import type { PlayerFigures } from '../../src/core/watch/snapshot.js';
import { SCREEN_TEXTS } from '../../src/text/screen-text.js';
import { ASCII_GLYPHS, UNICODE_GLYPHS } from '../../src/ui/glyphs.js';
import { timelineLine } from '../../src/ui/timeline.js';
import { lineWidth } from '../../src/ui/width.js';
import { NOON_US } from '../support/watch-sample.js';

const FIGURES: PlayerFigures = {
  state: 'paused',
  speed: 1,
  fromUs: NOON_US,
  toUs: NOON_US + 100e6,
  positionUs: NOON_US + 50e6,
  frames: 10,
  indexed: 1,
  gaps: 3,
  signals: 1200,
  hits: null,
  missed: null,
};
const drawn = (change: Partial<PlayerFigures> = {}, width = 80, glyphs = UNICODE_GLYPHS): string => {
  const line = timelineLine({ ...FIGURES, ...change }, { text: SCREEN_TEXTS.en, glyphs }, { width, zone: 'UTC' });
  expect(lineWidth(line)).toBeLessThanOrEqual(width);
  return line.map(({ text }) => text).join('');
};

describe('the line', () => {
  test('names both ends, the place between them, and what there is to jump to', () => {
    expect(drawn()).toMatch(/^ 12:00:00 ━+●─+ 12:01:40 {2}gaps 3 {2}signals 1,?200$/);
    const [, played = '', left = ''] = /(━+)●(─+)/.exec(drawn()) ?? [];
    expect(Math.abs(played.length - left.length)).toBeLessThanOrEqual(1);
  });

  test('names the days where there are several', () => {
    expect(drawn({ toUs: NOON_US + 86_400e6 })).toMatch(/^ \d\d-\d\d 12:00 ━*●─+ \d\d-\d\d 12:00 /);
  });

  test('at the beginning nothing is played, at the end all is', () => {
    expect(drawn({ positionUs: NOON_US })).toContain(' ●─');
    expect(drawn({ positionUs: NOON_US + 100e6 })).toContain('━● 12:01:40');
  });

  test('has dots where the search has not been, and says how far it is', () => {
    const text = drawn({ positionUs: NOON_US, indexed: 0.25, hits: 7 }, 100);
    expect(text).toMatch(/●─+·+ /);
    expect(text).toContain('hits 7');
    expect(text).toContain('searched 25');
  });

  test('gives way without its ends', () => {
    expect(drawn({}, 40)).toMatch(/^ 12:00:00 ━+●─+ 12:01:40$/);
    expect(drawn({}, 5).length).toBeLessThanOrEqual(5);
  });

  test('is plain in ASCII, and whole where the recording has no length', () => {
    expect(drawn({}, 60, ASCII_GLYPHS)).toMatch(/^ 12:00:00 =+\*-+ 12:01:40/);
    expect(drawn({ toUs: NOON_US, positionUs: NOON_US })).toContain('●');
  });
});
