// Stage times and their limits.

import { describe, expect, test } from 'vitest';
import { initStageTiming, recordStage, stageReports } from '../../../src/core/quality/stage-timing.js';

describe('time of stages', () => {
  test('nothing measured says so', () => {
    expect(stageReports(initStageTiming()).map(({ stage, time, within }) => [stage, time, within])).toEqual([
      ['ofi', null, null],
      ['cvd', null, null],
      ['fusion', null, null],
      ['whole', null, null],
    ]);
  });

  test('judged by p99 against the limits of the original design', () => {
    const state = initStageTiming();
    for (let k = 1; k <= 1_000; k++) recordStage(state, 'cvd', k * 1_000 + 0.4);
    for (let k = 0; k < 100; k++) recordStage(state, 'fusion', 3_100_000);
    for (let k = 0; k < 99; k++) recordStage(state, 'ofi', 11_000_000);
    const [ofi, cvd, fusion] = stageReports(state);
    expect(cvd).toMatchObject({ limitNs: 5_000_000, within: true });
    expect(cvd?.time?.n).toBe(1_000);
    expect(cvd?.time?.max).toBe(1_000_000);
    expect(Math.abs((cvd?.time?.p95 ?? 0) / 950_000 - 1)).toBeLessThan(0.004);
    expect(fusion).toMatchObject({ limitNs: 3_000_000, within: false });
    // The p99 of fewer than 100 is the largest of them.
    expect(ofi).toMatchObject({ time: { n: 99 }, within: null });
  });
});
