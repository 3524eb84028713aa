// One signal row: what the chain says about one symbol at one moment. The rows are what is hashed, stored and shown.

import type { NullReason } from '../market/reason.js';

export type SideSignal = 'buy' | 'sell' | 'neutral';
export type FusionSignal = 'strong_buy' | 'strong_sell' | 'neutral';
export type DivergenceKind = 'bullish' | 'bearish' | 'inconsistent' | 'none';

export interface SignalRow {
  /** Grid time, or receive time of the depth update on the event grid; integer µs. */
  timeUs: number;
  symbol: string;
  /** Counts up at every break (gap, resync, disconnect, session): windows never span two segments. */
  segment: number;

  /** Best prices in ticks, null with bookReason. */
  bidTicks: number | null;
  askTicks: number | null;
  /** Mid in price units. */
  mid: number | null;
  spreadTicks: number | null;
  /** Size-weighted mid I·ask + (1−I)·bid, I = bid size share at the best level; price units. */
  weightedMid: number | null;
  /** (bid size − ask size)/(bid size + ask size) at the best level. */
  queueImbalance: number | null;
  bookReason: NullReason | null;

  /** Order flow imbalance of this row's bar or update; base units. */
  ofi: number | null;
  ofiZ: number | null;
  /** Why ofiZ (and, where null, ofi) is missing. */
  ofiReason: NullReason | null;
  /** Samples in the OFI window, for "warming 212/300". */
  ofiSamples: number;
  ofiSignal: SideSignal | null;
  /** |ofiZ| / threshold. */
  ofiStrength: number | null;

  /** Signed taker volume of the last closed bar (mode delta) or of the last trade (mode level); base units. */
  cvdDelta: number | null;
  /** Running sum since the last break, session start or midnight UTC; base units. */
  cvd: number | null;
  /** EMA of the running sum, one step per trade. */
  cvdEma: number | null;
  /** Buy and sell taker volume share of the last closed bar: (buy − sell)/(buy + sell); null in a bar without trades. */
  tradeImbalance: number | null;
  cvdZ: number | null;
  cvdReason: NullReason | null;
  cvdSamples: number;
  cvdSignal: SideSignal | null;
  cvdStrength: number | null;

  /** wO·ofiZ + wC·cvdZ. */
  fusion: number | null;
  /** min|z|/max|z| where the signs agree, else 0. */
  consistency: number | null;
  fusionReason: NullReason | null;
  fusionSignal: FusionSignal | null;
  /** |fusion| / threshold. */
  fusionStrength: number | null;

  /** Return of the mid over the trend window, bp; 0 inside the dead band. */
  trendBp: number | null;
  trendReason: NullReason | null;
  divergence: DivergenceKind | null;
  divergenceStrength: number | null;

  /** One value a feature column, in the order of the features asked for; null without any. Not hashed. */
  features: readonly (number | null)[] | null;
}
