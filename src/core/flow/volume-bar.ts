// Bars of equal volume: trades are split at their edges, so that no volume is lost or counted twice.

import type { TakerTrade } from './taker-trade.js';

/** A bar's numbers; prices in ticks. */
export interface VolumeBar {
  /** Volume that fills it. */
  sizeLots: number;
  buyLots: number;
  sellLots: number;
  openTicks: number;
  highTicks: number;
  lowTicks: number;
  closeTicks: number;
  openUs: number;
  closeUs: number;
}

export interface VolumeBarState {
  /** Meaningful while `isOpen`. */
  readonly open: VolumeBar;
  isOpen: boolean;
  /** Of the bars that the last step closed, the first: the only one that may hold trades of both sides. */
  readonly first: VolumeBar;
  /** The last one closed; meaningful once `closed` > 0. */
  readonly last: VolumeBar;
  /** Bars closed so far. */
  closed: number;
}

const emptyBar = (): VolumeBar => ({
  sizeLots: 0,
  buyLots: 0,
  sellLots: 0,
  openTicks: 0,
  highTicks: 0,
  lowTicks: 0,
  closeTicks: 0,
  openUs: 0,
  closeUs: 0,
});

export const initVolumeBar = (): VolumeBarState => ({
  open: emptyBar(),
  isOpen: false,
  first: emptyBar(),
  last: emptyBar(),
  closed: 0,
});

/** After a break: the open bar has lost trades, and what was closed before is another segment's. */
export function clearVolumeBar(state: VolumeBarState): void {
  state.isOpen = false;
  state.closed = 0;
}

function beginBar(bar: VolumeBar, trade: TakerTrade, sizeLots: number): void {
  bar.sizeLots = sizeLots;
  bar.buyLots = 0;
  bar.sellLots = 0;
  bar.openTicks = trade.priceTicks;
  bar.highTicks = trade.priceTicks;
  bar.lowTicks = trade.priceTicks;
  bar.closeTicks = trade.priceTicks;
  bar.openUs = trade.timeUs;
  bar.closeUs = trade.timeUs;
}

function addPart(bar: VolumeBar, trade: TakerTrade, lots: number): void {
  if (trade.side > 0) bar.buyLots += lots;
  else bar.sellLots += lots;
  if (trade.priceTicks > bar.highTicks) bar.highTicks = trade.priceTicks;
  if (trade.priceTicks < bar.lowTicks) bar.lowTicks = trade.priceTicks;
  bar.closeTicks = trade.priceTicks;
  bar.closeUs = trade.timeUs;
}

/**
 * Adds a trade; bars that it opens hold `sizeLots`, a whole number ≥ 1. However large the trade, the cost is the same:
 * of the bars that it fills alone only the last is made.
 * @returns bars closed by it: `state.first`, and then equal ones of this trade alone, all like `state.last`
 */
export function stepVolumeBar(state: VolumeBarState, trade: TakerTrade, sizeLots: number): number {
  const { open } = state;
  if (!state.isOpen) beginBar(open, trade, sizeLots);
  state.isOpen = true;
  const room = open.sizeLots - open.buyLots - open.sellLots;
  if (trade.lots < room) {
    addPart(open, trade, trade.lots);
    return 0;
  }
  addPart(open, trade, room);
  Object.assign(state.first, open);
  const left = trade.lots - room;
  const alone = Math.floor(left / sizeLots);
  if (alone > 0) {
    beginBar(open, trade, sizeLots);
    addPart(open, trade, sizeLots);
  }
  Object.assign(state.last, open);
  const rest = left - alone * sizeLots;
  state.isOpen = rest > 0;
  if (rest > 0) {
    beginBar(open, trade, sizeLots);
    addPart(open, trade, rest);
  }
  state.closed += 1 + alone;
  return 1 + alone;
}
