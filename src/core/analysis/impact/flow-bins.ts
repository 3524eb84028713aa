// Flow and price change in bins of one width: (g_k, g_k + width], the mid as of g_k (Cont, Kukanov, Stoikov 2014).

import { type MomentBlocks, addToBlocks, initMomentBlocks, placeZeros } from './moment-blocks.js';

/** Levels a side whose flow is measured. */
export const IMPACT_LEVELS = 10;

/**
 * What flows into a bin, by place: lots; of `depth` the sum over updates of the mean (bid + ask)/2 of the levels;
 * of `steps` changes of best prices, see QuoteStep.
 */
export const FLOW = { best: 0, trades: 1, index: 2, levels: 3, depth: 13, updates: 14, steps: 15 } as const;
const FLOWS = 16;

/** Places in the vectors that regressions are made of; y, the price change in ticks, is the first of each. */
export const PLACE = { best: 1, trades: 2, index: 3, levels: 4, steps: 14 } as const;
const LOTS_SIZE = PLACE.steps + 1;
const SHARES_SIZE = 1 + IMPACT_LEVELS;

/** A bin that may still get something. */
interface Bin {
  /** Null: nothing yet. */
  flows: Float64Array | null;
  /** Bid + ask in ticks after the last quote in it; null without one. */
  mid2: number | null;
}

/** Some of the flows of one moment: `values` from place `first` on. */
export interface FlowStep {
  readonly timeUs: number;
  readonly first: number;
  readonly values: readonly number[];
}

/** Price change on flow of the same bin, and on that of the bin before. */
export interface FlowMoments {
  /** y, best level, trades, level index, levels in lots, steps. */
  readonly lots: MomentBlocks;
  /** y, levels divided by the depth of their bin. */
  readonly shares: MomentBlocks;
}

/** Every `stride`-th bin: flow of the best level in lots and price change in ticks, in turn. */
export interface FlowScatter {
  points: number[];
  stride: number;
  seen: number;
}

/** Plain data. */
export interface FlowBins {
  readonly widthUs: number;
  /** Begin of the first open bin; null before the first quote of a run. */
  originUs: number | null;
  /** Mid as of `originUs`; null before any quote at or before it. */
  openMid2: number | null;
  readonly open: Bin[];
  /** What came before the first quote of a run was in order. */
  readonly early: FlowStep[];
  /** Greatest time of a quote in this run, µs. */
  lastUs: number;
  /** Vectors of the bin closed last, of this run, without y; null before one. `quiet`: nothing but zeros. */
  previous: Vectors | 'quiet' | null;
  /** Flow by level was ever given. */
  hasLevels: boolean;
  readonly same: FlowMoments;
  readonly next: FlowMoments;
  readonly scatter: FlowScatter;
}

interface Vectors {
  readonly lots: Float64Array;
  readonly shares: Float64Array;
}

/** A bin is closed when quotes are this far past its end: trades of other connections may come late. */
const SLACK_US = 10_000_000;

/** Steps kept of what comes before the first quote. */
const MOST_EARLY = 20_000;
const MOST_POINTS = 512;
/** Bins of nothing longer than this say nothing, and a broken clock must not fill the memory with them. */
const LONGEST_QUIET_US = 3_600_000_000;

const initMoments = (): FlowMoments => ({
  lots: initMomentBlocks(LOTS_SIZE),
  shares: initMomentBlocks(SHARES_SIZE),
});

export const initFlowBins = (widthUs: number): FlowBins => ({
  widthUs,
  originUs: null,
  openMid2: null,
  open: [],
  early: [],
  lastUs: -Infinity,
  previous: null,
  hasLevels: false,
  same: initMoments(),
  next: initMoments(),
  scatter: { points: [], stride: 1, seen: 0 },
});

export interface QuoteStep {
  readonly timeUs: number;
  /** e_n in lots; null for the first quote of a run. */
  readonly flow: number | null;
  /** Best prices that rose less those that fell since the quote before, halved: the mid’s move in levels, not in ticks. */
  readonly steps: number;
  /** Best bid + best ask in ticks. */
  readonly mid2: number;
}

export function addQuoteStep(bins: FlowBins, { timeUs, flow, steps, mid2 }: QuoteStep): void {
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
  if (flow !== null) {
    const flows = flowsOf(bin);
    flows[FLOW.best] = (flows[FLOW.best] as number) + flow;
    flows[FLOW.steps] = (flows[FLOW.steps] as number) + steps;
  }
  closeUntil(bins, timeUs - SLACK_US);
}

const flowsOf = (bin: Bin): Float64Array => (bin.flows ??= new Float64Array(FLOWS));

/** Of before the run, or of a bin that is closed, nothing is counted. `step` may be used again afterwards. */
export function addFlow(bins: FlowBins, step: FlowStep): void {
  const { timeUs, first, values } = step;
  if (first >= FLOW.index) bins.hasLevels = true;
  if (bins.originUs === null) {
    if (bins.early.length < MOST_EARLY) bins.early.push({ timeUs, first, values: [...values] });
    return;
  }
  if (timeUs <= bins.originUs || timeUs > bins.lastUs + LONGEST_QUIET_US) return;
  const flows = flowsOf(binAt(bins, bins.originUs, timeUs));
  for (let k = 0; k < values.length; k++) flows[first + k] = (flows[first + k] as number) + (values[k] as number);
}

function countEarly(bins: FlowBins): void {
  for (const step of bins.early) addFlow(bins, step);
  bins.early.length = 0;
}

function binAt({ open, widthUs }: FlowBins, originUs: number, timeUs: number): Bin {
  const place = Math.ceil((timeUs - originUs) / widthUs) - 1;
  while (open.length <= place) open.push({ flows: null, mid2: null });
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

/** A depth below one lot is taken as one: an almost empty book must not blow the flow up. */
const LEAST_DEPTH = 1;

function vectorsOf(flows: Float64Array): Vectors {
  const lots = new Float64Array(LOTS_SIZE);
  lots.set(flows.subarray(0, FLOW.depth), 1);
  lots[PLACE.steps] = flows[FLOW.steps] as number;
  const updates = flows[FLOW.updates] as number;
  const depth = updates === 0 ? LEAST_DEPTH : Math.max(LEAST_DEPTH, (flows[FLOW.depth] as number) / updates);
  const shares = new Float64Array(SHARES_SIZE);
  for (let m = 0; m < IMPACT_LEVELS; m++) shares[1 + m] = (flows[FLOW.levels + m] as number) / depth;
  return { lots, shares };
}

function addTo({ lots, shares }: FlowMoments, y: number, x: Vectors | 'quiet'): void {
  if (x === 'quiet' && y === 0) {
    addToBlocks(lots, null);
    addToBlocks(shares, null);
    return;
  }
  const vectors = x === 'quiet' ? vectorsOf(new Float64Array(FLOWS)) : x;
  vectors.lots[0] = y;
  vectors.shares[0] = y;
  addToBlocks(lots, vectors.lots);
  addToBlocks(shares, vectors.shares);
}

function addPoint(scatter: FlowScatter, flow: number, y: number): void {
  if (scatter.seen++ % scatter.stride !== 0) return;
  if (scatter.points.length === 2 * MOST_POINTS) {
    scatter.points = scatter.points.filter((_, k) => k % 4 < 2);
    scatter.stride *= 2;
    if ((scatter.seen - 1) % scatter.stride !== 0) return;
  }
  scatter.points.push(flow, y);
}

function closeBin(bins: FlowBins, { flows, mid2 }: Bin): void {
  const endMid2 = mid2 ?? bins.openMid2;
  if (bins.openMid2 !== null && endMid2 !== null) {
    const y = (endMid2 - bins.openMid2) / 2;
    const x = flows === null ? 'quiet' : vectorsOf(flows);
    addPoint(bins.scatter, flows === null ? 0 : (flows[FLOW.best] as number), y);
    addTo(bins.same, y, x);
    if (bins.previous !== null) addTo(bins.next, y, bins.previous);
    bins.previous = x;
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
  bins.previous = null;
  for (const { lots, shares } of [bins.same, bins.next]) {
    placeZeros(lots);
    placeZeros(shares);
  }
}
