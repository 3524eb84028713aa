// Tests of percentiles that are worked out in turn.

import { expect, test } from 'vitest';
import { insertLogSketch } from '../../../src/core/stats/log-sketch.js';
import { initSymbol } from '../../../src/core/quality/symbol-quality.js';
import { initSymbolLatencies, stepSymbolLatencies } from '../../../src/core/watch/symbol-latency.js';

const symbols = Array.from({ length: 100 }, (_, k) => ({ symbol: `S${k}` }));

test('the first look takes a screenful, every later one a few, and all come round', () => {
  const latencies = initSymbolLatencies();
  const asked: string[] = [];
  const look = (): void => stepSymbolLatencies(latencies, symbols, (symbol) => void asked.push(symbol));
  look();
  expect(asked).toHaveLength(64);
  for (let k = 0; k < 9; k++) look();
  expect(new Set(asked).size).toBe(100);
  expect(asked).toHaveLength(100);
});

test('percentiles are those of all streams together, and null where nothing was measured', () => {
  const latencies = initSymbolLatencies();
  const state = initSymbol();
  insertLogSketch(state.streams[0]!.latency, 1_000);
  insertLogSketch(state.streams[1]!.latency, 3_000);
  stepSymbolLatencies(latencies, [{ symbol: 'A' }, { symbol: 'B' }], (symbol) => (symbol === 'A' ? state : undefined));
  expect(latencies.known.get('A')).toMatchObject({ n: 2, p50: 1, max: 3 });
  expect(latencies.known.get('B')).toBeNull();
  stepSymbolLatencies(initSymbolLatencies(), [], () => undefined);
});
