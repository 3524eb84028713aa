// `v13 capture`: from the exchange to the disk and through the chain, until somebody or something ends it.

import type { CaptureEnd, CaptureResult, RecoveredSegment } from '../../core/pipeline/capture-result.js';
import { sessionId } from '../../store/catalog.js';
import { takeCaptureLock } from '../../store/capture-lock.js';
import { recoverSegments } from '../../store/recovery.js';
import { applyRetention } from '../../store/retention.js';
import type { SealedSegment } from '../../store/segment-file.js';
import type { WriterTrouble } from '../../store/writer-options.js';
import type { CaptureConfig } from './capture-config.js';
import { flushLines } from './capture-loop.js';
import { captureResult } from './capture-summary.js';
import { type CaptureSession, type CaptureWorld, openSession, reachVenue } from './capture-session.js';
import { attend, configHash, keepTime, segmentEnd, work } from './capture-work.js';
import { type HeldCoverage, heldCoverage, leastCoverageUs } from './held-coverage.js';

/** What is told while it runs. */
export interface CaptureObserver {
  /** The exchange has been reached, and nothing has been written yet. */
  reached(symbols: readonly string[]): void;
  /** The session is open: lines are being written. */
  opened(session: CaptureSession): void | Promise<void>;
  /** Once a second. */
  second(session: CaptureSession): void;
  /** Work is over; the sockets are closed, the last segment is about to be sealed. */
  ending(session: CaptureSession, end: CaptureEnd): void | Promise<void>;
}

interface Ending {
  readonly end: CaptureEnd;
  readonly problem: Error | null;
}

/** How long lines gather before they are taken through: with hundreds of symbols each turn touches more memory. */
const WORK_MS = 2;
const WORK_MANY_MS = 5;
const FEW_SYMBOLS = 64;
const ATTEND_MS = 50;
const SECOND_MS = 1_000;
/** Segments of the session under way that retention leaves alone. */
const KEEP_SEGMENTS = 2;

/** Runs one capture. Throws V13Error where it cannot begin; a trouble later ends it in order and stands in the result. */
export async function runCapture(
  config: CaptureConfig,
  world: CaptureWorld,
  observer: CaptureObserver,
): Promise<CaptureResult> {
  const startUs = world.clock.stampUs();
  const session = sessionId(startUs, world.random());
  const { dataRoot } = config;
  const lock = await takeCaptureLock({ dataFolder: dataRoot, session, command: world.command, sinceUs: startUs });
  try {
    const recovered = await recover(config, world, startUs);
    const held = await heldCoverage(dataRoot, { venue: 'binance-usdm', env: config.environment.env });
    const opened = await reachVenue(config, world);
    try {
      observer.reached(opened.symbols.map(({ symbol }) => symbol));
      const run = new CaptureRun(config, world, observer);
      return await run.run(opened, { session, startUs, held, recovered });
    } finally {
      opened.rest.close();
    }
  } finally {
    await lock.release();
  }
}

/** Brings to an end what dead captures left. */
async function recover(
  { dataRoot }: CaptureConfig,
  world: CaptureWorld,
  nowUs: number,
): Promise<readonly RecoveredSegment[]> {
  const { segments, failures } = await recoverSegments({
    dataFolder: dataRoot,
    nowUs,
    describe: world.describe,
    configHash,
  });
  for (const { path, error } of failures) world.talk.warn(`${path} could not be recovered: ${error.message}`);
  return segments.map(({ path, outcome, tornBytes, lines, missedUs }) => ({
    path,
    outcome,
    tornBytes,
    lines,
    missedUs,
  }));
}

interface Beginning {
  readonly session: string;
  readonly startUs: number;
  readonly held: HeldCoverage;
  readonly recovered: readonly RecoveredSegment[];
}

/** Timers and the end of one capture. */
class CaptureRun {
  readonly #config: CaptureConfig;
  readonly #world: CaptureWorld;
  readonly #observer: CaptureObserver;
  readonly #segments: SealedSegment[] = [];
  #session: CaptureSession | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #workMs = WORK_MS;
  #end: (ending: Ending) => void = () => undefined;
  readonly #ended: Promise<Ending>;

  constructor(config: CaptureConfig, world: CaptureWorld, observer: CaptureObserver) {
    this.#config = config;
    this.#world = world;
    this.#observer = observer;
    this.#ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  async run(opened: Awaited<ReturnType<typeof reachVenue>>, beginning: Beginning): Promise<CaptureResult> {
    const { signal } = this.#world;
    const { recovered } = beginning;
    const session = await openSession(opened, this.#config, {
      ...this.#world,
      ...beginning,
      onTrouble: (trouble) => this.#troubled(trouble),
      onSealed: (sealed) => this.#sealed(sealed),
      wake: () => this.#wake(),
    });
    this.#session = session;
    if (session.symbols.length > FEW_SYMBOLS) this.#workMs = WORK_MANY_MS;
    const stop = (): void => this.#end({ end: 'interrupted', problem: null });
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    const timers = [
      setInterval(() => this.#guard(() => attend(session)), ATTEND_MS),
      setInterval(() => this.#guard(() => this.#second(session)), SECOND_MS),
    ];
    try {
      await this.#observer.opened(session);
      const ending = await this.#ended;
      return await this.#close(session, ending, recovered);
    } finally {
      signal.removeEventListener('abort', stop);
      for (const timer of timers) clearInterval(timer);
      if (this.#timer !== null) clearTimeout(this.#timer);
    }
  }

  /** Lines have been added: they are taken through together with those of the next milliseconds. */
  #wake(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      const session = this.#session;
      if (session !== null) this.#guard(() => work(session));
    }, this.#workMs);
  }

  /** A fault of our own ends the capture in order: what was received is still written. */
  #guard(step: () => void): void {
    try {
      step();
    } catch (error) {
      this.#end({ end: 'failed', problem: error instanceof Error ? error : new Error(String(error)) });
    }
  }

  #second(session: CaptureSession): void {
    keepTime(session);
    this.#observer.second(session);
    const { durationUs, untilCoverageUs } = this.#config;
    const ranUs = this.#world.clock.nowUs() - session.startUs;
    if (durationUs !== null && ranUs >= durationUs) this.#end({ end: 'duration', problem: null });
    if (untilCoverageUs !== null && leastCoverageUs(session) >= untilCoverageUs) {
      this.#end({ end: 'coverage', problem: null });
    }
  }

  #troubled(trouble: WriterTrouble): void {
    if (trouble.kind === 'failed') this.#end({ end: 'failed', problem: trouble.error });
    else {
      const free = Math.round(trouble.freeBytes / 1e6);
      this.#end({ end: 'disk', problem: new Error(`the disk is filling up: ${free} MB are free`) });
    }
  }

  #sealed(sealed: SealedSegment): void {
    this.#segments.push(sealed);
    if (this.#session !== null) this.#session.counts.sealedBytes += sealed.manifest.bytes;
    const { maxAgeUs, maxBytes } = this.#config.retention;
    if (maxAgeUs === null && maxBytes === null) return;
    const { clock, talk } = this.#world;
    const policy = { maxAgeUs, maxBytes, keepSegments: KEEP_SEGMENTS };
    const wish = { dataFolder: this.#config.dataRoot, policy, nowUs: clock.nowUs(), session: sealed.session };
    applyRetention(wish).then(
      ({ removed }) => {
        if (removed.length > 0) talk.info(`removed ${removed.length} old segments`);
      },
      (error: unknown) => talk.warn(`old segments were not removed: ${String(error)}`),
    );
  }

  async #close(
    session: CaptureSession,
    { end, problem }: Ending,
    recovered: readonly RecoveredSegment[],
  ): Promise<CaptureResult> {
    await session.feed.close();
    // Twice: what the last lines show is noted behind them.
    this.#guard(() => {
      flushLines(session.loop);
      flushLines(session.loop);
    });
    await this.#observer.ending(session, end);
    let failure = problem;
    await session.writer.close(segmentEnd(session)).catch((error: unknown) => {
      failure ??= error instanceof Error ? error : new Error(String(error));
    });
    return captureResult(session, { end, problem: failure, segments: this.#segments, recovered });
  }
}
