// Tests of the rate of messages.

import { expect, test } from 'vitest';
import fc from 'fast-check';
import { initMessageRate, messagesPerSecond, stepMessageRate } from '../../../src/core/watch/message-rate.js';

const rateOf = (timesMs: readonly number[]) => {
  const rate = initMessageRate();
  for (const ms of timesMs) stepMessageRate(rate, ms * 1000);
  return rate;
};

test('there is none before a full second has passed', () => {
  expect(messagesPerSecond(initMessageRate(), 9e6)).toBeNull();
  expect(messagesPerSecond(rateOf([1_700]), 1.9e6)).toBeNull();
});

test('it is that of the last five full seconds', () => {
  const rate = rateOf([1_000, 1_001, 2_500, 7_000, 7_999]);
  expect(messagesPerSecond(rateOf([1_000, 1_001, 2_500]), 3.2e6)).toBe(1.5);
  expect(messagesPerSecond(rate, 8e6)).toBe(0.4);
  expect(messagesPerSecond(rate, 60e6)).toBe(0);
});

test('it equals a count of the messages themselves', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 1, maxLength: 60 }),
      fc.nat(4_000),
      (steps, more) => {
        let now = 1_000_000;
        const times = steps.map((ms) => (now += ms));
        const nowMs = now + more;
        const [end, first] = [Math.floor(nowMs / 1000), Math.floor(times[0]! / 1000)];
        const seconds = Math.min(5, end - first);
        const counted = times.filter((ms) => ms >= (end - seconds) * 1000 && ms < end * 1000).length;
        expect(messagesPerSecond(rateOf(times), nowMs * 1000)).toBe(seconds === 0 ? null : counted / seconds);
      },
    ),
  );
});
