// How long a symbol may be silent, by its own rate.

import { expect, test } from 'vitest';
import { patienceUs } from '../../../src/core/alert/stale-rule.js';

const of = (messages: number, spanS: number) => ({
  symbol: 'ETHUSDT',
  messages,
  firstUs: messages === 0 ? null : 0,
  lastUs: messages === 0 ? null : spanS * 1e6,
  depthGaps: 0,
  tradeGaps: 0,
  resyncs: 0,
});

test.each([
  ['ten messages a second: the least', of(601, 60), 10e6],
  ['one in two seconds: twenty intervals', of(31, 60), 40e6],
  ['one in a minute: twenty minutes', of(31, 1800), 1200e6],
  ['few messages: six times the least', of(5, 60), 60e6],
  ['none', of(0, 0), 60e6],
])('%s', (_, figures, expected) => {
  expect(patienceUs(figures, 10e6)).toBe(expected);
});
