// Leaked labels are caught, honest ones are not.

import { describe, expect, test } from 'vitest';
import {
  finishCollector,
  initCollector,
  pushDecision,
  pushQuote,
} from '../../../../src/core/analysis/collect/collector.js';
import { checkReversal, detectLeak } from '../../../../src/core/analysis/collect/leak.js';
import { initRng, nextNormal } from '../../../../src/core/stats/rng.js';
import { planOf, spec } from '../../../support/study-plans.js';

const STEP_US = 100_000;
const SAMPLES = 4_000;
const H = 10;

/** Log prices of a random walk, one a step. */
function walk(seed: number): Float64Array {
  const rng = initRng(seed);
  const logs = new Float64Array(SAMPLES);
  for (let k = 1; k < SAMPLES; k++) logs[k] = logs[k - 1]! + 1e-4 * nextNormal(rng);
  return logs;
}

/** Labels and past returns as the collector makes them, on a grid of H steps. */
function collected(logs: Float64Array) {
  const horizonUs = H * STEP_US;
  const c = initCollector(planOf({ signals: [spec('a', 'primary')], horizonsUs: [horizonUs], primaryUs: horizonUs }));
  for (let k = 0; k < SAMPLES; k++) {
    const bidTicks = Math.round(Math.exp(logs[k]!) * 1e8);
    pushQuote(c, k * STEP_US, { bidTicks, askTicks: bidTicks + 1, bidLots: 1, askLots: 1 });
    const side = k >= H && logs[k]! > logs[k - H]! ? 1 : -1;
    pushDecision(c, k * STEP_US, { values: Float64Array.of(side), sides: Int8Array.of(side) });
  }
  return finishCollector(c).store;
}

describe('on a random walk', () => {
  const logs = walk(7);
  const { y, past, sides } = collected(logs);

  /** The label of the public V13 tool: prices shifted by +H, then joined as of the decision. */
  const leaked = y.map((_, k) => (k >= H ? (logs[k - H]! - logs[k]!) * 1e4 : NaN));

  test('the collector looks forward', () => {
    const check = detectLeak(y, past);
    expect(check.n).toBe(SAMPLES - 2 * H);
    expect(Math.abs(check.correlation!)).toBeLessThan(0.2);
    expect(check.leaked).toBe(false);
  });

  test('a label shifted the wrong way is minus the past return, and is caught', () => {
    const check = detectLeak(leaked, past);
    expect(check.correlation).toBeLessThan(-0.9999);
    expect(check.leaked).toBe(true);
  });

  test('a label that is the past return itself is caught too', () => {
    const check = detectLeak(past, past);
    expect(check.correlation).toBeCloseTo(1, 12);
    expect(check.leaked).toBe(true);
  });

  test('a signal of the past scores on the leaked label, turned round, and keeps its score backwards', () => {
    const turned = sides.map((side) => -side);
    expect(checkReversal(turned, leaked, past)).toEqual({ forward: 1, backward: 1, keepsScore: true });
    expect(checkReversal(turned, y, past).keepsScore).toBe(false);
  });

  test('a true forecast loses its score backwards', () => {
    const oracle = Int8Array.from(y, (move) => Math.sign(move) || 0);
    const check = checkReversal(oracle, y, past);
    expect(check.forward).toBe(1);
    expect(check.keepsScore).toBe(false);
  });

  test('too little data says nothing', () => {
    expect(detectLeak(y.slice(0, 35), past.slice(0, 35))).toEqual({ n: 25, correlation: null, leaked: false });
    expect(checkReversal(Int8Array.of(0), y.slice(0, 1), past.slice(0, 1)).forward).toBeNull();
  });
});
