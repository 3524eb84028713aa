// The flow of one update taken apart by levels, in each of the four modes; the terms add up to what the chain added.

import type { TopLevels } from '../book/top-levels.js';
import type { BestFlowState } from '../flow/best-flow.js';
import type { OfiMode } from '../pipeline/config.js';
import type { WhySide, WhyTerm } from './why.js';

interface Side {
  readonly ticks: Float64Array;
  readonly lots: Float64Array;
  readonly count: number;
}

const bidsOf = (top: TopLevels): Side => ({ ticks: top.bidTicks, lots: top.bidLots, count: top.bidCount });
const asksOf = (top: TopLevels): Side => ({ ticks: top.askTicks, lots: top.askLots, count: top.askCount });

const ticksAt = ({ ticks, count }: Side, k: number): number | null => (k < count ? (ticks[k] as number) : null);
const lotsAt = ({ lots, count }: Side, k: number): number => (k < count ? (lots[k] as number) : 0);

type Compare = (before: WhySide, better: 1 | -1) => number;

/**
 * Cont, Kukanov & Stoikov: a better price brings its whole queue, a worse one takes the whole queue before, an equal one
 * the difference. `better` is 1 where a higher price is the better one (bids).
 */
const cksFlow: Compare = ({ beforeTicks, beforeLots, afterTicks, afterLots }, better) => {
  if (afterTicks === null) return beforeTicks === null ? 0 : -beforeLots;
  if (beforeTicks === null) return afterLots;
  const move = better * (afterTicks - beforeTicks);
  if (move > 0) return afterLots;
  return move < 0 ? -beforeLots : afterLots - beforeLots;
};

/** By position, whatever the price. */
const indexFlow: Compare = ({ beforeLots, afterLots }) => afterLots - beforeLots;

function sideAt(prev: Side, next: Side, at: { level: number; better: 1 | -1; compare: Compare }): WhySide {
  const { level, better, compare } = at;
  const side: WhySide = {
    beforeTicks: ticksAt(prev, level),
    beforeLots: lotsAt(prev, level),
    afterTicks: ticksAt(next, level),
    afterLots: lotsAt(next, level),
    flowLots: 0,
  };
  return { ...side, flowLots: compare(side, better) };
}

/** Levels of both snapshots side by side; e = bid flow − ask flow. */
function termsByLevel(prev: TopLevels, next: TopLevels, of: { weights: Float64Array; compare: Compare }): WhyTerm[] {
  const { weights, compare } = of;
  return Array.from(weights, (weight, level) => {
    const bid = sideAt(bidsOf(prev), bidsOf(next), { level, better: 1, compare });
    const ask = sideAt(asksOf(prev), asksOf(next), { level, better: -1, compare });
    const flowLots = bid.flowLots - ask.flowLots;
    return { level: level + 1, bid, ask, flowLots, weight, weightedLots: weight * flowLots };
  });
}

/** Last price in view, worst; infinitely bad where the whole side is in view. */
function edgeOf({ ticks, count }: Side, levels: { wanted: number; depth: number; better: 1 | -1 }): number {
  const { wanted, depth, better } = levels;
  const taken = Math.min(count, wanted);
  return taken < Math.min(wanted, depth) ? -better * Infinity : (ticks[taken - 1] as number);
}

/** Prices in the union of both snapshots, best first, as far as both can see. */
function pricesOf(prev: Side, next: Side, of: { wanted: number; depth: number; better: 1 | -1 }): number[] {
  const { better, wanted } = of;
  const worst = better * Math.max(better * edgeOf(prev, of), better * edgeOf(next, of));
  const seen = new Set([
    ...prev.ticks.subarray(0, Math.min(prev.count, wanted)),
    ...next.ticks.subarray(0, Math.min(next.count, wanted)),
  ]);
  const inView = [...seen].filter((price) => better * price >= better * worst);
  return inView.sort((a, b) => better * (b - a)).slice(0, wanted);
}

function lotsOf({ ticks, lots, count }: Side, price: number): number | null {
  for (let k = 0; k < count; k++) if (ticks[k] === price) return lots[k] as number;
  return null;
}

/** One side's terms by price; those of asks count against demand. */
function termsByPrice(
  prev: Side,
  next: Side,
  of: { weights: Float64Array; depth: number; side: 'bid' | 'ask' },
): WhyTerm[] {
  const { weights, depth, side } = of;
  const better = side === 'bid' ? 1 : -1;
  return pricesOf(prev, next, { wanted: weights.length, depth, better }).map((price, rank) => {
    const [before, after] = [lotsOf(prev, price), lotsOf(next, price)];
    const cell: WhySide = {
      beforeTicks: before === null ? null : price,
      beforeLots: before ?? 0,
      afterTicks: after === null ? null : price,
      afterLots: after ?? 0,
      flowLots: (after ?? 0) - (before ?? 0),
    };
    const weight = weights[rank] ?? 0;
    const flowLots = better * cell.flowLots;
    const [bid, ask] = side === 'bid' ? [cell, null] : [null, cell];
    return { level: rank + 1, bid, ask, flowLots, weight, weightedLots: weight * flowLots };
  });
}

/** The terms of an update between two snapshots. `weights` as the chain uses them, summing to 1. */
export function termsBetween(
  mode: OfiMode,
  weights: Float64Array,
  { prev, next }: { readonly prev: TopLevels; readonly next: TopLevels },
): WhyTerm[] {
  switch (mode) {
    case 'cks5':
    case 'cks1':
      return termsByLevel(prev, next, { weights, compare: cksFlow });
    case 'index':
      return termsByLevel(prev, next, { weights, compare: indexFlow });
    case 'pricekey': {
      const depth = Math.min(prev.depth, next.depth);
      return [
        ...termsByPrice(bidsOf(prev), bidsOf(next), { weights, depth, side: 'bid' }),
        ...termsByPrice(asksOf(prev), asksOf(next), { weights, depth, side: 'ask' }),
      ];
    }
  }
}

/** Weighted lots of an update, added in the order in which the chain adds: mode pricekey takes each side by itself. */
export function flowOfTerms(mode: OfiMode, terms: readonly WhyTerm[]): number {
  const sum = (of: readonly WhyTerm[], sign: 1 | -1): number =>
    of.reduce((flow, { weight, flowLots }) => flow + weight * (sign * flowLots), 0);
  if (mode !== 'pricekey') return sum(terms, 1);
  const [bids, asks] = [terms.filter(({ bid }) => bid !== null), terms.filter(({ ask }) => ask !== null)];
  return sum(bids, 1) - sum(asks, -1);
}

const quoteSide = (ticks: number, lots: number): Side => ({
  ticks: Float64Array.of(ticks),
  lots: Float64Array.of(lots),
  count: Number.isFinite(ticks) ? 1 : 0,
});

/** The one term of a book ticker against the one before it, weight 1. */
export function termsOfQuotes(before: BestFlowState, after: BestFlowState): WhyTerm[] {
  const bid = sideAt(quoteSide(before.bidTicks, before.bidLots), quoteSide(after.bidTicks, after.bidLots), {
    ...{ level: 0, better: 1, compare: cksFlow },
  });
  const ask = sideAt(quoteSide(before.askTicks, before.askLots), quoteSide(after.askTicks, after.askLots), {
    ...{ level: 0, better: -1, compare: cksFlow },
  });
  const flowLots = bid.flowLots - ask.flowLots;
  return [{ level: 1, bid, ask, flowLots, weight: 1, weightedLots: flowLots }];
}
