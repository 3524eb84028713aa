// Damaged input fails the gate by itself, whatever the figures of what could be read.

import { expect, test } from 'vitest';
import { judgeGate } from '../../../src/core/quality/gate.js';
import { qualityReport } from '../../../src/core/quality/quality-report.js';
import { initQuality, stepQuality } from '../../../src/core/quality/stream-quality.js';
import { type Row, batchOf } from './events.js';

const GOOD = Array.from({ length: 20 }, (_, k): Row => ({ kind: 'trade', at: 100 * k, latency: 30 }));

function judged(damaged?: number) {
  const state = initQuality();
  stepQuality(state, batchOf(GOOD));
  return judgeGate('layer1', qualityReport(state, ['ETHUSDT']), { damaged });
}

test.each([
  [0, 'PASS'],
  [1, 'FAIL'],
  [250, 'FAIL'],
] as const)('%i problems: %s', (damaged, verdict) => {
  const { verdict: whole, rows } = judged(damaged);
  expect(whole).toBe(verdict);
  expect(rows.at(-1)).toMatchObject({
    name: 'damaged input',
    symbol: null,
    measured: damaged,
    threshold: '0',
    verdict,
  });
});

test('without a stored input there is no such criterion', () => {
  expect(judged().rows.map(({ name }) => name)).not.toContain('damaged input');
});
