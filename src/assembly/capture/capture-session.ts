// Everything that a running capture holds, opened in order: venue, symbols, writer, chain, sockets.

import type { CertificateState } from '../../core/quality/certificate-state.js';
import { areWithBook } from '../../core/quality/stream-name.js';
import { openMarketFeed } from '../../exchange/binance/feed.js';
import type { FeedTrouble, MarketFeed } from '../../exchange/binance/feed-types.js';
import type { RestClient } from '../../exchange/binance/rest.js';
import { SOFTWARE } from '../../platform/version.js';
import type { SessionHeader, SessionSymbol } from '../../store/ndjson/session-header.js';
import { type SegmentWriter, openSegmentWriter } from '../../store/segment-writer.js';
import type { SealedSegment } from '../../store/segment-file.js';
import type { WriterTrouble } from '../../store/writer-options.js';
import type { CaptureConfig } from './capture-config.js';
import type { CaptureWorld } from './capture-world.js';
import { type CaptureFigures, createFigures, takeFigures } from './capture-figures.js';
import { type CaptureLoop, type LoopParts, beginSession, createCaptureLoop } from './capture-loop.js';
import { streamNames } from './capture-market.js';
import type { HeldCoverage } from './held-coverage.js';
import { type LiveWatcher, createLiveRun } from './live-run.js';
import { type LineSlab, addMalformed, addMessage, addControl, createLineSlab, releaseChunk } from './line-slab.js';
import { type OffsetSampler, forgetOffset } from './offset-sampler.js';
import type { OpenedVenue } from './reach-venue.js';
import { type SnapshotKeeper, createSnapshotKeeper } from './snapshot-keeper.js';
import { type Hole, type TradeHealer, addHole, createTradeHealer, openText } from './trade-healer.js';

export interface CaptureSession {
  readonly config: CaptureConfig;
  readonly world: CaptureWorld;
  readonly rest: RestClient;
  readonly sampler: OffsetSampler;
  readonly symbols: readonly SessionSymbol[];
  readonly loop: CaptureLoop;
  readonly writer: SegmentWriter;
  /** Every event so far is counted in it. */
  readonly certificate: CertificateState;
  readonly keeper: SnapshotKeeper;
  readonly healer: TradeHealer;
  readonly feed: MarketFeed;
  /** Aborted when the capture begins to end: answers that come later are no part of it. */
  readonly closing: AbortController;
  readonly fault: (error: unknown) => void;
  readonly startUs: number;
  /** The same on `elapsedMs`, which no setting of the clock moves: lengths are measured by it. */
  readonly startMs: number;
  /** Frames that were no messages, and times that the sockets were held back. */
  readonly counts: { malformed: number; stalls: number; sealedBytes: number };
  readonly figures: CaptureFigures;
  /** Verified time that earlier captures hold. */
  readonly held: HeldCoverage;
  /** Checkpoints of each symbol's digest that manifests hold already. */
  readonly digestMarks: Map<string, number>;
  /** Called when lines have been added: takes them through soon. */
  readonly wake: () => void;
}

/** What the run adds to the world of its session. */
export interface SessionWorld extends CaptureWorld {
  readonly session: string;
  readonly startUs: number;
  readonly startMs: number;
  readonly held: HeldCoverage;
  readonly onTrouble: (trouble: WriterTrouble) => void;
  readonly onSealed: (sealed: SealedSegment) => void;
  readonly wake: () => void;
  /** A fault of our own in work that nobody waits for: ends the capture in order. */
  readonly fault: (error: unknown) => void;
}

/** What the events and findings of the chain are written into. */
interface Ledgers {
  readonly figures: CaptureFigures;
  readonly healer: TradeHealer;
}

/** Opens writer and chain, writes the first lines, and connects. `onTrouble`: the writer cannot go on. */
export async function openSession(
  opened: OpenedVenue,
  config: CaptureConfig,
  world: SessionWorld,
): Promise<CaptureSession> {
  const slab = createLineSlab();
  const writer = await openWriter(config, world, slab);
  const ledgers = {
    figures: createFigures(opened.symbols.length),
    healer: createTradeHealer(),
  };
  const loop = openLoop(ledgers, { config, world, writer, slab, symbols: opened.symbols });
  const counts = { malformed: 0, stalls: 0, sealedBytes: 0 };
  beginSession(loop);
  noteClockSteps(loop, { ...ledgers, sampler: opened.sampler }, world);
  const feed = openFeed({ opened, config, world, loop, counts });
  const { startUs, startMs, held, wake, fault } = world;
  const closing = new AbortController();
  const keeper = createSnapshotKeeper();
  const rest = {
    keeper,
    feed,
    startUs,
    startMs,
    counts,
    held,
    digestMarks: new Map<string, number>(),
    wake,
    fault,
    closing,
  };
  return {
    ...opened,
    ...ledgers,
    config,
    world,
    loop,
    writer,
    ...rest,
    get certificate() {
      return loop.live.counts.certificate;
    },
  };
}

const openWriter = (config: CaptureConfig, world: SessionWorld, slab: LineSlab): Promise<SegmentWriter> =>
  (world.openWriter ?? openSegmentWriter)({
    dataFolder: config.dataRoot,
    venue: 'binance-usdm',
    env: config.environment.env,
    session: world.session,
    segmentBytes: config.rotation.bytes ?? 0,
    fsync: config.fsync,
    minFreeBytes: config.leastFreeBytes,
    onTrouble: world.onTrouble,
    onSealed: world.onSealed,
    onWritten: (bytes) => releaseChunk(slab, bytes),
  });

interface LoopSetting {
  readonly config: CaptureConfig;
  readonly world: SessionWorld;
  readonly writer: SegmentWriter;
  readonly slab: LineSlab;
  readonly symbols: readonly SessionSymbol[];
}

function openLoop(ledgers: Ledgers, { config, world, writer, slab, symbols }: LoopSetting): CaptureLoop {
  const { figures, healer } = ledgers;
  const { environment, chain, timingEvery } = config;
  const nowNs = (): number => world.elapsedMs() * 1e6;
  const live = createLiveRun({
    venue: 'binance-usdm',
    env: environment.env,
    chain,
    symbols: symbols.length,
    needsBook: areWithBook(config.streams),
    timingEvery,
    nowNs,
  });
  const watcher: LiveWatcher = {
    events(batch) {
      takeFigures(figures, batch, live.names);
      for (const other of world.watchers) other.events(batch);
    },
    rows(rows) {
      for (const other of world.watchers) other.rows(rows);
    },
  };
  const parts: LoopParts = {
    live,
    watcher,
    pipeline: figures.pipeline,
    writer,
    header: headerOf(config, world.session, symbols),
    nowUs: () => world.clock.nowUs(),
    onBroken: (error) =>
      world.talk.warn(`computing has failed and ends; lines are still written: ${error.stack ?? error.message}`),
    onResync: (resync) => world.note('resync', { ...resync }),
    onGap: (gap) => {
      world.note('gap', { ...gap });
      if (gap.isAggregate)
        addHole(healer, gap, {
          giveUp: (hole, reason) => tellOpen(world, hole, reason),
          nowMs: world.elapsedMs(),
        });
    },
  };
  return createCaptureLoop(parts, slab);
}

interface Stepped {
  readonly figures: CaptureFigures;
  readonly sampler: OffsetSampler;
}

function noteClockSteps(
  { slab }: CaptureLoop,
  { figures, sampler }: Stepped,
  { clock, talk, wake, note }: SessionWorld,
): void {
  clock.onStep((stepUs) => {
    figures.clockSteps++;
    note('clock_step', { stepUs });
    forgetOffset(sampler);
    addControl(slab, 'clock_step', { recvUs: clock.stampUs(), fields: { step_us: stepUs } });
    talk.warn(`the clock was set by ${Math.round(stepUs / 1_000)} ms`);
    wake();
  });
}

/** A hole that stays one. */
export function tellOpen({ talk, note }: Pick<CaptureWorld, 'talk' | 'note'>, hole: Hole, reason: string): void {
  const text = openText(hole, reason);
  note('open_hole', { symbol: hole.symbol, text });
  talk.warn(text);
}

const headerOf = (
  { environment, streams, chain }: CaptureConfig,
  session: string,
  symbols: readonly SessionSymbol[],
): Omit<SessionHeader, 'version'> => ({
  session,
  venue: 'binance-usdm',
  env: environment.env,
  host: new URL(environment.restBase).host,
  symbols,
  streams,
  config: chain,
  generator: null,
  software: SOFTWARE,
  segment: 0,
});

const WARNINGS: Readonly<Record<FeedTrouble['control'], (route: string) => string>> = {
  disconnect: (route) => `connection /${route} is cut`,
  silence: (route) => `connection /${route} is silent`,
  rest_failure: (route) => `a REST call of /${route} failed`,
};

interface FeedParts {
  readonly opened: OpenedVenue;
  readonly config: CaptureConfig;
  readonly world: SessionWorld;
  readonly loop: CaptureLoop;
  readonly counts: CaptureSession['counts'];
}

function openFeed({ opened, config, world, loop, counts }: FeedParts): MarketFeed {
  const { slab } = loop;
  const { wake, clock } = world;
  return openMarketFeed({
    environment: config.environment,
    streams: streamNames(opened.symbols, config.streams),
    proxy: opened.proxies.stream,
    clock,
    random: world.random,
    signal: world.signal,
    limits: config.feedLimits,
    sink: {
      message(bytes, recvUs) {
        addMessage(slab, bytes, recvUs);
        wake();
      },
      malformed(bytes, recvUs) {
        counts.malformed++;
        world.note('malformed', { bytes: bytes.length });
        addMalformed(slab, bytes, recvUs);
        wake();
      },
      trouble({ control, ...fields }) {
        addControl(slab, control, { recvUs: clock.stampUs(), fields });
        world.note(control, { ...fields });
        world.talk.warn(`${WARNINGS[control](fields.route)}: ${fields.reason}`);
        wake();
      },
      rollover({ route, streams, handedOver, resyncs }) {
        const fields = { route, streams, handed_over: handedOver, resyncs };
        world.note('rollover', fields);
        addControl(slab, 'rollover', { recvUs: clock.stampUs(), fields });
        wake();
      },
      change: () => undefined,
    },
  });
}
