// Contemporaneous impact: bins, order, breaks, and the golden figures of the recordings of 2024-08-08.

import { describe, expect, test } from 'vitest';
import { EMPTY_STATED, studyEvents } from '../../../support/study-events.js';
import { KIND, FLAG } from '../../../../src/core/market/event-batch.js';
import {
  type ImpactState,
  breakImpact,
  finishImpact,
  initImpact,
  pushImpactQuote,
  pushImpactTrade,
} from '../../../../src/core/analysis/impact/impact.js';
import { testData } from '../../../support/data.js';

const SCALE = { step: 1, clock: 'exchange', source: 'bookTicker' } as const;

/** Quotes one tick apart, half a second apart, whose bid queue and price follow a list. */
function walk(state: ImpactState, mids: readonly number[], [fromUs, firstId] = [1_000_000, 1]): void {
  mids.forEach((mid, k) => {
    pushImpactQuote(state, {
      updateId: firstId + k,
      timeUs: fromUs + k * 500_000,
      bidTicks: mid,
      bidLots: 5,
      askTicks: mid + 1,
      askLots: 5,
    });
  });
}
const MIDS = [100, 101, 101, 103, 102, 104, 104, 105, 103, 103, 106, 107];

const rowOf = (state: ImpactState, flow: string, binUs: number) =>
  finishImpact(state, SCALE)?.rows.find((row) => row.flow === flow && row.binUs === binUs);

test('price changes of whole bins on the flow of the same bins', () => {
  const state = initImpact();
  walk(state, MIDS);
  // From 1 s to 6.5 s: five whole bins of a second.
  expect(rowOf(state, 'ofi', 1_000_000)).toMatchObject({ n: 5 });
});

test('quotes that change places come out in the order of their ids', () => {
  const [straight, mixed] = [initImpact(), initImpact()];
  walk(straight, MIDS);
  const quotes: Parameters<typeof pushImpactQuote>[1][] = [];
  MIDS.forEach((mid, k) =>
    quotes.push({ updateId: 1 + k, timeUs: 1_000_000 + k * 500_000, bidTicks: mid, bidLots: 5, askTicks: mid + 1, askLots: 5 }),
  ); // prettier-ignore
  [quotes[2], quotes[3]] = [quotes[3]!, quotes[2]!];
  for (const quote of quotes) pushImpactQuote(mixed, quote);
  expect(finishImpact(mixed, SCALE)).toEqual(finishImpact(straight, SCALE));
});

test('no bin spans a break', () => {
  const state = initImpact();
  walk(state, MIDS);
  breakImpact(state);
  walk(state, MIDS, [900_000_000_000, 1]);
  expect(rowOf(state, 'ofi', 1_000_000)?.n).toBe(10);
});

test('goes on from a copy as without one', () => {
  const whole = initImpact();
  walk(whole, MIDS);
  let state = initImpact();
  walk(state, MIDS.slice(0, 6));
  state = structuredClone(state);
  walk(state, MIDS.slice(6), [4_000_000, 7]);
  expect(finishImpact(state, SCALE)).toEqual(finishImpact(whole, SCALE));
});

/**
 * Of independent computations: β in ticks a base unit at 1 s, R² by bin width; adjusted R² of statsmodels for ofi and ofi+ti;
 * β · 2 · depth in ticks and in steps of best prices, and the mean length of a step, of numpy.
 */
const GOLDEN = [
  ['btcusdt', { n: 343, beta: 1.8454446443, r2: 0.4627343509, tiBeta: 2.5355900641, tiR2: 0.3571420172, both: 0.584, flow: -108_356, quotes: 66_089, adjusted: [0.4611587917861114, 0.5819172838004074], depth: [15.48332007782505, 1.0219111737443716, 16.61759154397886] }, [.396, .438, .463, .39, .427], [.586, .45, .357, .229, .247]],
  ['ethusdt', { n: 344, beta: 0.1409688565, r2: 0.577480676, tiBeta: 0.2656851481, tiR2: 0.2512442231, both: 0.759, flow: 43_492, quotes: 53_992, adjusted: [0.5762452393311801, 0.7573014196834994], depth: [4.9955450444043095, 1.1116646327543414, 6.462530712530713] }, [.359, .535, .577, .551, .479], [.334, .33, .251, .354, .387]],
] as const; // prettier-ignore

describe.each(GOLDEN)('%s of 2024-08-08', (name, golden, ofiR2, tiR2) => {
  const path = testData(`usdm-btc-eth-2024-08-08/${name}_20240808.gz`);

  test.skipIf(path === null)('gives the golden figures', async () => {
    const state = initImpact();
    await studyEvents({ ...EMPTY_STATED, paths: [path ?? ''] }, (batch) => {
      for (let i = 0; i < batch.count; i++) {
        const timeUs = batch.matchUs[i]!;
        if (batch.kind[i] === KIND.bookTicker) {
          pushImpactQuote(state, {
            updateId: batch.id1[i]!,
            timeUs,
            bidTicks: batch.price[i]!,
            bidLots: batch.qty[i]!,
            askTicks: batch.price2[i]!,
            askLots: batch.qty2[i]!,
          });
        } else if (batch.kind[i] === KIND.trade) {
          pushImpactTrade(state, timeUs, batch.flags[i]! & FLAG.buyerIsMaker ? -batch.qty[i]! : batch.qty[i]!);
        }
      }
    });
    const result = finishImpact(state, { ...SCALE, step: 0.001 });
    const at = (flow: string, binUs: number) => result?.rows.find((row) => row.flow === flow && row.binUs === binUs);
    const [ofi, ti, both] = ['ofi', 'ti', 'ofi+ti'].map((flow) => at(flow, 1_000_000));
    expect([state.quotes, state.flowLots, ofi?.n]).toEqual([golden.quotes, golden.flow, golden.n]);
    expect(ofi?.beta).toBeCloseTo(golden.beta, 9);
    expect(ofi?.r2).toBeCloseTo(golden.r2, 9);
    expect(ti?.beta).toBeCloseTo(golden.tiBeta, 9);
    expect(ti?.r2).toBeCloseTo(golden.tiR2, 9);
    expect(both?.r2.toFixed(3)).toBe(golden.both.toFixed(3));
    expect([ofi?.r2Adjusted, both?.r2Adjusted]).toEqual(golden.adjusted.map((r2) => expect.closeTo(r2, 9) as unknown));
    const { betaDepth, stepDepth, ticksPerStep } = result ?? {};
    expect([betaDepth?.value, stepDepth?.value, ticksPerStep]).toEqual(
      golden.depth.map((value) => expect.closeTo(value, 9) as unknown),
    );
    const widths = [100_000, 500_000, 1_000_000, 5_000_000, 10_000_000];
    expect(widths.map((us) => at('ofi', us)?.r2.toFixed(3))).toEqual(ofiR2.map((r2) => r2.toFixed(3)));
    expect(widths.map((us) => at('ti', us)?.r2.toFixed(3))).toEqual(tiR2.map((r2) => r2.toFixed(3)));
  });
});
