// CKS flow by level: published vectors, missing levels, untouched levels, and the weighted flow of real recordings.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type TopLevels, copyTopLevels, createTopLevels } from '../../../src/core/book/top-levels.js';
import { cksLevelFlow, weightedCksFlow } from '../../../src/core/flow/ofi-cks.js';
import { testData } from '../../support/data.js';
import { MARK, type Message, lastAtOrBefore, messagesOf, rSquared } from './recording.js';
import { type Side, WEIGHTS, anyTop, steps, topOf } from './snapshots.js';

describe('published vectors', () => {
  test('each level of each step', () => {
    const levels = steps.map(([prev, next]) => [0, 1, 2, 3, 4].map((k) => cksLevelFlow(prev, next, k)));
    expect(levels).toEqual([
      [3, 0, 0, 0, 0],
      [2, 8, 8, 6, 9],
      [4, 7, 9, 6, 8],
      [-2, -8, -8, -6, -9],
      [-4, -7, -9, -6, -8],
    ]);
  });

  test('weighted over five levels', () => {
    const expected = [1.2, 5.45, 6.15, -5.45, -6.15];
    steps.forEach(([prev, next], i) => expect(weightedCksFlow(prev, next, WEIGHTS)).toBeCloseTo(expected[i]!, 12));
  });
});

const ONE = topOf([[999, 5]], [[1001, 7]]);

test.each<[string, Side, Side, number]>([
  ['bid size grows: the difference', [[999, 8]], [[1001, 7]], 3],
  ['bid price rises: the whole new queue counts', [[1000, 2]], [[1001, 7]], 2],
  ['bid price falls: the whole old queue is gone', [[998, 9]], [[1001, 7]], -5],
  ['ask price falls: the whole new queue is supply', [[999, 5]], [[1000, 3]], -3],
  ['ask price rises: the whole old queue was lifted', [[999, 5]], [[1002, 4]], 7],
  ['bids vanish: as a fall to −∞', [], [[1001, 7]], -5],
  ['asks vanish: as a rise to +∞', [[999, 5]], [], 7],
])('%s', (_, bids, asks, flow) => {
  expect(cksLevelFlow(ONE, topOf(bids, asks), 0)).toBe(flow);
  if (bids.length === 0 || asks.length === 0) expect(cksLevelFlow(topOf(bids, asks), ONE, 0)).toBe(-flow);
});

test('a level absent on both snapshots: 0, whatever lies in its slot', () => {
  expect([1, 2, 4].map((k) => cksLevelFlow(ONE, ONE, k))).toEqual([0, 0, 0]);
});

test('what happens to other levels does not touch the flow of a level', () => {
  fc.assert(
    fc.property(anyTop, anyTop, anyTop, (prev, next, other) => {
      const changed = structuredClone(next);
      for (let k = 1; k < Math.min(next.bidCount, other.bidCount); k++) changed.bidLots[k] = other.bidLots[k]!;
      expect(cksLevelFlow(prev, changed, 0)).toBe(cksLevelFlow(prev, next, 0));
    }),
  );
});

/** The best `n` prices of one side of a book held in a plain Map, best first; `sign` 1 for bids, −1 for asks. */
function bestPrices(side: Map<number, number>, n: number, sign: 1 | -1): number[] {
  const best: number[] = [];
  for (const price of side.keys()) {
    let at = best.length;
    while (at > 0 && sign * (price - best[at - 1]!) > 0) at--;
    if (at >= n) continue;
    best.splice(at, 0, price);
    best.length = Math.min(best.length, n);
  }
  return best;
}

/** Prices and sizes as whole numbers of 0.01 and 0.001. */
function fillTop(top: TopLevels, bids: Map<number, number>, asks: Map<number, number>): void {
  const best = bestPrices(bids, top.depth, 1);
  const offer = bestPrices(asks, top.depth, -1);
  best.forEach((price, k) => {
    top.bidTicks[k] = price;
    top.bidLots[k] = bids.get(price)!;
  });
  offer.forEach((price, k) => {
    top.askTicks[k] = price;
    top.askLots[k] = asks.get(price)!;
  });
  top.bidCount = best.length;
  top.askCount = offer.length;
}

function apply(side: Map<number, number>, levels: unknown): void {
  for (const [price, qty] of levels as [string, string][]) {
    const key = Math.round(Number(price) * 100);
    const lots = Math.round(Number(qty) * 1000);
    if (lots === 0) side.delete(key);
    else side.set(key, lots);
  }
}

/** Flow of each applied depth update with its match time, and the mid after it. */
function depthFlows(messages: readonly Message[]) {
  const [bids, asks] = [new Map<number, number>(), new Map<number, number>()];
  const [times, flows]: [number[], number[]] = [[], []];
  const [prev, next] = [createTopLevels(5), createTopLevels(5)];
  let lastId = -1;
  for (const message of messages) {
    if (message['lastUpdateId'] !== undefined) {
      lastId = message['lastUpdateId'] as number;
      apply(bids, message['bids']);
      apply(asks, message['asks']);
      fillTop(prev, bids, asks);
    } else if (message['e'] === 'depthUpdate' && lastId >= 0 && (message['u'] as number) >= lastId) {
      apply(bids, message['b']);
      apply(asks, message['a']);
      fillTop(next, bids, asks);
      times.push(message['T'] as number);
      flows.push(weightedCksFlow(prev, next, WEIGHTS));
      copyTopLevels(next, prev);
    }
  }
  return { times, flows };
}

describe.each([
  ['btcusdt', 0.492],
  ['ethusdt', 0.577],
])('%s, 2024-08-08', (symbol, expected) => {
  const file = testData(`usdm-btc-eth-2024-08-08/${symbol}_20240808.gz`);

  test.skipIf(file === null)('five weighted levels explain the same-second mid change as published', () => {
    const messages = messagesOf(file!, MARK.snapshot, MARK.depth);
    const quotes = messagesOf(file!, MARK.quote).sort((a, b) => (a['u'] as number) - (b['u'] as number));
    const quoteTimes = quotes.map((m) => m['T'] as number);
    const mids = quotes.map((m) => Number(m['b']) + Number(m['a']));
    const { times, flows } = depthFlows(messages);
    const start = Math.ceil(quoteTimes[0]! / 1000) * 1000;
    const end = Math.floor(quoteTimes.at(-1)! / 1000) * 1000;
    const bins = new Array<number>((end - start) / 1000).fill(0);
    times.forEach((t, i) => {
      const bin = Math.ceil((t - start) / 1000) - 1;
      if (bin >= 0 && bin < bins.length) bins[bin]! += flows[i]!;
    });
    const midAt = (t: number) => mids[lastAtOrBefore(quoteTimes, t)]!;
    const moves = bins.map((_, k) => midAt(start + (k + 1) * 1000) - midAt(start + k * 1000));
    expect(rSquared(bins, moves)).toBeCloseTo(expected, 2);
  });
});
