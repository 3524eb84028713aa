// One connection of the feed for its whole life: opened, watched, re-opened after losses, rolled over before its day is over.

import type { Agent } from 'node:http';
import type { VenueError } from '../../platform/errors.js';
import { backoffMs } from './backoff.js';
import type { PlannedConnection } from './connection-plan.js';
import { HandOver, type HandOverResult } from './feed-handover.js';
import { LineReport } from './feed-report.js';
import { type SessionHandlers, StreamSession } from './feed-session.js';
import type { ConnectionState, FeedCounters, FeedOptions } from './feed-types.js';
import { StreamWatch } from './feed-watch.js';

export interface LinePlan {
  readonly name: string;
  /** Counted over all connections: staggers the roll-overs. */
  readonly index: number;
  readonly connection: PlannedConnection;
  readonly options: FeedOptions;
  readonly agent: Agent;
  readonly counters: FeedCounters;
  readonly changed: () => void;
}

/** Statuses with which the exchange refuses the client rather than the attempt. */
const REFUSALS: readonly (number | null)[] = [403, 418, 429, 451];
const STAGGERED = 16;

export class FeedLine {
  readonly #plan: LinePlan;
  readonly #url: string;
  readonly #report: LineReport;
  readonly #watch: StreamWatch;
  readonly #live = new Set<StreamSession>();
  readonly #handlers: SessionHandlers;
  readonly #handOverWaiters: (() => void)[] = [];
  #phase: ConnectionState['phase'] = 'connecting';
  #sinceUs: number;
  #session: StreamSession | null = null;
  #handOver: HandOver | null = null;
  #attempts = 0;
  #lastMessageUs: number | null = null;
  /** On the steady clock. */
  #rollOverUs: number | null = null;
  #paused = false;
  #retry: NodeJS.Timeout | null = null;
  #closed: (() => void) | null = null;

  constructor(plan: LinePlan) {
    const { connection, options, counters, changed } = plan;
    this.#plan = plan;
    this.#url = `${options.environment.streamBase}/${connection.route}/stream`;
    this.#report = new LineReport(options, connection.route);
    this.#watch = new StreamWatch({ streams: connection.streams, options, counters, report: this.#report, changed });
    this.#sinceUs = options.clock.nowUs();
    this.#handlers = this.#sessionHandlers();
  }

  #sessionHandlers(): SessionHandlers {
    return {
      opened: (session) => this.#onOpened(session),
      data: (session, bytes, recvUs) => this.#onData(session, bytes, recvUs),
      malformed: (bytes, recvUs) => {
        this.#plan.counters.malformed++;
        this.#plan.options.sink.malformed(bytes, recvUs);
      },
      acknowledged: (session, streams) => {
        if (session === this.#session) this.#watch.acknowledged(streams);
      },
      refused: (stream, why) => this.#watch.refuse(stream, why),
      settled: (session) => {
        if (this.#handOver?.owns(session) === true) this.#handOver.acknowledged();
        this.#plan.changed();
      },
      shutdown: (session) => {
        if (session === this.#session) this.#startRollOver();
      },
      closed: (session, failure) => this.#onClosed(session, failure),
    };
  }

  open(): void {
    this.#retry = null;
    this.#watch.restart();
    this.#session = this.#openSession();
    this.#enter('connecting');
  }

  #openSession(): StreamSession {
    const { agent, options, connection } = this.#plan;
    const session = new StreamSession({ url: this.#url, agent, streams: connection.streams, options }, this.#handlers);
    this.#live.add(session);
    return session;
  }

  #enter(phase: ConnectionState['phase']): void {
    this.#phase = phase;
    this.#sinceUs = this.#plan.options.clock.nowUs();
    this.#plan.changed();
  }

  #onOpened(session: StreamSession): void {
    this.#plan.counters.connects++;
    if (this.#paused) session.pause();
    if (session !== this.#session) return this.#handOver?.opened();
    this.#planRollOver();
    this.#enter('open');
  }

  #planRollOver(): void {
    const { limits, clock } = this.#plan.options;
    const { afterMs, staggerMs } = limits.rollover;
    const earlierMs = Math.min(afterMs / 2, (this.#plan.index % STAGGERED) * staggerMs);
    this.#rollOverUs = (this.#session?.openedUs ?? clock.steadyUs()) + (afterMs - earlierMs) * 1000;
  }

  /** The way of every message: keep it short. */
  #onData(session: StreamSession, bytes: Buffer, recvUs: number): void {
    const handOver = this.#handOver;
    if (handOver === null && session !== this.#session) return;
    const { counters, options } = this.#plan;
    counters.messages++;
    counters.bytes += bytes.length;
    this.#lastMessageUs = recvUs;
    const index = this.#watch.heard(bytes, recvUs);
    if (handOver === null) options.sink.message(bytes, recvUs);
    else handOver.message(session, index, { bytes, recvUs });
  }

  #onClosed(session: StreamSession, failure: VenueError): void {
    this.#live.delete(session);
    if (this.#phase === 'closing') {
      if (this.#live.size === 0) this.#closed?.();
      return;
    }
    const isCurrent = session === this.#session;
    // An old socket that has been replaced may go without a word.
    if (!isCurrent && this.#handOver?.owns(session) !== true) return;
    const { code, message, hint, httpStatus } = failure;
    this.#report.fault({ code, message, hint, httpStatus });
    if (!isCurrent) return this.#handOver?.lostNew(failure);
    this.#session = null;
    if (session.openedUs === null) this.#plan.counters.failedAttempts++;
    else if (this.#goesOnAfterLoss(message)) return;
    this.#rollOverUs = null;
    this.#waitToReopen(session, failure);
  }

  /** Tells the loss of an open socket. True when the new one of a roll-over goes on in its place. */
  #goesOnAfterLoss(reason: string): boolean {
    const { counters, connection } = this.#plan;
    counters.disconnects++;
    const lost = this.#handOver?.lostOld() ?? null;
    const goesOn = this.#hasSession();
    if (!goesOn) this.#endHandOver();
    const streams = lost === null ? connection.streams : lost.map((index) => connection.streams[index] ?? '');
    if (streams.length > 0) this.#report.trouble({ control: 'disconnect', streams, reason });
    return goesOn;
  }

  /** Asked again after calls that may have promoted a new socket. */
  #hasSession(): boolean {
    return this.#session !== null;
  }

  #waitToReopen(session: StreamSession, failure: VenueError): void {
    const { limits, clock, random } = this.#plan.options;
    const heldMs = session.openedUs === null ? 0 : (clock.steadyUs() - session.openedUs) / 1000;
    if (heldMs >= limits.stableMs) this.#attempts = 0;
    let waitMs = backoffMs(limits.backoff, this.#attempts, random());
    if (REFUSALS.includes(failure.httpStatus)) waitMs = Math.max(waitMs, failure.retryAfterMs ?? limits.refusedMs);
    this.#attempts++;
    this.#retry = setTimeout(() => this.open(), waitMs);
    this.#enter('backoff');
  }

  /** Looks at silence and at roll-overs; called a few times a second. */
  tick(nowUs: number): void {
    if (this.#paused || this.#phase !== 'open') return;
    this.#watch.tick(nowUs, this.#session);
    const steadyUs = this.#plan.options.clock.steadyUs();
    if (this.#rollOverUs !== null && steadyUs >= this.#rollOverUs) this.#startRollOver();
    this.#handOver?.tick(nowUs);
  }

  /** Time in which this process did not read is nobody's silence. */
  forgive(nowUs: number): void {
    this.#watch.forgive(nowUs);
    this.#handOver?.forgive();
  }

  /** Resolves when a new socket has taken over, or this was given up. */
  rollOver(): Promise<void> {
    if (this.#phase !== 'open') return Promise.resolve();
    return new Promise((resolve) => {
      this.#handOverWaiters.push(resolve);
      this.#startRollOver();
    });
  }

  #startRollOver(): void {
    if (this.#session === null) return;
    if (this.#handOver !== null) {
      // While the last one's repeats are still coming in the next one must wait: tick() comes back to it.
      if (!this.#handOver.isUnderWay) this.#rollOverUs = this.#plan.options.clock.steadyUs();
      return;
    }
    const { clock, limits, sink } = this.#plan.options;
    const host = {
      streams: this.#plan.connection.streams,
      lasts: this.#watch.lastIds(),
      clock,
      limits: limits.rollover,
      deliver: (bytes: Buffer, recvUs: number) => sink.message(bytes, recvUs),
      open: () => this.#openSession(),
      promote: (session: StreamSession) => {
        this.#session = session;
        this.#planRollOver();
      },
      done: (result: HandOverResult) => this.#onHandedOver(result),
      settled: () => this.#endHandOver(),
    };
    this.#handOver = new HandOver(host, this.#session);
    this.#rollOverUs = null;
    this.#plan.changed();
  }

  #onHandedOver({ handedOver, resyncs, failure }: HandOverResult): void {
    const { counters, connection, options } = this.#plan;
    if (failure === null) {
      counters.rollovers++;
      counters.rolloverResyncs += resyncs;
      options.sink.rollover({ route: connection.route, streams: connection.streams.length, handedOver, resyncs });
    } else {
      const message = `the roll-over failed: ${failure}`;
      this.#report.fault({ code: 'V13_VENUE_ROLLOVER', message, hint: 'it is tried again', httpStatus: null });
      this.#rollOverUs = options.clock.steadyUs() + options.limits.rollover.retryMs * 1000;
    }
    this.#releaseWaiters();
    this.#plan.changed();
  }

  #releaseWaiters(): void {
    for (const resolve of this.#handOverWaiters.splice(0)) resolve();
  }

  #endHandOver(): void {
    this.#plan.counters.duplicates += this.#handOver?.dropped ?? 0;
    this.#handOver?.cancel();
    this.#handOver = null;
  }

  pause(): void {
    this.#paused = true;
    for (const session of this.#live) session.pause();
  }

  resume(nowUs: number): void {
    this.#paused = false;
    for (const session of this.#live) session.resume();
    this.forgive(nowUs);
  }

  /** Resolves when all its sockets are closed. */
  close(): Promise<void> {
    if (this.#retry !== null) clearTimeout(this.#retry);
    this.#releaseWaiters();
    this.#enter('closing');
    // What a hand-over holds back has been received: it is delivered before the end, and so is what still comes.
    const handOver = this.#handOver;
    handOver?.letGo();
    if (this.#live.size === 0) return Promise.resolve();
    return new Promise<void>((resolve) => {
      this.#closed = resolve;
      for (const session of this.#live) session.close();
    }).then(() => handOver?.letGo());
  }

  state(nowUs: number): ConnectionState {
    const openedUs = this.#session?.openedUs ?? null;
    const { name, connection, options } = this.#plan;
    const steadyUs = options.clock.steadyUs();
    return {
      name,
      route: connection.route,
      host: new URL(this.#url).host,
      phase: this.#phase,
      sinceUs: this.#sinceUs,
      streams: connection.streams.length,
      acknowledged: this.#session === null ? 0 : this.#watch.acknowledgedCount(),
      ageMs: openedUs === null ? null : (steadyUs - openedUs) / 1000,
      lastMessageUs: this.#lastMessageUs,
      nextRollOverUs: this.#rollOverUs === null ? null : Math.round(nowUs + this.#rollOverUs - steadyUs),
      isRollingOver: this.#handOver?.isUnderWay ?? false,
      attempts: this.#attempts,
      lastError: this.#report.lastError,
      silent: this.#watch.silent(),
      refused: this.#watch.refusals(),
    };
  }
}
