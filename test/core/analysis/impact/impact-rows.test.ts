// Rows of the impact table from bins: units, and what is left out. Real figures: impact-watch.test.ts.

import { expect, test } from 'vitest';
import { FLOW, addFlow, addQuoteStep, endRun, initFlowBins } from '../../../../src/core/analysis/impact/flow-bins.js';
import {
  impactLevels,
  impactRows,
  impactScatter,
  stepSlope,
} from '../../../../src/core/analysis/impact/impact-rows.js';

const WIDTH = 1_000;

/** Flows of −3 … 3 lots a bin, each lot of the best level moving the price by two ticks. */
function bins(hasLevels: boolean) {
  const made = initFlowBins(WIDTH);
  let mid2 = 1_000;
  for (let k = 0; k < 200; k++) {
    const flow = ((k * 5) % 7) - 3;
    mid2 += k === 0 ? 0 : 4 * flow;
    const timeUs = (k + 1) * WIDTH;
    addQuoteStep(made, { timeUs, flow: k === 0 ? null : flow, steps: flow / 2, mid2 });
    const levels = [flow, ...Array.from({ length: 9 }, (_, m) => ((k * (m + 2)) % 5) - 2)];
    if (hasLevels && k > 0) addFlow(made, { timeUs, first: FLOW.index, values: [flow, ...levels, 4, 1] });
  }
  endRun(made);
  return made;
}

test('without depth there are no levels, only what quotes and trades say', () => {
  const made = bins(false);
  expect(impactRows(made, 0.5).map(({ flow }) => flow)).toEqual(['ofi', 'ofi+ti']);
  expect(impactLevels(made, 0.5)).toBeNull();
});

test('slopes are ticks a base unit, of the first component ticks a share of the depth', () => {
  const rows = impactRows(bins(true), 0.5);
  const row = (flow: string) => rows.find((one) => one.flow === flow)!;
  for (const flow of ['ofi', 'mlofi', 'ofi:index']) {
    expect([row(flow).beta, row(flow).r2, row(flow).n]).toEqual([expect.closeTo(4, 8), expect.closeTo(1, 8), 199]);
  }
  // Each lot moves the mid by half a step in this sample.
  expect(stepSlope(bins(true)).value).toBeCloseTo(0.5, 9);
  expect(row('ofi').r2Adjusted).toBeCloseTo(1, 8);
  expect(row('mlofi').nextCorrelation).toBeNull();
  expect(row('ofi').nextR2.n).toBe(198);
  const { levels, explained } = impactLevels(bins(true), 0.5)!;
  expect(levels.map(({ level }) => level)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(levels.reduce((sum, { weight }) => sum + Math.abs(weight!), 0)).toBeCloseTo(1, 9);
  expect(explained).toBeGreaterThan(0.2);
});

test('points are in base units and ticks, with the line through them', () => {
  const { points, alpha, beta, n, stride } = impactScatter(bins(true), 0.5)!;
  expect([n, stride, points.length]).toEqual([199, 1, 199]);
  for (const [flow, ticks] of points) expect(ticks).toBeCloseTo(alpha + beta * flow, 8);
});
