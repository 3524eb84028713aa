// How long streams may be silent before anybody calls a symbol stale; the figures themselves are tested end to end.

import { expect, test } from 'vitest';
import { leastSilenceUs } from '../../../src/assembly/alerts/capture-quality.js';
import { DEFAULT_SILENCE } from '../../../src/exchange/binance/watchdog.js';

test.each([
  [['depth@100ms', 'aggTrade'], 10e6],
  [['aggTrade'], 300e6],
  [['bookTicker', 'aggTrade'], 30e6],
  [['forceOrder'], null],
  [[], null],
])('%j: %s µs', (streams, expected) => {
  expect(leastSilenceUs(streams, DEFAULT_SILENCE)).toBe(expected);
});
