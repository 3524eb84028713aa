// The counts of a recording as a report: plain values, ready for a document or for JSON.

import { ALL_SYMBOLS } from '../market/event-batch.js';
import { type Distribution, distributionOf, mergedSketch } from './distribution.js';
import { type Incident, type IncidentKind } from './incident.js';
import type { QualityState } from './stream-quality.js';
import { STREAM_NAMES, type StreamName, isMarketStream } from './stream-name.js';
import type { StreamState, SymbolState } from './symbol-quality.js';

/** Latencies in µs: receive time − the exchange's send time E. */
export interface LatencyReport {
  /** As they are, possibly negative. Its minimum is the clock offset estimate: offset and shortest way together. */
  readonly raw: Distribution;
  /** Excess over the trailing 10-minute minimum: what is left without a constant clock offset. */
  readonly excess: Distribution;
}

export interface StreamReport {
  readonly stream: StreamName;
  readonly count: number;
  /** Of these: repeats, insurance trades, deltas that waited for a snapshot. */
  readonly idle: number;
  /** Per second of recorded time; null where that is 0. */
  readonly perSecond: number | null;
  readonly firstUs: number;
  readonly lastUs: number;
  readonly backSteps: number;
  /** Longest time between two messages of one session; null with fewer than two. */
  readonly silenceUs: number | null;
  readonly silenceEndUs: number | null;
  readonly absurdTimes: number;
  /** Null where no message carries E. */
  readonly latency: LatencyReport | null;
}

export interface ContinuityReport {
  readonly depthGaps: number;
  readonly tradeGaps: number;
  /** Trade ids missing in those gaps. */
  readonly tradesMissing: number;
  readonly resyncs: number;
  /** Depth gaps without a resync: their session, or the recording, ended before. */
  readonly unhealed: number;
  /** Gap → resync, µs. */
  readonly recovery: Distribution | null;
  /** u − U + 1 of the depth messages. */
  readonly batchSpan: Distribution | null;
  readonly disconnects: number;
  readonly silences: number;
  readonly clockSteps: number;
  readonly restFailures: number;
  /** Times that the book became crossed: best bid at or above best ask. */
  readonly crossings: number;
  readonly healedTrades: number;
  readonly snapshots: number;
}

export interface CoverageReport {
  /** Time in which the book was synced and not crossed, and the connection up, µs. */
  readonly coveredUs: number;
  /** First to last receive time of the whole recording, pauses between sessions included, µs. */
  readonly spanUs: number;
  /** Null where the span is 0. */
  readonly share: number | null;
}

export interface SymbolQuality {
  readonly symbol: string;
  /** Messages of the streams that the chain reads, without snapshots. */
  readonly messages: number;
  readonly perSecond: number | null;
  /** Streams with at least one message. */
  readonly streams: readonly StreamReport[];
  readonly continuity: ContinuityReport;
  readonly latency: LatencyReport | null;
  readonly coverage: CoverageReport;
}

export interface IncidentReport extends Omit<Incident, 'code' | 'kind'> {
  readonly kind: IncidentKind;
  /** Null: all symbols. */
  readonly symbol: string | null;
}

export interface QualityReport {
  readonly events: number;
  readonly firstUs: number | null;
  readonly lastUs: number | null;
  readonly spanUs: number;
  /** The span without pauses between sessions: what rates are counted over. */
  readonly recordedUs: number;
  readonly sessions: number;
  /** In name order. */
  readonly symbols: readonly SymbolQuality[];
  /** All streams of all symbols. */
  readonly latency: LatencyReport | null;
  /** The first 100, in order. */
  readonly incidents: readonly IncidentReport[];
  readonly incidentCount: number;
}

function latencyOf(streams: readonly StreamState[]): LatencyReport | null {
  const raw = distributionOf(mergedSketch(streams.map((stream) => stream.latency)));
  const excess = distributionOf(mergedSketch(streams.map((stream) => stream.excess)));
  return raw === null || excess === null ? null : { raw, excess };
}

const rateOf = (count: number, spanUs: number): number | null => (spanUs > 0 ? (count * 1_000_000) / spanUs : null);

function streamReport(state: StreamState, stream: StreamName, recordedUs: number): StreamReport {
  const { count, idle, firstUs, lastUs, backSteps, absurdTimes } = state;
  const isPaired = state.silenceEndUs > 0;
  return {
    stream,
    count,
    idle,
    perSecond: rateOf(count, recordedUs),
    firstUs,
    lastUs,
    backSteps,
    silenceUs: isPaired ? state.silenceUs : null,
    silenceEndUs: isPaired ? state.silenceEndUs : null,
    absurdTimes,
    latency: latencyOf([state]),
  };
}

function continuityReport(state: SymbolState): ContinuityReport {
  const { depthGaps, tradeGaps, tradesMissing, resyncs, snapshots } = state;
  const { disconnects, silences, clockSteps, restFailures, crossings, healedTrades } = state;
  return {
    depthGaps,
    tradeGaps,
    tradesMissing,
    resyncs,
    unhealed: state.unhealed + (state.gapUs === null ? 0 : 1),
    recovery: distributionOf(state.recovery),
    batchSpan: distributionOf(state.batchSpan),
    disconnects,
    silences,
    clockSteps,
    restFailures,
    crossings,
    healedTrades,
    snapshots,
  };
}

interface Spans {
  readonly endUs: number;
  readonly spanUs: number;
  readonly recordedUs: number;
}

function symbolReport(state: SymbolState, symbol: string, spans: Spans): SymbolQuality {
  const { spanUs, recordedUs, endUs } = spans;
  const openUs = state.coveredFromUs === null ? 0 : Math.max(0, endUs - state.coveredFromUs);
  const coveredUs = state.coveredUs + openUs;
  const messages = state.streams.reduce((sum, stream, place) => sum + (isMarketStream(place) ? stream.count : 0), 0);
  return {
    symbol,
    messages,
    perSecond: rateOf(messages, recordedUs),
    streams: STREAM_NAMES.flatMap((name, place) => {
      const stream = state.streams[place];
      return stream === undefined || stream.count === 0 ? [] : [streamReport(stream, name, recordedUs)];
    }),
    continuity: continuityReport(state),
    latency: latencyOf(state.streams),
    coverage: { coveredUs, spanUs, share: spanUs > 0 ? coveredUs / spanUs : null },
  };
}

/**
 * @param names symbols by their codes
 * @param untilUs when listening ended, where that is known: a silence at the end counts, and covers nothing
 */
export function qualityReport(state: QualityState, names: readonly string[], untilUs = state.lastUs): QualityReport {
  const lastUs = state.started ? Math.max(untilUs, state.lastUs) : state.lastUs;
  const spanUs = lastUs - state.firstUs;
  const recordedUs = state.endedSessionsUs + lastUs - state.sessionFromUs;
  const spans: Spans = { endUs: state.lastUs, spanUs, recordedUs };
  const nameOf = (code: number): string => names[code] ?? `symbol ${code}`;
  const symbols = state.symbols.flatMap((symbol, code) =>
    symbol === undefined ? [] : [symbolReport(symbol, nameOf(code), spans)],
  );
  return {
    events: state.events,
    firstUs: state.started ? state.firstUs : null,
    lastUs: state.started ? state.lastUs : null,
    spanUs,
    recordedUs,
    sessions: state.sessions,
    symbols: symbols.sort((a, b) => (a.symbol < b.symbol ? -1 : 1)),
    latency: latencyOf(state.symbols.flatMap((symbol) => symbol?.streams ?? [])),
    incidents: state.incidents.map(({ code, ...rest }) => ({
      ...rest,
      symbol: code === ALL_SYMBOLS ? null : nameOf(code),
    })),
    incidentCount: state.incidentCount,
  };
}
