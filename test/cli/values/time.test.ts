// Times as people type them.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isClockTime, parseTime, parseTimeZone, recordedTime } from '../../../src/cli/values/time.js';
import { formatTime } from '../../../src/text/time.js';
import { NOON_US, testEnv } from '../../support/plan-env.js';

const at = (iso: string) => Date.parse(iso) * 1000;
const read = (text: string, timeZone = 'UTC') => {
  const result = parseTime(text, { nowUs: NOON_US, timeZone });
  return result.ok ? result.value : result.problem;
};

describe.each([
  ['a date is its midnight', '2024-08-08', 'UTC', at('2024-08-08T00:00:00Z')],
  ['a date in a zone is midnight there', '2024-08-08', 'Asia/Shanghai', at('2024-08-07T16:00:00Z')],
  ['date and time', '2024-08-08T14:30', 'UTC', at('2024-08-08T14:30:00Z')],
  ['a blank for the T', '2024-08-08 14:30:15', 'UTC', at('2024-08-08T14:30:15Z')],
  ['Z beats the zone', '2024-08-08T14:30Z', 'Asia/Shanghai', at('2024-08-08T14:30:00Z')],
  ['an offset beats the zone', '2024-08-08T14:30+08:00', 'UTC', at('2024-08-08T06:30:00Z')],
  ['microseconds are kept', '2024-08-08T14:30:15.123456', 'UTC', at('2024-08-08T14:30:15Z') + 123_456],
  ['a time of day is of today', '14:30', 'UTC', at('2024-08-08T14:30:00Z')],
  ['today is that of the zone', '01:00', 'Asia/Shanghai', at('2024-08-07T17:00:00Z')],
  ['relative', '-2h', 'UTC', NOON_US - 7_200_000_000],
  ['ahead', '+30m', 'UTC', NOON_US + 1_800_000_000],
  ['now', 'now', 'UTC', NOON_US],
  ['epoch milliseconds', '1723161255000', 'UTC', 1_723_161_255_000_000],
  ['before the clock goes back', '2024-11-03 00:30', 'America/New_York', at('2024-11-03T04:30:00Z')],
  ['after it went back', '2024-11-03 03:00', 'America/New_York', at('2024-11-03T08:00:00Z')],
])('%s', (_, text, zone, us) => {
  test(`${text} in ${zone}`, () => {
    expect(read(text, zone)).toBe(us);
  });
});

test.each(['2024-02-30', '2024-13-01', '25:00', '12:60', 'yesterday', '', '-2', '2024-08', '12'])(
  'no time: "%s"',
  (text) => {
    expect(typeof read(text)).toBe('string');
  },
);

test('epoch seconds and microseconds are refused with the likely meaning', () => {
  expect(parseTime('1723161255', { nowUs: 0, timeZone: 'UTC' })).toMatchObject({ hint: 'did you mean 1723161255000?' });
  expect(parseTime('1723161255000000', { nowUs: 0, timeZone: 'UTC' })).toMatchObject({
    hint: 'did you mean 1723161255000?',
  });
});

test('zones: names are checked and made canonical', () => {
  expect(parseTimeZone('asia/shanghai')).toEqual({ ok: true, value: 'Asia/Shanghai' });
  expect(parseTimeZone('utc')).toEqual({ ok: true, value: 'UTC' });
  expect(parseTimeZone('local').ok).toBe(true);
  expect(parseTimeZone('Mars/Olympus').ok).toBe(false);
});

test('printed times carry their zone', () => {
  expect(formatTime(at('2024-08-08T23:54:15.088Z'))).toBe('2024-08-08 23:54:15.088 UTC');
  expect(formatTime(at('2024-08-08T23:54:15.088Z'), 'Asia/Shanghai')).toBe(
    '2024-08-09 07:54:15.088 +08:00 Asia/Shanghai',
  );
});

test('a printed UTC time reads back to the millisecond', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), (ms) => {
      expect(read(formatTime(ms * 1000))).toBe(ms * 1000);
    }),
  );
});

test.each([
  ['14:30', true],
  ['9:05:01.5', true],
  ['2024-08-08T14:30', false],
  ['2024-08-08', false],
  ['-2h', false],
  ['1723161255000', false],
])('%s lacks its day: %s', (text, isClock) => {
  expect(isClockTime(text)).toBe(isClock);
  expect(recordedTime(text, '--from', testEnv())).toEqual({ timeUs: read(text), clock: isClock ? text : null });
});
