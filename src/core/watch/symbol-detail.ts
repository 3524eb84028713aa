// Everything about the one symbol in view: ladder, charts, tape, signals, ids, heatmap, footprint.

import { bookProblem } from '../book/book.js';
import { type Ladder, readTop } from '../book/ladder.js';
import { type SymbolChain, bookUnknown } from '../pipeline/symbol-chain.js';
import type { SymbolTrack } from '../quality/certificate-state.js';
import type { SymbolState } from '../quality/symbol-quality.js';
import { type LogSketch, sketchMax, sketchMean, sketchQuantile } from '../stats/log-sketch.js';
import type { LadderView, SequenceFigures, SeriesView, SymbolDetail, WatchSignal } from './detail.js';
import { newestItems } from './last-items.js';
import { percentilesMs } from './latency-figures.js';
import { footprintView, heatView } from './market-view.js';
import { SERIES_STEP_US, seriesView } from './series-history.js';
import type { WatchRequest } from './snapshot.js';
import type { SymbolHistory, TrackedSymbol } from './tracked-symbol.js';
import { tapeView } from './trade-tape.js';
import { type WatchCache, type WatchedRun, marketCacheOf } from './watched-run.js';

function sideOf(ladder: Ladder, levels: number): { readonly ticks: number[]; readonly lots: number[] } {
  const ticks = new Float64Array(levels);
  const lots = new Float64Array(levels);
  const count = readTop(ladder, ticks, lots);
  return { ticks: [...ticks.subarray(0, count)], lots: [...lots.subarray(0, count)] };
}

/** A book that is lost shows nothing: what it held is not what the exchange holds. */
export function ladderView(state: SymbolChain | undefined, levels: number, lastUs: number | null): LadderView {
  const reason = state === undefined ? 'unsynced' : bookUnknown(state) ? 'no_data' : bookProblem(state.book);
  if (state === undefined || reason === 'no_data' || reason === 'unsynced') {
    return { reason, lastUs, bidTicks: [], bidLots: [], askTicks: [], askLots: [] };
  }
  const [bids, asks] = [sideOf(state.book.bids, levels), sideOf(state.book.asks, levels)];
  return {
    reason,
    lastUs,
    bidTicks: bids.ticks,
    bidLots: bids.lots,
    askTicks: asks.ticks,
    askLots: asks.lots,
  };
}

const spanOf = (sketch: LogSketch | undefined): SequenceFigures['batchSpan'] =>
  sketch === undefined
    ? { avg: null, p95: null, max: null }
    : { avg: sketchMean(sketch), p95: sketchQuantile(sketch, 0.95), max: sketchMax(sketch) };

/** Trade holes of a symbol with ids that nobody has brought. */
export const openHolesOf = (track: SymbolTrack | undefined): number =>
  (track?.streams ?? []).reduce((sum, stream) => sum + (stream?.openGaps.length ?? 0), 0);

export interface DetailParts {
  readonly state: SymbolChain | undefined;
  readonly quality: SymbolState | undefined;
  readonly tracked: TrackedSymbol | undefined;
  readonly track: SymbolTrack | undefined;
  readonly lastUs: number | null;
}

export function sequenceFigures({ state, quality, tracked, track }: DetailParts): SequenceFigures {
  return {
    lastUpdateId: state?.book.synced === true ? state.book.lastId : null,
    lastTradeId: tracked?.lastTradeId ?? null,
    puBreaks: quality?.depthGaps ?? 0,
    resyncs: quality?.resyncs ?? 0,
    snapshots: quality?.snapshots ?? 0,
    reconnects: quality?.disconnects ?? 0,
    crossings: quality?.crossings ?? 0,
    batchSpan: spanOf(quality?.batchSpan),
    tradeGaps: quality?.tradeGaps ?? 0,
    tradesMissing: quality?.tradesMissing ?? 0,
    tradesHealed: quality?.healedTrades ?? 0,
    tradeHolesOpen: openHolesOf(track),
    recoveryMs: quality === undefined ? null : percentilesMs(quality.recovery),
  };
}

const NO_SERIES: SeriesView = {
  stepUs: SERIES_STEP_US,
  timeUs: [],
  segment: [],
  mid: [],
  ofiZ: [],
  cvdZ: [],
  cvd: [],
  fusion: [],
  marks: [],
};

type Past = Pick<SymbolDetail, 'series' | 'tape' | 'groupTicks' | 'heat' | 'footprint'>;

interface Wish {
  readonly run: WatchedRun;
  readonly request: WatchRequest;
  readonly cache: WatchCache;
}

function pastOf(history: SymbolHistory, symbol: string, { run, request, cache }: Wish): Past {
  const { nowUs } = run;
  const { spanUs, points } = request.series;
  const fromUs = nowUs - spanUs;
  const marks = newestItems(history.marks, Infinity).filter(({ timeUs }) => timeUs > fromUs);
  const { market } = history;
  const kept = market === null ? null : marketCacheOf(cache, symbol, market.groupTicks);
  const span = { nowUs, spanUs, settledUs: run.tracker.newestUs ?? 0 };
  return {
    series: seriesView(history.series, { nowUs, spanUs, points, marks: marks.reverse() }),
    tape: tapeView(history.tape, request.tape),
    groupTicks: market?.groupTicks ?? null,
    heat:
      market === null || kept === null || request.heatColumns === 0
        ? null
        : heatView(market, kept, { ...span, columns: request.heatColumns }),
    footprint:
      market === null || kept === null || request.footprintBars === 0
        ? []
        : footprintView(market, kept, { ...span, bars: request.footprintBars }),
  };
}

/** A symbol whose past is short, or not kept, may have more of its signals among the last of all. */
function signalsOf(history: SymbolHistory | null, symbol: string, { run, request }: Wish): WatchSignal[] {
  const all = run.tracker.signals;
  if (!request.ownSignals) return newestItems(all, request.signals);
  const own = history === null ? [] : newestItems(history.marks, request.signals);
  if (own.length === request.signals) return own;
  const among = newestItems(all, Infinity).filter((signal) => signal.symbol === symbol);
  return among.length > own.length ? among.slice(0, request.signals) : own;
}

export function symbolDetail(parts: DetailParts, symbol: string, wish: Wish): SymbolDetail {
  const { request } = wish;
  const history = parts.tracked?.history ?? null;
  return {
    symbol,
    ladder: ladderView(parts.state, request.levels, parts.lastUs),
    signals: signalsOf(history, symbol, wish),
    ownSignals: request.ownSignals,
    sequence: sequenceFigures(parts),
    ...(history === null
      ? { series: NO_SERIES, tape: [], groupTicks: null, heat: null, footprint: [] }
      : pastOf(history, symbol, wish)),
  };
}
