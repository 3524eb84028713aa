// Depth heatmap and footprint of one symbol, out of what has been kept of its book and its trades.

import { US_PER_SECOND } from '../market/units.js';
import type { FootprintBar, HeatColumn, HeatView } from './detail.js';
import { type ClosedPieces, initClosedPieces, piecesOf } from './closed-pieces.js';
import { depthSlot, readDepth } from './depth-history.js';
import type { MarketHistory } from './market-history.js';
import { openClose, volumeBetween } from './volume-history.js';

/** What is kept of one symbol from one look to the next, so that each costs little; belongs to whoever looks. */
export interface MarketViewCache {
  readonly symbol: string;
  readonly groupTicks: number;
  readonly heat: ClosedPieces<HeatColumn>;
  readonly footprint: ClosedPieces<FootprintBar>;
}

export const initMarketViewCache = (symbol: string, groupTicks: number): MarketViewCache => ({
  symbol,
  groupTicks,
  heat: initClosedPieces(),
  footprint: initClosedPieces(),
});

export interface MarketSpan {
  /** The span ends at `nowUs`. */
  readonly nowUs: number;
  readonly spanUs: number;
  /** Receive time of the newest event taken: no older one comes any more, µs. */
  readonly settledUs: number;
}

/** Whole seconds a piece, so that about `pieces` of them fill the span. */
function rangeOf({ nowUs, spanUs, settledUs }: MarketSpan, pieces: number) {
  const stepUs = Math.max(1, Math.ceil(spanUs / (pieces * US_PER_SECOND))) * US_PER_SECOND;
  const last = Math.floor(nowUs / stepUs);
  return { stepUs, first: Math.max(0, last - pieces + 1), last, settledUs };
}

/** At most `columns` columns, the last one running. */
export function heatView(
  market: MarketHistory,
  cache: MarketViewCache,
  span: MarketSpan & { columns: number },
): HeatView {
  const { depth, volume } = market;
  const range = rangeOf(span, span.columns);
  const seconds = range.stepUs / US_PER_SECOND;
  const make = (piece: number): HeatColumn => {
    const from = piece * seconds;
    const slot = lastSlot(market, from, from + seconds);
    const traded = volumeBetween(volume, from, from + seconds);
    const sample = slot === null || depth.known[slot] === 0 ? null : readDepth(depth, slot);
    return {
      timeUs: piece * range.stepUs,
      bidTicks: sample?.bidTicks ?? null,
      askTicks: sample?.askTicks ?? null,
      ticks: sample?.ticks ?? [],
      lots: sample?.lots ?? [],
      tradeTicks: traded.ticks,
      buyLots: traded.buyLots,
      sellLots: traded.sellLots,
    };
  };
  return { stepUs: range.stepUs, columns: piecesOf(cache.heat, range, make) };
}

/** A book that nothing has been heard of stays as it was: so long is looked back for its last sample. */
const LOOK_BACK_S = 60;

function lastSlot({ depth }: MarketHistory, from: number, to: number): number | null {
  for (let second = to - 1; second >= from - LOOK_BACK_S; second--) {
    const slot = depthSlot(depth, second);
    if (slot !== null) return slot;
  }
  return null;
}

/** At most `bars` bars, oldest first, the last one running; where nothing was traded a bar is empty. */
export function footprintView(
  { volume }: MarketHistory,
  cache: MarketViewCache,
  span: MarketSpan & { bars: number },
): FootprintBar[] {
  const range = rangeOf(span, span.bars);
  const seconds = range.stepUs / US_PER_SECOND;
  const make = (piece: number): FootprintBar => {
    const from = piece * seconds;
    const fromUs = piece * range.stepUs;
    return {
      fromUs,
      toUs: fromUs + range.stepUs,
      ...openClose(volume, from, from + seconds),
      ...volumeBetween(volume, from, from + seconds),
    };
  };
  return piecesOf(cache.footprint, range, make);
}
