// Tests of troubles as lines.

import { expect, test } from 'vitest';
import {
  TROUBLES,
  addTrouble,
  initTroubleLog,
  latestTroubles,
  troubleText,
} from '../../../src/assembly/watch/trouble-log.js';

test.each([
  ['disconnect', { symbols: null, reason: 'closed with 1006', route: 'public' }, 'all symbols: closed with 1006'],
  ['silence', { symbols: ['A', 'B', 'C', 'D', 'E'], reason: 'quiet' }, 'A, B, C and 2 more: quiet'],
  ['gap', { symbol: 'A', stream: 'depth', fromId: 5, toId: 9 }, 'A: depth ids 5 to 9'],
  ['gap', { symbol: 'A', stream: 'trade', fromId: 5, toId: 9 }, 'A: trade ids 5 to 9'],
  ['gap', { symbol: 'A', stream: 'depth', fromId: 5, toId: 4 }, 'A: depth ids break at 5'],
  ['resync', { symbol: 'A', lastId: 12 }, 'A: book begun again at 12'],
  ['rollover', { route: 'public', streams: 4, handed_over: 3, resyncs: 1 }, '/public: 3 of 4 streams handed over'],
  ['clock_step', { stepUs: -2_000_000 }, 'the clock was set by -2000 ms'],
  ['disk', { problem: 'no\nroom' }, 'no room'],
  ['disk', { freeBytes: 5, neededBytes: 9 }, '5 bytes are free'],
  ['stall', { queuedBytes: 7 }, 'the disk is slow: 7 bytes wait, and reading is held back'],
  ['malformed', { bytes: 3 }, 'a frame of 3 bytes is no message'],
  ['healed', { symbol: 'A', fromId: 1, toId: 2 }, 'A: trades 1 to 2 fetched'],
  ['open_hole', { symbol: 'A', text: 'A: trades 1 stay missing: gone' }, 'A: trades 1 stay missing: gone'],
  ['rest_failure', { symbols: ['A'], reason: 'HTTP 500' }, 'A: HTTP 500'],
] as const)('%s %o is "%s"', (event, fields, text) => {
  expect(troubleText(event, fields)).toBe(text);
});

test('what is told and warned of in the same words stands there once', () => {
  const log = initTroubleLog();
  for (const kind of ['open_hole', 'warning']) addTrouble(log, { timeUs: 1, kind, text: 'A: trades 1 stay missing' });
  expect(latestTroubles(log).map(({ kind }) => kind)).toEqual(['open_hole']);
  addTrouble(log, { timeUs: 2, kind: 'warning', text: '/public: trades 1 stay missing' });
  expect(latestTroubles(log)).toHaveLength(1);
  addTrouble(log, { timeUs: 2, kind: 'gap', text: 'A: depth ids 5 to 9' });
  expect(latestTroubles(log)).toHaveLength(2);
});

test('the latest hundred are kept, newest first', () => {
  const log = initTroubleLog();
  for (let k = 0; k < TROUBLES + 5; k++) addTrouble(log, { timeUs: k, kind: 'gap', text: '' });
  expect(latestTroubles(log)).toHaveLength(TROUBLES);
  expect(latestTroubles(log)[0]!.timeUs).toBe(TROUBLES + 4);
});
