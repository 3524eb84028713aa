// Parts of an analysis result about the recording, the market in it, and what trading in it costs.

import type { Estimate } from './estimate.js';
import type { EnvOrigin } from '../market/instrument.js';
import type { Costs } from './study-plan.js';

export interface StreamUse {
  readonly stream: string;
  readonly messages: number;
}

export interface ProvenanceResult {
  readonly inputs: readonly {
    readonly path: string;
    readonly bytes: number | null;
    readonly sha256: string | null;
    /** Read as it is, or from the rows of the lake that were made of it. */
    readonly from: 'recording' | 'lake';
  }[];
  readonly envOrigin: EnvOrigin;
  readonly firstUs: number;
  readonly lastUs: number;
  /** Time with a known book and no silence, µs, and its share of the span. */
  readonly coveredUs: number;
  readonly coverage: number;
  readonly segments: number;
  readonly depthGaps: number;
  readonly tradeGaps: number;
  readonly resyncs: number;
  readonly streams: readonly StreamUse[];
  /** Event latency, ms, raw: p50, p95, p99; null without exchange times. */
  readonly latencyMs: readonly number[] | null;
  /** The same above the trailing minimum: a clock offset cancels. */
  readonly latencyExcessMs: readonly number[] | null;
  /** Distribution function of both: so large a share of the messages was no later. At fixed shares, 0 to 1. */
  readonly latencyCurve: readonly { readonly share: number; readonly ms: number; readonly excessMs: number }[] | null;
  /** Clock of the receiver against that of the exchange: least latency, which is offset and shortest way together; steps. */
  readonly clock: { readonly leastLatencyMs: number | null; readonly steps: number };
  /** Lost connections, and times without a message that the recording names. */
  readonly disconnects: number;
  readonly silences: number;
  /** Share of decision moments that were stale. */
  readonly staleShare: number;
  readonly warnings: readonly string[];
}

export interface MoveRow {
  readonly horizonUs: number;
  /** Non-overlapping outcomes. */
  readonly n: number;
  readonly meanAbsBp: Estimate;
  readonly sdBp: Estimate;
  readonly tieShare: Estimate;
  /** Of those that were no ties. */
  readonly upShare: Estimate;
  /** Hit rate at which a trade of the mean move pays for fees and, as taker, half the mean spread a crossing; above 1 not even an oracle does. */
  readonly breakEven: BreakEvenEstimates;
  /** The same given that a primary signal fired. */
  readonly conditional: readonly {
    readonly signal: string;
    readonly n: number;
    readonly meanAbsBp: Estimate;
    readonly breakEven: BreakEvenEstimates;
  }[];
}

/** By route; null where there was no move. */
export interface BreakEven {
  readonly takerTaker: number | null;
  readonly takerMaker: number | null;
  readonly makerMaker: number | null;
}

/** With the interval that the size of the move leaves; costs and spread are taken as they are. */
export type BreakEvenEstimates = Readonly<Record<keyof BreakEven, Estimate>>;

export interface MarketResult {
  readonly tick: number;
  readonly meanMid: number | null;
  readonly spreadTicks: {
    readonly mean: number;
    readonly p50: number;
    readonly p95: number;
    readonly oneTickShare: number;
  } | null;
  readonly spreadBp: number | null;
  /** Mean size at the best prices, base units. */
  readonly topSize: number | null;
  readonly moves: readonly MoveRow[];
  /** By hour of the day UTC: share of time, realised volatility in bp a √hour, traded base volume. */
  readonly hours: readonly {
    readonly hour: number;
    readonly seconds: number;
    readonly volatilityBp: number | null;
    readonly volume: number;
  }[];
}

export type Route = 'taker-taker' | 'maker-taker' | 'maker-maker';

export interface RouteRow {
  readonly signal: string;
  readonly horizonUs: number;
  readonly route: Route;
  /** Per trade, bp. Gross: between the mids. Net: between the prices paid, less fees. */
  readonly grossBp: Estimate;
  readonly netBp: Estimate;
  /** Makers: share of orders that a risk-averse queue filled; 1 for takers. */
  readonly fillRate: Estimate;
  /** One-way cost at which the net edge is nought, bp. */
  readonly breakEvenCostBp: Estimate;
}

export interface EconomicsResult {
  readonly costs: Costs;
  readonly routes: readonly RouteRow[];
  /** Of the primary with the best net edge: one trade an onset, no overlap, taker both ways. */
  readonly equity: {
    readonly signal: string;
    readonly horizonUs: number;
    readonly trades: number;
    /** At most 512 points: time and sum of net returns, bp. */
    readonly curve: readonly (readonly [timeUs: number, netBp: number])[];
    readonly sharpePerTrade: Estimate;
    readonly psr: number | null;
    readonly maxDrawdownBp: number;
    readonly winRate: Estimate;
  } | null;
  /** Mean notional that stood at the best price of the side taken, quote units. */
  readonly capacityQuote: Estimate;
}
