// Builders of top levels for the flow tests: the published snapshots, random ones, mirrored ones.

import fc from 'fast-check';
import { type TopLevels, createTopLevels } from '../../../src/core/book/top-levels.js';

export type Side = readonly (readonly [ticks: number, lots: number])[];

export function topOf(bids: Side, asks: Side, depth = 5): TopLevels {
  const top = createTopLevels(depth);
  // Unused slots hold rubbish: whoever reads them is found out.
  for (const column of [top.bidTicks, top.bidLots, top.askTicks, top.askLots]) column.fill(1e9);
  top.bidCount = Math.min(depth, bids.length);
  top.askCount = Math.min(depth, asks.length);
  bids.slice(0, depth).forEach(([ticks, lots], k) => {
    top.bidTicks[k] = ticks;
    top.bidLots[k] = lots;
  });
  asks.slice(0, depth).forEach(([ticks, lots], k) => {
    top.askTicks[k] = ticks;
    top.askLots[k] = lots;
  });
  return top;
}

export const bidsOf = (top: TopLevels): Side =>
  Array.from({ length: top.bidCount }, (_, k) => [top.bidTicks[k]!, top.bidLots[k]!] as const);
export const asksOf = (top: TopLevels): Side =>
  Array.from({ length: top.askCount }, (_, k) => [top.askTicks[k]!, top.askLots[k]!] as const);

/** Bids become asks and prices change sign: supply becomes demand. */
export const mirrored = (top: TopLevels): TopLevels =>
  topOf(
    asksOf(top).map(([ticks, lots]) => [-ticks, lots] as const),
    bidsOf(top).map(([ticks, lots]) => [-ticks, lots] as const),
    top.depth,
  );

export const WEIGHTS = Float64Array.of(0.4, 0.25, 0.2, 0.1, 0.05);
export const ONES = Float64Array.of(1, 1, 1, 1, 1);

const BIDS: Side = [
  [1000, 5],
  [999, 8],
  [998, 6],
  [997, 9],
  [996, 7],
];
const ASKS: Side = [
  [1002, 4],
  [1003, 7],
  [1004, 9],
  [1005, 6],
  [1006, 8],
];
const BIDS_MORE: Side = [[1000, 8], ...BIDS.slice(1)];
const BIDS_BETTER: Side = [[1001, 2], ...BIDS_MORE];
const ASKS_CONSUMED: Side = [...ASKS.slice(1), [1007, 5]];

/**
 * The published snapshots (quant-vectors.json, `ofi`) in ticks of 0.1: 3 added to the best bid; a new better bid; the
 * best ask consumed; that bid cancelled; a new better ask and the best bid less 1.
 */
export const SNAPSHOTS: readonly TopLevels[] = [
  topOf(BIDS, ASKS),
  topOf(BIDS_MORE, ASKS),
  topOf(BIDS_BETTER, ASKS),
  topOf(BIDS_BETTER, ASKS_CONSUMED),
  topOf(BIDS_MORE, ASKS_CONSUMED),
  topOf([[1000, 7], ...BIDS.slice(1)], [[1002, 3], ...ASKS.slice(1)]),
];

export const steps: readonly (readonly [TopLevels, TopLevels])[] = SNAPSHOTS.slice(1).map(
  (next, i) => [SNAPSHOTS[i]!, next] as const,
);

const side = (direction: 1 | -1) =>
  fc
    .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 14 }), fc.integer({ min: 1, max: 50 })), {
      selector: ([offset]) => offset,
      maxLength: 8,
    })
    .map((levels) =>
      levels.sort((a, b) => a[0] - b[0]).map(([offset, lots]) => [1000 + direction * offset, lots] as const),
    );

/** Bids at or below 999, asks at or above 1001, 0 to 8 levels a side of which the best 5 show. */
export const anySides = fc.record({ bids: side(-1), asks: side(1) });
export const anyTop = anySides.map(({ bids, asks }) => topOf(bids, asks));
