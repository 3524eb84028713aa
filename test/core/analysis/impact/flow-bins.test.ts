// Bins of flow and price change: which bin a quote belongs to, and what a bin is not made of.

import { describe, expect, test } from 'vitest';
import {
  FLOW,
  type FlowBins,
  addFlow,
  addQuoteStep,
  endRun,
  initFlowBins,
} from '../../../../src/core/analysis/impact/flow-bins.js';
import { fitFlow } from '../../../../src/core/analysis/impact/flow-fit.js';
import { momentsOf } from '../../../../src/core/analysis/impact/moment-blocks.js';

const WIDTH = 1_000;
/** Quotes as time, flow, mid2. */
function binsOf(steps: readonly (readonly [timeUs: number, flow: number | null, mid2: number])[]) {
  const bins = initFlowBins(WIDTH);
  for (const [timeUs, flow, mid2] of steps) addQuoteStep(bins, { timeUs, flow, steps: 0, mid2 });
  return bins;
}

const addTrade = (bins: FlowBins, timeUs: number, lots: number): void =>
  addFlow(bins, { timeUs, first: FLOW.trades, values: [lots] });
/** Bins, mean flow of the best level, mean price change, mean flow of trades. */
function facts({ same }: FlowBins): number[] {
  const { n, mean } = momentsOf(same.lots);
  return [n, mean[1] ?? NaN, mean[0] ?? NaN, mean[2] ?? NaN];
}

describe('named facts', () => {
  test('a quote at the end of a bin belongs to it, the mid at its begin is the last one at or before', () => {
    const bins = binsOf([[900, null, 200], [1000, 5, 202], [2000, 7, 206], [3000, 1, 206]]); // prettier-ignore
    endRun(bins);
    // Bins (1000, 2000] and (2000, 3000]: flows 7 and 1, changes 2 and 0 ticks.
    expect(facts(bins).slice(0, 3)).toEqual([2, 4, 1]);
  });
  test('the bin that the data end in is not counted', () => {
    const bins = binsOf([[1000, null, 200], [2000, 1, 202], [2500, 9, 300]]); // prettier-ignore
    endRun(bins);
    expect(facts(bins).slice(0, 2)).toEqual([1, 1]);
  });
  test('a bin without quotes has no flow and no change', () => {
    const bins = binsOf([[1000, null, 200], [4000, 6, 206]]); // prettier-ignore
    endRun(bins);
    expect(facts(bins).slice(0, 3)).toEqual([3, 2, 1]);
  });
  test('trades that came before the first quote count in their bins', () => {
    const bins = initFlowBins(WIDTH);
    addTrade(bins, 1500, 4);
    addTrade(bins, 800, 100);
    for (const [timeUs, mid2] of [[1000, 200], [2000, 204], [3000, 204]] as const) addQuoteStep(bins, { timeUs, flow: 0, steps: 0, mid2 }); // prettier-ignore
    endRun(bins);
    expect(facts(bins)[3]).toBe(2);
  });
  test('the flow of a bin is paired with the change of the next one', () => {
    const bins = binsOf([[1000, null, 200], [2000, 1, 200], [3000, 2, 202], [4000, 3, 206], [5000, 9, 212]]); // prettier-ignore
    endRun(bins);
    const fit = fitFlow(momentsOf(bins.next.lots), { kind: 'joint', places: [1] });
    expect([fit?.slope, fit?.alpha]).toEqual([expect.closeTo(1, 12), expect.closeTo(0, 12)]);
  });
  test('an hour of nothing ends a run: no million of empty bins', () => {
    const bins = binsOf([[1000, null, 200], [2000, 1, 202], [8_000_000_000, 5, 300], [8_000_001_000, 5, 302]]); // prettier-ignore
    endRun(bins);
    expect(facts(bins)[0]).toBe(2);
  });
});

test('goes on from a copy as without one', () => {
  const steps = Array.from({ length: 60 }, (_, k) => [1000 + k * 370, k % 7, 200 + (k % 5)] as const);
  const whole = binsOf(steps);
  let bins = binsOf(steps.slice(0, 31));
  bins = structuredClone(bins);
  for (const [timeUs, flow, mid2] of steps.slice(31)) addQuoteStep(bins, { timeUs, flow, steps: 0, mid2 });
  for (const one of [whole, bins]) endRun(one);
  expect(bins).toEqual(whole);
});

test('of many bins every second, fourth … is a point, at most 512', () => {
  const steps = Array.from({ length: 1_401 }, (_, k) => [1_000 + k * 1_000, k, 200 + 2 * k] as const);
  const bins = binsOf(steps);
  endRun(bins);
  const { points, stride, seen } = bins.scatter;
  expect([seen, stride, points.length / 2]).toEqual([1_400, 4, 350]);
  expect(points.slice(0, 6)).toEqual([1, 1, 5, 1, 9, 1]);
});
