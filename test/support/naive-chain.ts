// The rows of a gapless recording from the definitions of semantics.md, for the default grid and for the original design.

import { type Z, naiveFlow, naiveIndexFlow, naiveTrend, naiveVerdicts, naiveZ } from './naive-signals.js';
import type { NaiveEvent, PlainTop } from './naive-tape.js';
import type { SymbolFacts } from './recordings.js';

export type NaiveRow = Readonly<Record<string, number | string | null>>;

const STEP_US = 100_000;
const DAY_US = 86_400_000_000;

const zPart = (name: 'ofi' | 'cvd', value: Z): NaiveRow => ({
  [`${name}Z`]: value.z,
  [`${name}Reason`]: value.z === null ? value.reason : null,
});

function bookPart(top: PlainTop, tick: number): NaiveRow {
  const [bid, bidLots] = top.bids[0]!;
  const [ask, askLots] = top.asks[0]!;
  const share = bidLots / (bidLots + askLots);
  return {
    bidTicks: bid,
    askTicks: ask,
    mid: ((bid + ask) / 2) * tick,
    spreadTicks: ask - bid,
    weightedMid: (share * ask + (1 - share) * bid) * tick,
    queueImbalance: (bidLots - askLots) / (bidLots + askLots),
    bookReason: null,
  };
}

/** Running sum and its average, α 0.2, from each trade on; starts over where `restarts` says so. */
function runningSums(trades: readonly NaiveEvent[], step: number, restarts: (before: number, at: number) => boolean) {
  let [sum, ema, before] = [0, 0, 0];
  let fresh = true;
  return trades.map((trade) => {
    if (trade.kind !== 'trade') throw new Error('a trade is wanted');
    if (before !== 0 && restarts(before, trade.at)) [sum, fresh] = [0, true];
    before = trade.at;
    sum += trade.signed;
    ema = fresh ? sum : 0.2 * sum + 0.8 * ema;
    fresh = false;
    return { at: trade.at, signed: trade.signed, sum: sum * step, ema: ema * step };
  });
}

/** One row a depth update; OFI by position, CVD level sampled at trades, windows that hold the current sample. */
export function naiveOriginal(events: readonly NaiveEvent[], facts: SymbolFacts): NaiveRow[] {
  const [tick, step] = [Number(facts.tick), Number(facts.step)];
  const trades = events.filter(({ kind }) => kind === 'trade');
  const sums = runningSums(trades, step, () => false);
  const levels = sums.map(({ sum }) => sum);
  const ofis: number[] = [];
  const mids: [number, number][] = [];
  const rows: NaiveRow[] = [];
  let before: PlainTop | null = null;
  let first = true;
  let seen = 0;
  for (const event of events) {
    if (event.kind === 'trade') seen++;
    if (event.kind === 'snapshot') before = event.top;
    if (event.kind !== 'depth') continue;
    const ofi = naiveIndexFlow(before!, event.top) * step;
    if (!first) ofis.push(ofi);
    // The first update may repeat a part of what the snapshot holds: its flow is no sample.
    const flow: NaiveRow = first
      ? { ofi: null, ofiZ: null, ofiReason: 'partial' }
      : { ofi, ...zPart('ofi', naiveZ(ofis, ofis.length - 1, 'include')) };
    const cvd: Z = seen === 0 ? { z: null, reason: 'warming' } : naiveZ(levels, seen - 1, 'include');
    mids.push([event.at, event.top.bids[0]![0] + event.top.asks[0]![0]]);
    const trendBp = naiveTrend(mids);
    rows.push({
      timeUs: event.at,
      ...bookPart(event.top, tick),
      ...flow,
      cvdDelta: seen === 0 ? null : sums[seen - 1]!.signed * step,
      cvd: seen === 0 ? null : sums[seen - 1]!.sum,
      cvdEma: seen === 0 ? null : sums[seen - 1]!.ema,
      ...(seen === 0 ? { cvdZ: null, cvdReason: 'no_trades' } : zPart('cvd', cvd)),
      trendBp,
      trendReason: trendBp === null ? 'no_trend' : null,
      ...naiveVerdicts(flow['ofiZ'] as number | null, seen === 0 ? null : cvd.z, trendBp),
    });
    before = event.top;
    first = false;
  }
  return rows;
}

/** What the default grid looks at: all events by the row that they fall into. */
interface GridState {
  top: PlainTop | null;
  readonly ofis: number[];
  readonly bars: number[];
  readonly mids: [number, number][];
  tradedBefore: boolean;
}

/** One row each 100 ms: what has arrived before its time, flows and volumes of the 100 ms before it. */
export function naiveGrid(events: readonly NaiveEvent[], facts: SymbolFacts): NaiveRow[] {
  const first = Math.floor(events[0]!.at / STEP_US);
  const last = Math.floor(events.at(-1)!.at / STEP_US);
  const bins = Array.from({ length: last - first }, (): NaiveEvent[] => []);
  for (const event of events) bins[Math.floor(event.at / STEP_US) - first]?.push(event);
  const state: GridState = { top: null, ofis: [], bars: [], mids: [], tradedBefore: false };
  const step = Number(facts.step);
  const sums = runningSums(
    events.filter(({ kind }) => kind === 'trade'),
    step,
    (before, at) => Math.floor(before / DAY_US) !== Math.floor(at / DAY_US),
  );
  let seen = 0;
  return bins.map((bin, k) => {
    const timeUs = (first + k + 1) * STEP_US;
    const flow = flowPart(state, bin, step);
    const volume = volumePart(state, bin, step);
    while (seen < sums.length && sums[seen]!.at < timeUs) seen++;
    const sum = sums[seen - 1];
    // At midnight the sum has already started over, and its average has nothing to average yet.
    const isNewDay = sum !== undefined && Math.floor(sum.at / DAY_US) !== Math.floor(timeUs / DAY_US);
    const trendBp = state.top === null ? null : pushTrend(state, timeUs);
    return {
      timeUs,
      ...(state.top === null ? { mid: null, bookReason: 'unsynced' } : bookPart(state.top, Number(facts.tick))),
      ...flow,
      ...volume,
      cvd: sum === undefined ? null : isNewDay ? 0 : sum.sum,
      cvdEma: sum === undefined || isNewDay ? null : sum.ema,
      trendBp,
      trendReason: state.top === null ? 'no_input' : trendBp === null ? 'no_trend' : null,
      ...naiveVerdicts(flow['ofiZ'] as number | null, volume['cvdZ'] as number | null, trendBp),
    };
  });
}

function pushTrend(state: GridState, timeUs: number): number | null {
  state.mids.push([timeUs, state.top!.bids[0]![0] + state.top!.asks[0]![0]]);
  return naiveTrend(state.mids.slice(-601));
}

function flowPart(state: GridState, bin: readonly NaiveEvent[], step: number): NaiveRow {
  let flow = 0;
  let begun = false;
  for (const event of bin) {
    if (event.kind !== 'depth' && event.kind !== 'snapshot') continue;
    if (event.kind === 'depth') flow += naiveFlow(state.top!, event.top);
    else begun = true;
    state.top = event.top;
  }
  if (state.top === null) return { ofi: null, ofiZ: null, ofiReason: 'unsynced' };
  if (begun) return { ofi: null, ofiZ: null, ofiReason: 'partial' };
  state.ofis.push(flow * step);
  return { ofi: flow * step, ...zPart('ofi', naiveZ(state.ofis, state.ofis.length - 1, 'exclude')) };
}

function volumePart(state: GridState, bin: readonly NaiveEvent[], step: number): NaiveRow {
  const signed = bin.flatMap((event) => (event.kind === 'trade' ? [event.signed] : []));
  const none = { cvdDelta: null, cvdZ: null, tradeImbalance: null };
  if (!state.tradedBefore) {
    state.tradedBefore = signed.length > 0;
    return { ...none, cvdReason: state.tradedBefore ? 'partial' : 'no_trades' };
  }
  const buy = signed.reduce((sum, lots) => sum + Math.max(lots, 0), 0);
  const sell = signed.reduce((sum, lots) => sum - Math.min(lots, 0), 0);
  const delta = (buy - sell) * step;
  state.bars.push(delta);
  const tradeImbalance = buy + sell === 0 ? null : (buy - sell) / (buy + sell);
  return { cvdDelta: delta, tradeImbalance, ...zPart('cvd', naiveZ(state.bars, state.bars.length - 1, 'exclude')) };
}
