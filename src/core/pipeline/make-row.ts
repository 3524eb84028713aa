// One signal row from the state of one symbol: the last stage of the chain.

import { bookProblem } from '../book/book.js';
import { queueImbalance } from '../flow/queue-imbalance.js';
import { tradeImbalance } from '../flow/trade-imbalance.js';
import type { NullReason } from '../market/reason.js';
import { type DivergenceInput, divergenceKind, divergenceStrength } from '../signal/divergence.js';
import { fusionConsistency, fusionScore, fusionSignal } from '../signal/fusion.js';
import { sideSignal, signalStrength } from '../signal/threshold.js';
import { stepTrend } from '../signal/trend.js';
import type { ChainConfig } from './config.js';
import { type CvdValue, barIsKnown, closeCvd, rollDay } from './cvd-stage.js';
import { type OfiValue, closeOfi } from './ofi-stage.js';
import { type StageClock, markStage } from './probe.js';
import type { SideSignal, SignalRow } from './row.js';
import { type SymbolChain, bookUnknown } from './symbol-chain.js';

/** Best quotes in ticks and lots. */
export interface BestQuotes {
  readonly bidTicks: number;
  readonly bidLots: number;
  readonly askTicks: number;
  readonly askLots: number;
}

type BookPart = Pick<
  SignalRow,
  'bidTicks' | 'askTicks' | 'mid' | 'spreadTicks' | 'weightedMid' | 'queueImbalance' | 'bookReason'
>;

/** The best quotes as of now, or why there are none. */
export function topOf(state: SymbolChain, config: ChainConfig): BestQuotes | NullReason {
  if (config.ofi.source === 'bookTicker') {
    if (state.stopped) return 'no_data';
    if (!state.quotes.seen) return 'no_stream';
    if (state.quotes.bidLots === 0 || state.quotes.askLots === 0) return 'one_sided';
    return state.quotes.bidTicks >= state.quotes.askTicks ? 'crossed' : state.quotes;
  }
  const problem = bookUnknown(state) ? 'no_data' : bookProblem(state.book);
  if (problem !== null) return problem;
  const { bids, asks } = state.book;
  return {
    bidTicks: bids.base + bids.best,
    bidLots: bids.lots[bids.best] as number,
    askTicks: asks.base + asks.best,
    askLots: asks.lots[asks.best] as number,
  };
}

/** The quotes that rows are made of; null where they cannot be read. */
export function quotesOf(state: SymbolChain, config: ChainConfig): BestQuotes | null {
  const top = topOf(state, config);
  return typeof top === 'string' ? null : top;
}

function bookPart(state: SymbolChain, top: BestQuotes | NullReason): BookPart {
  if (typeof top === 'string') {
    return {
      bidTicks: null,
      askTicks: null,
      mid: null,
      spreadTicks: null,
      weightedMid: null,
      queueImbalance: null,
      bookReason: top,
    };
  }
  const { bidTicks, bidLots, askTicks, askLots } = top;
  const share = bidLots / (bidLots + askLots);
  const toPrice = (ticks: number): number => (ticks * state.tickMantissa) / state.tickDivisor;
  return {
    bidTicks,
    askTicks,
    mid: toPrice((bidTicks + askTicks) / 2),
    spreadTicks: askTicks - bidTicks,
    weightedMid: toPrice(share * askTicks + (1 - share) * bidTicks),
    queueImbalance: queueImbalance(bidLots, askLots),
    bookReason: null,
  };
}

type FusionPart = Pick<SignalRow, 'fusion' | 'consistency' | 'fusionReason' | 'fusionSignal' | 'fusionStrength'>;

function fusionPart(config: ChainConfig, ofiZ: number | null, cvdZ: number | null): FusionPart {
  if (ofiZ === null || cvdZ === null) {
    return { fusion: null, consistency: null, fusionReason: 'no_input', fusionSignal: null, fusionStrength: null };
  }
  const fusion = fusionScore(config.fusion, ofiZ, cvdZ);
  const consistency = fusionConsistency(ofiZ, cvdZ);
  return {
    fusion,
    consistency,
    fusionReason: null,
    fusionSignal: fusionSignal(config.fusion, fusion, consistency),
    fusionStrength: signalStrength(fusion, config.fusion.threshold),
  };
}

type DivergencePart = Pick<SignalRow, 'divergence' | 'divergenceStrength'>;

function divergencePart(config: ChainConfig, input: DivergenceInput): DivergencePart {
  const divergence = divergenceKind(config.divergence, input);
  return { divergence, divergenceStrength: divergenceStrength(divergence, input) };
}

interface Parts {
  readonly top: BestQuotes | NullReason;
  readonly ofi: OfiValue;
  readonly volume: CvdValue;
  readonly cvdZ: number | null;
  readonly trendBp: number | null;
}

const signalOf = (z: number | null, threshold: number): SideSignal | null =>
  z === null ? null : sideSignal(z, threshold);
const strengthOf = (z: number | null, threshold: number): number | null =>
  z === null ? null : signalStrength(z, threshold);

/** The row at `timeUs`, as of everything applied so far. Takes the samples that belong to the row. */
export function makeRow(
  state: SymbolChain,
  config: ChainConfig,
  at: { timeUs: number; clock: StageClock | null },
): SignalRow {
  const { timeUs, clock } = at;
  rollDay(state, config, timeUs);
  const top = topOf(state, config);
  const ofi = closeOfi(state, config);
  if (clock !== null) markStage(clock, 'ofi');
  const volume = closeCvd(state, config);
  if (clock !== null) markStage(clock, 'cvd');
  const cvdZ = state.stopped ? null : state.cvd.value;
  const trendBp = typeof top === 'string' ? null : stepTrend(state.trend, timeUs, top.bidTicks + top.askTicks);
  const row = buildRow(state, config, { timeUs, parts: { top, ofi, volume, cvdZ, trendBp } });
  if (clock !== null) markStage(clock, 'fusion');
  return row;
}

/** Every field by name: spreading the parts would cost more than computing them. */
function buildRow(state: SymbolChain, config: ChainConfig, of: { timeUs: number; parts: Parts }): SignalRow {
  const { top, ofi, volume, cvdZ, trendBp } = of.parts;
  const { bar } = state.cvd;
  const { ofiThreshold, cvdThreshold } = config.signal;
  const book = bookPart(state, top);
  const fused = fusionPart(config, ofi.z, cvdZ);
  const diverged = divergencePart(config, { trendBp, ofiZ: ofi.z, cvdZ });
  return {
    timeUs: of.timeUs,
    symbol: state.symbol,
    segment: state.segment,
    bidTicks: book.bidTicks,
    askTicks: book.askTicks,
    mid: book.mid,
    spreadTicks: book.spreadTicks,
    weightedMid: book.weightedMid,
    queueImbalance: book.queueImbalance,
    bookReason: book.bookReason,
    ofi: ofi.ofi,
    ofiZ: ofi.z,
    ofiReason: ofi.reason,
    ofiSamples: state.ofi.z.samples,
    ofiSignal: signalOf(ofi.z, ofiThreshold),
    ofiStrength: strengthOf(ofi.z, ofiThreshold),
    cvdDelta: volume.delta,
    cvd: volume.sum,
    cvdEma: volume.ema,
    tradeImbalance: barIsKnown(state) ? tradeImbalance(bar.closedBuyLots, bar.closedSellLots) : null,
    cvdZ,
    cvdReason: state.stopped ? 'no_data' : state.cvd.reason,
    cvdSamples: state.cvd.z.samples,
    cvdSignal: signalOf(cvdZ, cvdThreshold),
    cvdStrength: strengthOf(cvdZ, cvdThreshold),
    fusion: fused.fusion,
    consistency: fused.consistency,
    fusionReason: fused.fusionReason,
    fusionSignal: fused.fusionSignal,
    fusionStrength: fused.fusionStrength,
    trendBp,
    trendReason: typeof top === 'string' ? 'no_input' : state.trend.reason,
    divergence: diverged.divergence,
    divergenceStrength: diverged.divergenceStrength,
    features: null,
  };
}
