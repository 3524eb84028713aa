// What grown counts are told as.

import { expect, test } from 'vitest';
import { findCounts, initCounts } from '../../../src/core/alert/count-rule.js';

const symbol = (name: string, depthGaps: number, resyncs: number) => ({
  symbol: name,
  messages: 1,
  firstUs: 0,
  lastUs: 0,
  depthGaps,
  tradeGaps: 0,
  resyncs,
});

test('what stands is told with its numbers', () => {
  const state = initCounts();
  const look = (nowUs: number, symbols: readonly ReturnType<typeof symbol>[]) =>
    findCounts(state, { nowUs, symbols, latencyP99Us: null, disk: null }).filter(({ is }) => is === 'on');
  expect(look(0, [symbol('A', 0, 0)])).toEqual([]);
  expect(look(1e6, [symbol('A', 2, 0)])).toEqual([
    {
      rule: 'gap',
      symbol: 'A',
      is: 'on',
      text: 'A: messages are missing, 2 times',
      values: { depth_gaps: 2, trade_gaps: 0 },
    },
  ]);
  // It still stands a little later, when nothing more was counted: no "0 times".
  expect(look(2e6, [symbol('A', 2, 0)])).toMatchObject([{ rule: 'gap', text: 'A: messages are missing' }]);
  expect(look(60e6, [symbol('A', 2, 1)])).toMatchObject([{ rule: 'resync', text: 'A: the book was taken anew' }]);
});
