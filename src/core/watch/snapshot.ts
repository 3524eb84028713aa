// What a screen shows of a running, replayed or remote session at one moment: plain data, and JSON as it stands.
//
// Whoever runs the session makes it (live capture, replay, or the socket of another process); the screen only pulls it.
// Absent is null everywhere. Times are integer µs since the epoch, prices ticks, quantities lots, unless a name says
// otherwise; `SymbolUnits` turns them into text.

import type { RaisedAlert } from '../alert/raised.js';
import type { Environment, Venue } from '../market/instrument.js';
import type { NullReason } from '../market/reason.js';
import type { ChainConfig } from '../pipeline/config.js';
import type { DivergenceKind, FusionSignal, SideSignal } from '../pipeline/row.js';
import type { SymbolDetail, WatchSignal } from './detail.js';
import type { ConnectionFigures, LatencyFigures, Percentiles, WriterFigures } from './figures.js';

export const WATCH_SCHEMA = 'v13.watch/1';

/** What the screen wants to know beyond the overview. */
export interface WatchRequest {
  /** Symbol in capitals whose details are wanted; null for none. */
  readonly symbol: string | null;
  /** Ladder levels a side. */
  readonly levels: number;
  /** Points of the charts: the last `spanUs`, at most `points` of them. */
  readonly series: { readonly spanUs: number; readonly points: number };
  /** Columns of the depth heatmap over the same span; 0 for none. */
  readonly heatColumns: number;
  /** Bars of the footprint; 0 for none. */
  readonly footprintBars: number;
  /** Entries of the trade tape, and of the signal log. */
  readonly tape: number;
  readonly signals: number;
  /** Whether the signal log is that of the symbol alone; else of all symbols. */
  readonly ownSignals: boolean;
}

export interface WatchSnapshot {
  readonly schema: typeof WATCH_SCHEMA;
  readonly software: string;
  /** Where the data comes from, and how: a capture in this process, a replay, or another process looked at from outside. */
  readonly source: 'live' | 'replay' | 'attached';
  readonly env: Environment;
  readonly venue: Venue;
  readonly host: string | null;
  readonly session: string;
  /** Folder or file that is written or read, as shown to people. */
  readonly place: string;
  /** Live: now by the receive clock. Replay: receive time of the last frame taken. */
  readonly nowUs: number;
  readonly startUs: number;
  readonly config: ChainConfig;
  readonly totals: WatchTotals;
  /** In the order of their names. */
  readonly symbols: readonly SymbolSummary[];
  readonly detail: SymbolDetail | null;
  readonly latency: LatencyFigures;
  /** Null where nothing is written (a replay). */
  readonly writer: WriterFigures | null;
  readonly connections: readonly ConnectionFigures[];
  /** Null where the session is in this process. */
  readonly link: WatchLink | null;
  /** Null where nothing plays. */
  readonly player: PlayerFigures | null;
  /** Newest first, at most 100. */
  readonly alerts: readonly RaisedAlert[];
  /** Newest first, at most 100: what went wrong, in one line each. */
  readonly troubles: readonly Trouble[];
}

/** How another process is looked at. While it does not answer, the last that it said is shown, and time goes on. */
export interface WatchLink {
  readonly isConnected: boolean;
  /** When its last answer was made, by its own clock, µs. */
  readonly answeredUs: number;
}

export interface WatchTotals {
  readonly messages: number;
  /** Over the last seconds; null before it is known. */
  readonly perSecond: number | null;
  readonly symbols: number;
  readonly synced: number;
  readonly waitingForSnapshot: number;
  readonly reconnects: number;
  readonly rollOvers: number;
  readonly silences: number;
  readonly malformed: number;
  readonly depthGaps: number;
  readonly resyncs: number;
  readonly tradeGaps: number;
  readonly tradesHealed: number;
  /** Holes in trades that nothing has filled. */
  readonly openHoles: number;
  readonly clockSteps: number;
  readonly rssBytes: number | null;
}

export interface SymbolUnits {
  /** Price units a tick, base units a lot. */
  readonly tick: number;
  readonly step: number;
  readonly priceDecimals: number;
  readonly qtyDecimals: number;
  /** "ETH", "USDT"; the symbol and "" where they are not known. */
  readonly base: string;
  readonly quote: string;
}

/** Where a book stands. `stale`: nothing heard for long; `down`: its connection is away; `waiting`: no snapshot yet. */
export type SyncState = 'synced' | 'waiting' | 'stale' | 'down';

export interface SymbolSummary {
  readonly symbol: string;
  readonly units: SymbolUnits;
  readonly sync: SyncState;
  /** Of its last message; null before the first. */
  readonly lastMessageUs: number | null;
  readonly messages: number;
  readonly perSecond: number | null;
  readonly depthGaps: number;
  readonly resyncs: number;
  readonly tradeGaps: number;
  readonly tradesHealed: number;
  /** Share of the run in which the book was known, 0 to 1. */
  readonly coverage: number | null;
  /** Receive time − E, ms, raw; over the run. */
  readonly latencyMs: Percentiles | null;
  /** Its last row; null before the first. */
  readonly row: WatchRow | null;
  /** Its last signal that was not neutral. */
  readonly lastSignal: WatchSignal | null;
}

/** The figures of a signal row that a screen shows, under the names of `SignalRow`. */
export interface WatchRow {
  readonly timeUs: number;
  readonly segment: number;
  readonly bidTicks: number | null;
  readonly askTicks: number | null;
  readonly mid: number | null;
  readonly spreadTicks: number | null;
  readonly weightedMid: number | null;
  readonly queueImbalance: number | null;
  readonly bookReason: NullReason | null;
  readonly ofi: number | null;
  readonly ofiZ: number | null;
  readonly ofiReason: NullReason | null;
  readonly ofiSamples: number;
  readonly ofiSignal: SideSignal | null;
  readonly cvdDelta: number | null;
  readonly cvd: number | null;
  readonly cvdZ: number | null;
  readonly cvdReason: NullReason | null;
  readonly cvdSamples: number;
  readonly cvdSignal: SideSignal | null;
  readonly fusion: number | null;
  readonly consistency: number | null;
  readonly fusionReason: NullReason | null;
  readonly fusionSignal: FusionSignal | null;
  readonly trendBp: number | null;
  readonly trendReason: NullReason | null;
  readonly divergence: DivergenceKind | null;
  readonly divergenceStrength: number | null;
}

export interface PlayerFigures {
  readonly state: 'playing' | 'paused' | 'seeking' | 'ended';
  /** Times real time; null for as fast as it goes. */
  readonly speed: number | null;
  readonly fromUs: number;
  readonly toUs: number;
  readonly positionUs: number;
  readonly frames: number;
  /** How far the search for gaps and signals has read, 0 to 1. */
  readonly indexed: number;
  readonly gaps: number;
  readonly signals: number;
  /** Hits of --where; null without one. */
  readonly hits: number | null;
  /** The last jump that found no place to go to, and how many have not; null before the first. */
  readonly missed: {
    readonly to: 'gap' | 'signal' | 'hit';
    readonly direction: 'next' | 'previous';
    readonly count: number;
  } | null;
}

export interface Trouble {
  readonly timeUs: number;
  readonly kind: string;
  readonly text: string;
}
