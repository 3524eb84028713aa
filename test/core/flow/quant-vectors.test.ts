// The published vectors in one go, field by field: sections `ofi` and `rolling`, and `impact.microprice` and `impact.pca`.

import { describe, expect, test } from 'vitest';
import { type TopLevels } from '../../../src/core/book/top-levels.js';
import { generalisedFlow } from '../../../src/core/flow/gofi.js';
import { solveMicroprice } from '../../../src/core/flow/microprice.js';
import { commonDepth, initMlofi, normalisedFlow, stepMlofi } from '../../../src/core/flow/mlofi.js';
import { cksLevelFlow, weightedCksFlow } from '../../../src/core/flow/ofi-cks.js';
import { indexFlow } from '../../../src/core/flow/ofi-index.js';
import { finishPcaFit, initPcaFit, stepPcaFit } from '../../../src/core/flow/ofi-pca.js';
import { priceKeyedFlow } from '../../../src/core/flow/ofi-pricekey.js';
import { queueImbalance, weightedMidTicks } from '../../../src/core/flow/queue-imbalance.js';
import { normaliseWeights } from '../../../src/core/flow/weights.js';
import { ddEstimate, ddIndex } from '../../../src/core/stats/ddsketch.js';
import { alphaOfSpan, initEwma, stepEwma } from '../../../src/core/stats/ewma.js';
import { bucketBounds } from '../../../src/core/stats/log-sketch.js';
import { initMadZ, stepMadZ } from '../../../src/core/stats/mad-z.js';
import { quantileNearestRank, quantileType7, sortedCopy } from '../../../src/core/stats/quantile.js';
import { initRollingZ, stepRollingZ } from '../../../src/core/stats/rolling-z.js';
import { initWindow, pushWindow, windowVariance } from '../../../src/core/stats/welford.js';
import { quantVectors } from '../../support/vectors.js';
import { ONES, SNAPSHOTS, bidsOf, asksOf, steps } from './snapshots.js';

type Numbers = readonly number[];
type Absent = readonly (number | null)[];
type Levels = readonly (readonly [price: number, size: number])[];

interface Vectors {
  readonly ofi: {
    readonly weights: Numbers;
    readonly snapshots: readonly { readonly bids: Levels; readonly asks: Levels }[];
    readonly seed: Numbers;
    readonly cks_e_per_level: readonly Numbers[];
    readonly weighted_sum_e: Numbers;
    readonly price_keyed_weighted: Numbers;
    readonly price_keyed_raw: Numbers;
    readonly gofi_L1: Numbers;
    readonly mid: Numbers;
    readonly I: Numbers;
    readonly weighted_mid: Numbers;
    readonly queue_imbalance: Numbers;
    readonly window_OFI_m: Numbers;
    readonly Q5_over_t1_t5: number;
    readonly ofi_m_norm_level1: number;
    readonly AD_L1: number;
  };
  readonly rolling: {
    readonly x: Numbers;
    readonly window: number;
    readonly z_incl_ddof0: Absent;
    readonly z_incl_ddof1: Absent;
    readonly z_excl_ddof0: Absent;
    readonly z_excl_ddof1: Absent;
    readonly mad_z_incl_from_idx4: Absent;
    readonly ewma_span5_mean_var: readonly (readonly [number, number])[];
    readonly cancellation_offset_1e9: { readonly naive_var_idx4_8: Numbers; readonly true: Numbers };
    readonly quantile: {
      readonly data: Numbers;
      readonly type7: Readonly<Record<string, number>>;
      readonly nearest_rank: Readonly<Record<string, number>>;
    };
    readonly 'ddsketch_a.01': Readonly<Record<string, readonly [number, number]>>;
    readonly hdr_sig3_lo_hi: Readonly<Record<string, readonly [number, number]>>;
  };
  readonly impact: {
    readonly microprice: {
      readonly Q: readonly Numbers[];
      readonly R1: readonly Numbers[];
      readonly K: Numbers;
      readonly T_after_down_then_up: readonly (readonly Numbers[])[];
      readonly G1: Numbers;
      readonly G2: Numbers;
      readonly Gstar: Numbers;
    };
    readonly pca: {
      readonly E: readonly Numbers[];
      readonly pc1_share: number;
      readonly w_L1: Numbers;
      readonly ridge_y: Numbers;
      readonly ridge_lambda1: Numbers;
      readonly ols: Numbers;
    };
  };
}

const VECTORS = quantVectors<Vectors>();

function close(actual: Absent, expected: Absent, digits = 8): void {
  expect(actual).toHaveLength(expected.length);
  expected.forEach((value, k) => {
    if (value === null) expect(actual[k]).toBeNull();
    else expect(actual[k]).toBeCloseTo(value, digits);
  });
}

const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);

describe.skipIf(VECTORS === null)('published vectors', () => {
  const { ofi, rolling, impact } = VECTORS ?? ({} as Vectors);
  const top = (k: number): TopLevels => SNAPSHOTS[k]!;

  // Of impact.pca, ridge and least squares belong to regressions on these flows, not to the flows.
  test('the sections hold no more than these tests know of', () => {
    expect(Object.keys(ofi).length + Object.keys(rolling).length).toBe(16 + 12);
    expect(Object.keys(impact.microprice).length + Object.keys(impact.pca).length).toBe(7 + 6);
  });

  test('ofi: the snapshots of our tests are those', () => {
    const inTicks = (levels: Levels) => levels.map(([price, size]) => [Math.round(price * 10), size]);
    ofi.snapshots.forEach(({ bids, asks }, k) => {
      expect([bidsOf(top(k)), asksOf(top(k))]).toEqual([inTicks(bids), inTicks(asks)]);
    });
  });

  test('ofi: every definition', () => {
    const weights = normaliseWeights(ofi.weights);
    const flows = (of: (prev: TopLevels, next: TopLevels) => number) => steps.map(([prev, next]) => of(prev, next));
    close(flows((prev, next) => indexFlow(prev, next, weights)), ofi.seed); // prettier-ignore
    close(flows((prev, next) => weightedCksFlow(prev, next, weights)), ofi.weighted_sum_e); // prettier-ignore
    close(flows((prev, next) => priceKeyedFlow(prev, next, weights)), ofi.price_keyed_weighted); // prettier-ignore
    close(flows((prev, next) => priceKeyedFlow(prev, next, ONES)), ofi.price_keyed_raw); // prettier-ignore
    expect(flows(generalisedFlow)).toEqual(ofi.gofi_L1);
    const levels = steps.map(([prev, next]) => ofi.weights.map((_, m) => cksLevelFlow(prev, next, m) + 0));
    expect(levels).toEqual(ofi.cks_e_per_level);
  });

  test('ofi: mids and imbalances after each step', () => {
    const after = steps.map(([, next]) => next);
    const size = (next: TopLevels) => [next.bidLots[0]!, next.askLots[0]!] as const;
    close(after.map((next) => (next.bidTicks[0]! + next.askTicks[0]!) / 20), ofi.mid); // prettier-ignore
    close(after.map((next) => weightedMidTicks(next)! / 10), ofi.weighted_mid); // prettier-ignore
    close(after.map((next) => queueImbalance(...size(next))), ofi.queue_imbalance); // prettier-ignore
    close(after.map((next) => (queueImbalance(...size(next))! + 1) / 2), ofi.I); // prettier-ignore
  });

  test('ofi: the window of all steps', () => {
    const [five, one] = [initMlofi(5), initMlofi(1)];
    for (const [prev, next] of steps) for (const state of [five, one]) stepMlofi(state, prev, next);
    expect([...five.flows]).toEqual(ofi.window_OFI_m);
    close([commonDepth(five), normalisedFlow(five, 0), commonDepth(one)], [ofi.Q5_over_t1_t5, ofi.ofi_m_norm_level1, ofi.AD_L1]); // prettier-ignore
  });

  test('impact: micro-price', () => {
    const { Q, R1, K, T_after_down_then_up: after, G1, G2, Gstar } = impact.microprice;
    const n = Q.length;
    const stays = Float64Array.from(Q.flat());
    const moves = Float64Array.from(after.flatMap(([down, up]) => down!.map((chance, j) => chance + up![j]!)));
    const drift = Float64Array.from(R1, (row) => sum(row.map((chance, k) => chance * K[k]!)));
    const { first, limit } = solveMicroprice({ n, stays, moves, drift });
    const next = Float64Array.from({ length: n }, (_, i) => sum(first.map((g, j) => moves[i * n + j]! * g)));
    const second = solveMicroprice({ n, stays, moves, drift: next }).first;
    close([...first], G1);
    close([...first].map((g, i) => g + second[i]!), G2); // prettier-ignore
    close([...limit], Gstar);
  });

  test('impact: principal component', () => {
    const state = initPcaFit(3);
    for (const row of impact.pca.E) stepPcaFit(state, row);
    const fit = finishPcaFit(state)!;
    close([fit.explained], [impact.pca.pc1_share], 12);
    close([...fit.weights], impact.pca.w_L1);
  });

  test('rolling: z-scores', () => {
    const { x, window } = rolling;
    for (const baseline of ['include', 'exclude'] as const) {
      for (const ddof of [0, 1] as const) {
        const state = initRollingZ({ window, baseline, ddof, warmup: window, epsilon: 1e-12 });
        const expected = rolling[`z_${baseline === 'include' ? 'incl' : 'excl'}_ddof${ddof}`];
        close(x.map((value) => stepRollingZ(state, value)), expected); // prettier-ignore
      }
    }
    const mad = initMadZ({ window, baseline: 'include', warmup: window, epsilon: 1e-12 });
    close(x.map((value) => stepMadZ(mad, value)).slice(4), rolling.mad_z_incl_from_idx4, 5); // prettier-ignore
  });

  test('rolling: exponential averages', () => {
    const state = initEwma(alphaOfSpan(5));
    stepEwma(state, rolling.x[0]!);
    rolling.ewma_span5_mean_var.forEach(([mean, variance], k) => {
      stepEwma(state, rolling.x[k + 1]!);
      close([state.mean, state.variance], [mean, variance]);
    });
  });

  test('rolling: a large offset', () => {
    const { cancellation_offset_1e9: offset, x, window } = rolling;
    const state = initWindow(window);
    const variances = x.slice(0, 9).map((value) => {
      pushWindow(state, value + 1e9);
      return windowVariance(state, 0);
    });
    close(variances.slice(4), offset.true, 7);
    // What sums of squares would have given instead.
    const naive = [4, 5, 6, 7, 8].map((i) => {
      const part = x.slice(i - 4, i + 1).map((value) => value + 1e9);
      const mean = sum(part) / window;
      return sum(part.map((value) => value * value)) / window - mean * mean;
    });
    expect(naive.every((value, k) => Math.abs(value - offset.true[k]!) > 1)).toBe(true);
  });

  test('rolling: quantiles and sketches', () => {
    const { data, type7, nearest_rank: rank } = rolling.quantile;
    const sorted = sortedCopy(data);
    for (const name of Object.keys(type7)) {
      const p = Number(name.slice(1)) / 100;
      close([quantileType7(sorted, p), quantileNearestRank(sorted, p)], [type7[name]!, rank[name]!]);
    }
    for (const [value, [index, estimate]] of Object.entries(rolling['ddsketch_a.01'])) {
      expect(ddIndex(Number(value), 0.01)).toBe(index);
      close([ddEstimate(index, 0.01)], [estimate], 9);
    }
    for (const [value, [low, high]] of Object.entries(rolling.hdr_sig3_lo_hi)) {
      const bounds = bucketBounds(Number(value), 3);
      expect([bounds.low, bounds.high]).toEqual([low, high]);
    }
  });
});
