// Flow and price change in bins of one width: (g_k, g_k + width], the mid as of g_k (Cont, Kukanov, Stoikov 2014).

import { type CoMoments, addSample, initCoMoments } from './co-moments.js';

/** A bin that may still get something. */
interface Bin {
  /** Σ e_n and Σ signed taker volume, lots. */
  ofi: number;
  trades: number;
  /** Bid + ask in ticks after the last quote in it; null without one. */
  mid2: number | null;
}

/** Plain data. */
export interface FlowBins {
  readonly widthUs: number;
  /** Begin of the first open bin; null before the first quote of a run. */
  originUs: number | null;
  /** Mid as of `originUs`; null before any quote at or before it. */
  openMid2: number | null;
  readonly open: Bin[];
  /** Trades that came before the first quote of a run was in order: time and signed lots, in turn. */
  readonly early: number[];
  /** Greatest time of a quote in this run, µs. */
  lastUs: number;
  /** Flow of the bin closed last, of this run. */
  previousOfi: number | null;
  /** Price change in ticks on OFI and trade imbalance of the same bin, and on OFI of the bin before. */
  readonly same: CoMoments;
  readonly next: CoMoments;
}

/** A bin is closed when quotes are this far past its end: trades of other connections may come late. */
const SLACK_US = 10_000_000;

/** Numbers kept of trades before the first quote. */
const MOST_EARLY = 20_000;
/** Bins of nothing longer than this say nothing, and a broken clock must not fill the memory with them. */
const LONGEST_QUIET_US = 3_600_000_000;

export const initFlowBins = (widthUs: number): FlowBins => ({
  widthUs,
  originUs: null,
  openMid2: null,
  open: [],
  early: [],
  lastUs: -Infinity,
  previousOfi: null,
  same: initCoMoments(),
  next: initCoMoments(),
});

export interface QuoteStep {
  readonly timeUs: number;
  /** e_n in lots; null for the first quote of a run. */
  readonly flow: number | null;
  /** Best bid + best ask in ticks. */
  readonly mid2: number;
}

export function addQuoteStep(bins: FlowBins, { timeUs, flow, mid2 }: QuoteStep): void {
  if (bins.originUs !== null && timeUs > bins.lastUs + LONGEST_QUIET_US) endRun(bins);
  const isFirst = bins.originUs === null;
  bins.originUs ??= Math.ceil(timeUs / bins.widthUs) * bins.widthUs;
  if (timeUs > bins.lastUs) bins.lastUs = timeUs;
  if (isFirst) countEarly(bins);
  if (timeUs <= bins.originUs) {
    bins.openMid2 = mid2;
    return;
  }
  const bin = binAt(bins, bins.originUs, timeUs);
  bin.mid2 = mid2;
  if (flow !== null) bin.ofi += flow;
  closeUntil(bins, timeUs - SLACK_US);
}

/** `lots` is positive where the taker bought. A trade before the run, or of a bin that is closed, is not counted. */
export function addBinTrade(bins: FlowBins, timeUs: number, lots: number): void {
  if (bins.originUs === null) {
    if (bins.early.length < MOST_EARLY) bins.early.push(timeUs, lots);
    return;
  }
  if (timeUs <= bins.originUs || timeUs > bins.lastUs + LONGEST_QUIET_US) return;
  binAt(bins, bins.originUs, timeUs).trades += lots;
}

function countEarly(bins: FlowBins): void {
  const { early } = bins;
  for (let k = 0; k + 1 < early.length; k += 2) addBinTrade(bins, early[k] as number, early[k + 1] as number);
  early.length = 0;
}

function binAt({ open, widthUs }: FlowBins, originUs: number, timeUs: number): Bin {
  const place = Math.ceil((timeUs - originUs) / widthUs) - 1;
  while (open.length <= place) open.push({ ofi: 0, trades: 0, mid2: null });
  return open[place] as Bin;
}

/** Closes every bin that ends at or before a time. */
function closeUntil(bins: FlowBins, untilUs: number): void {
  const { open, widthUs } = bins;
  let closed = 0;
  while (bins.originUs !== null && bins.originUs + widthUs <= untilUs && closed < open.length) {
    closeBin(bins, open[closed++] as Bin);
    bins.originUs += widthUs;
  }
  // In one go: taking them out one by one would move the rest each time.
  if (closed > 0) open.splice(0, closed);
}

function closeBin(bins: FlowBins, { ofi, trades, mid2 }: Bin): void {
  const endMid2 = mid2 ?? bins.openMid2;
  if (bins.openMid2 !== null && endMid2 !== null) {
    const y = (endMid2 - bins.openMid2) / 2;
    addSample(bins.same, { y, x1: ofi, x2: trades });
    if (bins.previousOfi !== null) addSample(bins.next, { y, x1: bins.previousOfi, x2: 0 });
    bins.previousOfi = ofi;
  }
  bins.openMid2 = endMid2;
}

/** The end of data, or a break: whole bins up to the last quote count, the begun one does not. A new run may follow. */
export function endRun(bins: FlowBins): void {
  closeUntil(bins, bins.lastUs);
  bins.open.length = 0;
  bins.early.length = 0;
  bins.originUs = null;
  bins.openMid2 = null;
  bins.lastUs = -Infinity;
  bins.previousOfi = null;
}
