// A player as the screen sees it: snapshots of where it stands, and its controls.

import type { ChainConfig } from '../../core/pipeline/config.js';
import { latencyFigures } from '../../core/watch/latency-figures.js';
import { newestItems } from '../../core/watch/last-items.js';
import type { LatencyFigures } from '../../core/watch/figures.js';
import type { ReplayedState } from '../../core/watch/replayed.js';
import { type PlayerFigures, type WatchRequest, type WatchSnapshot, WATCH_SCHEMA } from '../../core/watch/snapshot.js';
import { openHolesOf } from '../../core/watch/symbol-detail.js';
import { symbolUnits } from '../../core/watch/symbol-units.js';
import { type TrackedTotals, trackedSnapshotParts } from '../../core/watch/tracked-parts.js';
import { watchSymbol } from '../../core/watch/tracker.js';
import { type WatchCache, type WatchedInstrument, createWatchCache } from '../../core/watch/watched-run.js';
import { type LogSketch, initLogSketch, mergeLogSketch } from '../../core/stats/log-sketch.js';
import { SOFTWARE } from '../../platform/version.js';
import type { Recording } from '../recording.js';
import type { AskSignal } from '../why/question.js';
import { type Player, isUnderWay, order, setPaused, setSpeed } from './player.js';

export interface SourceFacts {
  readonly recording: Recording;
  readonly chain: ChainConfig;
  /** As shown to people. */
  readonly place: string;
  readonly hasHits: boolean;
  readonly why: AskSignal | null;
}

/** The player's side of what a screen asks; see src/ui/source.ts. */
export interface PlayerSource {
  snapshot(request: WatchRequest): WatchSnapshot;
  readonly player: {
    setPaused(isPaused: boolean): void;
    setSpeed(speed: number | null): void;
    step(symbol: string | null): void;
    seek(timeUs: number): void;
    jump(to: 'gap' | 'signal' | 'hit', direction: 'next' | 'previous', symbol: string | null): void;
  };
  readonly why: SourceFacts['why'];
}

interface View {
  readonly player: Player<ReplayedState>;
  readonly facts: SourceFacts;
  cache: WatchCache;
  latency: { readonly figures: LatencyFigures; readonly frames: number; readonly ms: number } | null;
  /** Frames at the last look: the player may have gone back since. */
  frames: number;
}

export function createPlayerSource(player: Player<ReplayedState>, facts: SourceFacts): PlayerSource {
  const view: View = { player, facts, cache: createWatchCache(), latency: null, frames: 0 };
  return {
    snapshot: (request) => snapshotOf(view, request),
    player: {
      setPaused: (isPaused) => setPaused(player, isPaused),
      setSpeed: (speed) => setSpeed(player, speed),
      step: (symbol) => order(player, { kind: 'step', symbol, count: 1 }),
      seek: (timeUs) => order(player, { kind: 'seek', timeUs }),
      jump: (to, direction, symbol) => order(player, { kind: 'jump', to, direction, symbol }),
    },
    why: facts.why,
  };
}

/** Symbols of the recording, and those that have come up since, in name order. */
function instrumentsOf({ player, facts }: View): WatchedInstrument[] {
  const { config, codes } = player.track.runner.normalizer;
  const wanted = player.options.plan.symbols;
  const all = new Set([...facts.recording.symbols, ...codes.keys()]);
  return [...all]
    .filter((symbol) => wanted === null || wanted.has(symbol))
    .sort()
    .map((symbol) => {
      const known = config.instruments.get(symbol);
      return { symbol, units: symbolUnits(symbol, known?.tick ?? null, known?.step ?? null) };
    });
}

function startUsOf({ player }: View): number {
  return player.options.fromUs ?? player.track.firstUs ?? player.index.track.firstUs ?? 0;
}

/** How far the player is, and what the search has found. */
export function playerFigures(player: Player<unknown>): Omit<PlayerFigures, 'hits'> & { readonly hits: number } {
  const { index, track, options } = player;
  const fromUs = options.fromUs ?? index.track.firstUs ?? track.firstUs ?? 0;
  const indexed = index.isDone ? 1 : Math.min(0.999, shareRead(player, fromUs));
  const positionUs = Math.max(fromUs, track.lastUs ?? fromUs);
  return {
    state: isUnderWay(player) ? 'seeking' : player.isEnded ? 'ended' : player.isPaused ? 'paused' : 'playing',
    speed: player.speed,
    fromUs,
    toUs: Math.max(positionUs, endUs(player, fromUs, indexed)),
    positionUs,
    frames: track.frames,
    indexed,
    gaps: index.marks.gap.total,
    signals: index.marks.signal.total,
    hits: index.marks.hit.total,
    missed: player.missed,
  };
}

/** Share of the recording that the search has read: by time where its end is given, else by bytes. */
function shareRead({ index: { track }, options }: Player<unknown>, fromUs: number): number {
  const { toUs } = options;
  if (toUs !== null) return Math.max(0, ((track.lastUs ?? fromUs) - fromUs) / Math.max(1, toUs - fromUs));
  const { bytesRead, bytesTotal } = track.opened?.progress() ?? { bytesRead: 0, bytesTotal: null };
  return bytesTotal === null || bytesTotal === 0 ? 0 : bytesRead / bytesTotal;
}

/** Known when the search has been there; until then what has been read says how long the rest may be. */
function endUs({ index, options }: Player<unknown>, fromUs: number, indexed: number): number {
  const { headUs, firstUs } = index.track;
  if (index.isDone) return headUs;
  if (options.toUs !== null) return options.toUs;
  if (firstUs === null || indexed <= 0) return fromUs;
  return Math.max(headUs, Math.round(firstUs + (headUs - firstUs) / indexed));
}

/** A look after the player went back must not take what it kept of a later time for known. */
function freshCache(view: View): WatchCache {
  const { frames } = view.player.track;
  if (frames < view.frames) {
    view.cache = createWatchCache();
    view.latency = null;
  }
  view.frames = frames;
  return view.cache;
}

/** Adding up the sketches of many symbols takes long: twice a second does while the player moves. */
const LATENCY_MS = 500;

function latencyOf(view: View): LatencyFigures {
  const { player, latency } = view;
  const { frames, beside } = player.track;
  const ms = player.options.nowMs();
  const isMoving = !player.isPaused || player.current !== null;
  const isRecent = latency !== null && isMoving && ms - latency.ms < LATENCY_MS;
  if (latency !== null && (latency.frames === frames || isRecent)) return latency.figures;
  const sum = (of: 'latency' | 'excess'): LogSketch => {
    const all = initLogSketch(beside.quality.digits);
    for (const symbol of beside.quality.symbols) {
      for (const stream of symbol?.streams ?? []) if (stream.count > 0) mergeLogSketch(all, stream[of]);
    }
    return all;
  };
  const figures = latencyFigures({ raw: sum('latency'), excess: sum('excess'), offset: null, pipeline: null });
  view.latency = { figures, frames, ms };
  return figures;
}

function totalsOf({ player }: View, tracked: TrackedTotals): WatchSnapshot['totals'] {
  const { beside, runner } = player.track;
  return {
    ...tracked,
    messages: runner.normalizer.counts.frames,
    waitingForSnapshot: tracked.symbols - tracked.synced,
    reconnects: beside.disconnects,
    rollOvers: 0,
    silences: beside.silences,
    malformed: runner.normalizer.counts.refused,
    openHoles: beside.certificate.symbols.reduce((sum, track) => sum + openHolesOf(track), 0),
    clockSteps: beside.clockSteps,
    rssBytes: null,
  };
}

/** Newest first, at most so many. */
const SHOWN = 100;

function snapshotOf(view: View, request: WatchRequest): WatchSnapshot {
  const { player, facts } = view;
  const { beside, runner } = player.track;
  const { recording } = facts;
  const session = recording.opened.inputs.find((input) => input.session !== null)?.session ?? null;
  // Checkpoints of the search serve the player too: they hold the history of who is looked at.
  if (request.symbol !== null) watchSymbol(player.index.track.beside.tracker, request.symbol);
  const figures = playerFigures(player);
  const parts = trackedSnapshotParts(
    {
      tracker: beside.tracker,
      chain: runner.chain,
      quality: beside.quality,
      certificate: beside.certificate,
      instruments: instrumentsOf(view),
      startUs: startUsOf(view),
      nowUs: figures.positionUs,
    },
    request,
    freshCache(view),
  );
  return {
    schema: WATCH_SCHEMA,
    software: SOFTWARE,
    source: 'replay',
    env: recording.env,
    venue: recording.venue,
    host: session?.host ?? null,
    session: session?.session ?? '',
    place: facts.place,
    nowUs: figures.positionUs,
    startUs: startUsOf(view),
    config: facts.chain,
    totals: totalsOf(view, parts.totals),
    symbols: parts.symbols,
    detail: parts.detail,
    latency: latencyOf(view),
    writer: null,
    connections: [],
    link: null,
    player: { ...figures, hits: facts.hasHits ? figures.hits : null },
    alerts: [...beside.alerts.shown],
    troubles: newestItems(beside.troubles, SHOWN),
  };
}
