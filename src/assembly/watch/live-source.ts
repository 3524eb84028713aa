// A running capture as its screens see it. Pulled, never pushed: between two looks nothing is made.

import { parseUnit } from '../../core/market/instrument.js';
import type { RaisedAlert } from '../../core/alert/raised.js';
import { initIntervalRate } from '../../core/quality/interval-rate.js';
import { type Stepped, lastOf } from '../../core/stats/steps.js';
import type { LatencyFigures } from '../../core/watch/figures.js';
import {
  type Trouble,
  WATCH_SCHEMA,
  type WatchRequest,
  type WatchSnapshot,
  type WatchTotals,
} from '../../core/watch/snapshot.js';
import { symbolUnits } from '../../core/watch/symbol-units.js';
import { type TrackedParts, trackedSnapshotSteps } from '../../core/watch/tracked-parts.js';
import { type WatchedInstrument, createWatchCache } from '../../core/watch/watched-run.js';
import { residentBytes } from '../../platform/machine.js';
import { SOFTWARE } from '../../platform/version.js';
import type { CaptureSession } from '../capture/capture-session.js';
import { type LogFigures, connectionFigures, liveLatencySteps, writerFigures } from './live-figures.js';
import type { AskSignal } from '../why/question.js';
import type { LiveWatch } from './live-watch.js';

/** Has the form of the screen's WatchSource. */
export interface LiveSource {
  snapshot(request: WatchRequest): WatchSnapshot;
  /** The same in short steps, between which the capture goes on. */
  steps(request: WatchRequest): Stepped<WatchSnapshot>;
  readonly player: null;
  readonly why: AskSignal | null;
}

export interface LiveParts {
  readonly watch: LiveWatch;
  readonly log: () => LogFigures;
  /** Newest first. */
  readonly troubles: () => readonly Trouble[];
  readonly alerts: () => readonly RaisedAlert[];
  /** Of those who look from here; absent where nobody does. */
  readonly why?: AskSignal;
}

/** Figures that cost more than a look may: they are made anew once a second. */
interface Slow {
  readonly latency: LatencyFigures;
  readonly rssBytes: number;
}

const SLOW_MS = 1_000;

/** For each looker one: it keeps the pictures of the symbol that it looks at. The session must have opened. */
export function createLiveSource(session: CaptureSession, parts: LiveParts): LiveSource {
  const cache = createWatchCache();
  const rate = initIntervalRate();
  const instruments = instrumentsOf(session);
  let slow: Slow | null = null;
  let slowMs = 0;
  function* slowFigures(): Stepped<Slow> {
    const nowMs = session.world.elapsedMs();
    if (slow !== null && nowMs - slowMs < SLOW_MS) return slow;
    slowMs = nowMs;
    slow = { latency: yield* liveLatencySteps(session), rssBytes: residentBytes() };
    return slow;
  }
  function* steps(request: WatchRequest): Stepped<WatchSnapshot> {
    const { loop, certificate, world, startUs } = session;
    const tracker = parts.watch.look(session);
    const { chain } = loop.live.runner;
    const nowUs = world.clock.nowUs();
    const { quality } = loop.live.counts;
    const run = { tracker, chain, quality, certificate, instruments, startUs, nowUs };
    const tracked = yield* trackedSnapshotSteps(run, request, cache);
    yield;
    const { latency, rssBytes } = yield* slowFigures();
    yield;
    return {
      ...headOf(session),
      nowUs,
      totals: { ...liveTotals(session, tracked), rssBytes },
      symbols: tracked.symbols,
      detail: tracked.detail,
      latency,
      writer: writerFigures(session, parts.log(), rate),
      connections: connectionFigures(session),
      link: null,
      player: null,
      alerts: parts.alerts(),
      troubles: parts.troubles(),
    };
  }
  const snapshot = (request: WatchRequest): WatchSnapshot => lastOf(steps(request));
  return { snapshot, steps, player: null, why: parts.why ?? null };
}

type Head = Pick<
  WatchSnapshot,
  'schema' | 'software' | 'source' | 'env' | 'venue' | 'host' | 'session' | 'place' | 'startUs' | 'config'
>;

const headOf = ({ config, writer, startUs }: CaptureSession): Head => ({
  schema: WATCH_SCHEMA,
  software: SOFTWARE,
  source: 'live',
  env: config.environment.env,
  venue: 'binance-usdm',
  host: new URL(config.environment.streamBase).host,
  session: writer.session,
  place: config.dataRoot,
  startUs,
  config: config.chain,
});

/** In the order of their names. */
const instrumentsOf = ({ symbols }: CaptureSession): WatchedInstrument[] =>
  symbols
    .map(({ symbol, tick, step }) => {
      const [t, s] = [tick, step].map((text) => (text === null ? null : parseUnit(text)));
      return { symbol, units: symbolUnits(symbol, t ?? null, s ?? null) };
    })
    .sort((a, b) => (a.symbol < b.symbol ? -1 : 1));

function liveTotals(session: CaptureSession, { totals }: TrackedParts): Omit<WatchTotals, 'rssBytes'> {
  const { feed, healer, keeper, figures, counts, loop } = session;
  const { disconnects, rollovers, silences } = feed.counters();
  return {
    ...totals,
    waitingForSnapshot: keeper.wants.size,
    reconnects: disconnects,
    rollOvers: rollovers,
    silences,
    malformed: counts.malformed + loop.slab.odd,
    openHoles: healer.counts.open + healer.holes.length,
    clockSteps: figures.clockSteps,
  };
}
