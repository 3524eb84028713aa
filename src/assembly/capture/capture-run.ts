// One capture under way: its timers, its once-a-second look, and its end in one order.

import type { CaptureEnd, CaptureResult, RecoveredSegment } from '../../core/pipeline/capture-result.js';
import { StoreError } from '../../platform/errors.js';
import { keepHeapSmall } from '../../platform/heap.js';
import type { CaptureLock } from '../../store/capture-lock.js';
import { type SegmentAges, applyRetention } from '../../store/retention.js';
import type { SealedSegment } from '../../store/segment-file.js';
import type { WriterTrouble } from '../../store/writer-options.js';
import type { CaptureConfig } from './capture-config.js';
import { drainLines } from './capture-loop.js';
import { type EndedSegment, captureResult } from './capture-summary.js';
import { type CaptureSession, openSession } from './capture-session.js';
import type { CaptureWorld } from './capture-world.js';
import type { OpenedVenue } from './reach-venue.js';
import { attend, keepTime, segmentEnd, work } from './capture-work.js';
import { type HeldCoverage, leastCoverageUs } from './held-coverage.js';

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
const WORK_MANY_MS = 6;
const FEW_SYMBOLS = 64;
const ATTEND_MS = 50;
const SECOND_MS = 1_000;
/** Segments of the session under way that retention leaves alone. */
const KEEP_SEGMENTS = 2;

export interface Beginning {
  readonly session: string;
  readonly startUs: number;
  readonly startMs: number;
  readonly held: HeldCoverage;
  readonly recovered: readonly RecoveredSegment[];
}

export interface RunParts {
  readonly config: CaptureConfig;
  readonly world: CaptureWorld;
  readonly observer: CaptureObserver;
  readonly lock: CaptureLock;
}

/** Timers and the end of one capture. */
export class CaptureRun {
  readonly #lock: CaptureLock;
  readonly #config: CaptureConfig;
  readonly #world: CaptureWorld;
  readonly #observer: CaptureObserver;
  /** Only what the result says of them: a manifest of hundreds of symbols is megabytes, and a capture runs for weeks. */
  readonly #segments: EndedSegment[] = [];
  #session: CaptureSession | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #workMs = WORK_MS;
  #timers: ReturnType<typeof setInterval>[] = [];
  #isClosing = false;
  #isSecondBroken = false;
  #retaining: Promise<void> = Promise.resolve();
  readonly #ages: SegmentAges = new Map();
  #end: (ending: Ending) => void = () => undefined;
  readonly #ended: Promise<Ending>;

  constructor({ config, world, observer, lock }: RunParts) {
    this.#lock = lock;
    this.#config = config;
    this.#world = world;
    this.#observer = observer;
    this.#ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  async run(opened: OpenedVenue, beginning: Beginning): Promise<CaptureResult> {
    const { signal } = this.#world;
    const { recovered } = beginning;
    const session = await openSession(opened, this.#config, {
      ...this.#world,
      ...beginning,
      onTrouble: (trouble) => this.#troubled(trouble),
      onSealed: (sealed) => this.#sealed(sealed),
      wake: () => this.#wake(),
      fault: (error) => this.#end(failedBy(error)),
    });
    this.#session = session;
    if (session.symbols.length > FEW_SYMBOLS) {
      this.#workMs = WORK_MANY_MS;
      keepHeapSmall();
    }
    const stop = (): void => this.#end({ end: 'interrupted', problem: null });
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    this.#timers = [
      setInterval(() => this.#guard(() => attend(session)), ATTEND_MS),
      setInterval(() => this.#guard(() => this.#second(session)), SECOND_MS),
    ];
    const refusals: Error[] = [];
    try {
      const ending = await this.#observed(session).catch((error: unknown) => {
        const failed = failedBy(error);
        refusals.push(failed.problem);
        return failed;
      });
      const result = await this.#close(session, ending, recovered);
      const [refusal] = refusals;
      if (refusal !== undefined) throw refusal;
      return result;
    } finally {
      signal.removeEventListener('abort', stop);
      this.#stopTimers();
    }
  }

  async #observed(session: CaptureSession): Promise<Ending> {
    await this.#observer.opened(session);
    return await this.#ended;
  }

  #stopTimers(): void {
    for (const timer of this.#timers.splice(0)) clearInterval(timer);
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** Lines have been added: they are taken through together with those of the next milliseconds. */
  #wake(): void {
    if (this.#isClosing) return;
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
      this.#end(failedBy(error));
    }
  }

  #second(session: CaptureSession): void {
    keepTime(session);
    this.#observe(session);
    if (!this.#lock.isHeld())
      this.#end(failedBy(new StoreError(LOCK_LOST.text, { code: 'V13_CAPTURE_LOCKED', hint: LOCK_LOST.hint })));
    const { durationUs, untilCoverageUs } = this.#config;
    const ranUs = (this.#world.elapsedMs() - session.startMs) * 1_000;
    if (durationUs !== null && ranUs >= durationUs) this.#end({ end: 'duration', problem: null });
    if (untilCoverageUs !== null && leastCoverageUs(session) >= untilCoverageUs) {
      this.#end({ end: 'coverage', problem: null });
    }
  }

  /** A fault in what is only shown ends nothing. */
  #observe(session: CaptureSession): void {
    try {
      this.#observer.second(session);
    } catch (error) {
      if (!this.#isSecondBroken)
        this.#world.talk.warn(`figures are not shown any more: ${failedBy(error).problem.stack ?? ''}`);
      this.#isSecondBroken = true;
    }
  }

  #troubled(trouble: WriterTrouble): void {
    if (trouble.kind === 'failed') {
      this.#world.note('disk', { problem: trouble.error.message });
      this.#end({ end: 'failed', problem: trouble.error });
    } else {
      const { freeBytes, neededBytes } = trouble;
      this.#world.note('disk', { freeBytes, neededBytes });
      const [free, needed] = [trouble.freeBytes, trouble.neededBytes].map((bytes) => Math.round(bytes / 1e6));
      const text = `${free} MB are free, and ${needed} MB are to be kept free (--min-free, and room for two segments)`;
      this.#end({ end: 'disk', problem: new Error(text) });
    }
  }

  #sealed(sealed: SealedSegment): void {
    const { path, manifest } = sealed;
    this.#segments.push({ path, bytes: manifest.bytes, lines: manifest.lines });
    if (this.#session !== null) this.#session.counts.sealedBytes += sealed.manifest.bytes;
    const { maxAgeUs, maxBytes } = this.#config.retention;
    if (maxAgeUs === null && maxBytes === null) return;
    const { clock, talk } = this.#world;
    const policy = { maxAgeUs, maxBytes, keepSegments: KEEP_SEGMENTS };
    const wish = {
      dataFolder: this.#config.dataRoot,
      policy,
      nowUs: clock.nowUs(),
      session: sealed.session,
      ages: this.#ages,
    };
    // One after the other: each looks at every segment.
    this.#retaining = this.#retaining
      .then(() => applyRetention(wish))
      .then(({ removed, failures }) => {
        if (removed.length > 0) talk.info(`removed ${removed.length} old segment${removed.length === 1 ? '' : 's'}`);
        for (const { path, reason } of failures) talk.warn(`${path} was not removed: ${reason}`);
      })
      .catch((error: unknown) => talk.warn(`old segments were not removed: ${String(error)}`));
  }

  async #close(
    session: CaptureSession,
    { end, problem }: Ending,
    recovered: readonly RecoveredSegment[],
  ): Promise<CaptureResult> {
    // First of all nothing new begins: what is computed from here on is what has been received.
    this.#isClosing = true;
    this.#stopTimers();
    session.closing.abort();
    session.rest.close();
    await session.feed.close();
    const untilUs = this.#world.clock.nowUs();
    let failure = problem;
    try {
      drainLines(session.loop);
    } catch (error) {
      failure ??= failedBy(error).problem;
    }
    await Promise.resolve(this.#observer.ending(session, end)).catch((error: unknown) => {
      this.#world.talk.warn(`figures of the end are missing: ${String(error)}`);
    });
    try {
      await session.writer.close(segmentEnd(session));
    } catch (error) {
      failure ??= failedBy(error).problem;
    }
    await this.#retaining;
    const isFailed = failure !== null && end !== 'disk';
    return captureResult(session, {
      end: isFailed ? 'failed' : end,
      problem: failure,
      segments: this.#segments,
      recovered,
      untilUs,
    });
  }
}

const failedBy = (error: unknown): { readonly end: 'failed'; readonly problem: Error } => ({
  end: 'failed',
  problem: error instanceof Error ? error : new Error(String(error)),
});

const LOCK_LOST = {
  text: 'the lock of the data folder is gone: another capture could write into it',
  hint: 'nobody may remove the socket of a running capture; start it again',
};
