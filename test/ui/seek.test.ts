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
  ['08-07 14:30', 'UTC', NOON_US - 86_400e6 + 9000e6],
  ['2024-08-07T14:30:15', 'UTC', NOON_US - 86_400e6 + 9015e6],
  ['2023-08-08', 'UTC', NOON_US - 365 * 86_400e6 - 86_400e6 - 43_200e6],
  ['08-09 01:00', 'Asia/Shanghai', NOON_US + 5 * 3600e6],
  ['02-30 12:00', 'UTC', null],
  ['08-07 25:00', 'UTC', null],
  ['08-0714:30', 'UTC', null],
  ['25:00', 'UTC', null],
  ['12:60', 'UTC', null],
  ['30', 'UTC', null],
  ['', 'UTC', null],
])('%s in %s', (text, timeZone, timeUs) => {
  expect(seekTime(text, { positionUs: NOON_US, timeZone })).toBe(timeUs);
});
