// Tests of what a screen and the process that it looks at say to each other.

import { expect, test } from 'vitest';
import {
  ASK_SCHEMA,
  MOST,
  heldOfSnapshot,
  readAnswer,
  readAsk,
  withHeld,
  withoutHeld,
} from '../../../src/core/watch/wire.js';
import { watchSnapshot } from '../../support/watch-sample.js';

test.each([
  ['{', 'no JSON'],
  ['[]', `no ${ASK_SCHEMA}`],
  ['{"schema":"v13.watch-ask/9","request":{}}', `no ${ASK_SCHEMA}`],
])('%s is refused', (line, problem) => {
  expect(readAsk(line)).toBe(problem);
});

test('whatever is asked for is kept in bounds', () => {
  const request = {
    symbol: 5,
    levels: 1e9,
    series: { spanUs: -1, points: 1e9 },
    heatColumns: 1e9,
    tape: -4,
    signals: 'x',
  };
  expect(readAsk(JSON.stringify({ schema: ASK_SCHEMA, request, held: { symbol: 'A' } }))).toEqual({
    schema: ASK_SCHEMA,
    request: {
      symbol: null,
      levels: MOST.levels,
      series: { spanUs: 1, points: MOST.points },
      heatColumns: MOST.heatColumns,
      footprintBars: 0,
      tape: 0,
      signals: 0,
      ownSignals: false,
    },
    held: null,
  });
});

test('answers of another version, and errors, are told as text', () => {
  expect(readAnswer('{"error":"busy"}')).toBe('busy');
  expect(readAnswer('{"snapshot":{"schema":"v13.watch/9"}}')).toContain('another version');
  expect(readAnswer('}')).toBe('no JSON');
  expect(readAnswer(JSON.stringify({ snapshot: watchSnapshot() }))).toEqual(watchSnapshot());
});

test('without a heatmap nothing is held', () => {
  const snapshot = watchSnapshot();
  expect(heldOfSnapshot(snapshot)).toBeNull();
  expect(withHeld(snapshot, [], 5)).toBe(snapshot);
  expect(withoutHeld(snapshot, { symbol: 'A', session: '', stepUs: 1, groupTicks: 1, untilUs: 0 })).toBe(snapshot);
});
