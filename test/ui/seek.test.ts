// Times that are typed.

import { expect, test } from 'vitest';
import { seekTime } from '../../src/ui/seek.js';

const NOON_US = Date.UTC(2024, 7, 8, 12) * 1000;

test.each([
  ['14:30', 'UTC', NOON_US + 9000e6],
  ['14:30:15.5', 'UTC', NOON_US + 9015.5e6],
  ['+30s', 'UTC', NOON_US + 30e6],
  ['-5m', 'UTC', NOON_US - 300e6],
  ['+250ms', 'UTC', NOON_US + 250_000],
  ['20:00', 'Asia/Shanghai', NOON_US],
  ['25:00', 'UTC', null],
  ['12:60', 'UTC', null],
  ['30', 'UTC', null],
  ['', 'UTC', null],
])('%s in %s', (text, timeZone, timeUs) => {
  expect(seekTime(text, { positionUs: NOON_US, timeZone })).toBe(timeUs);
});
