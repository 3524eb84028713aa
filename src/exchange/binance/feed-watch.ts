// The streams of one connection: which message is whose, which are confirmed, refused, or silent though they should speak.

import type { LineReport } from './feed-report.js';
import type { StreamSession } from './feed-session.js';
import type { FeedCounters, FeedOptions } from './feed-types.js';
import { kindOfStream, messageIds, readEnvelope } from './message-ids.js';
import { type StreamSlots, createStreamSlots, findSlot } from './stream-slots.js';
import {
  type Silence,
  type WatchdogState,
  describeSilence,
  findSilent,
  forgive,
  initWatchdog,
  isAllSilent,
  markAcked,
  markHeard,
  rearmAll,
  silentStreams,
} from './watchdog.js';

export interface WatchPlan {
  readonly streams: readonly string[];
  readonly options: FeedOptions;
  readonly counters: FeedCounters;
  readonly report: LineReport;
  readonly changed: () => void;
}

/** So much of each stream's last message is kept: enough for its ids, which a roll-over begins with. */
const HEAD_BYTES = 256;

export class StreamWatch {
  readonly #plan: WatchPlan;
  readonly #slots: StreamSlots;
  readonly #watchdog: WatchdogState;
  readonly #heads: Buffer;
  readonly #refused = new Map<string, string>();
  #silentCount = 0;

  constructor(plan: WatchPlan) {
    this.#plan = plan;
    this.#slots = createStreamSlots(plan.streams);
    this.#heads = Buffer.alloc(plan.streams.length * HEAD_BYTES);
    this.#watchdog = initWatchdog(plan.streams, plan.options.limits.silence);
  }

  /** Index of the message's stream, which is thereby heard; null for a stream that nobody subscribed. */
  heard(bytes: Buffer, recvUs: number): number | null {
    const index = findSlot(this.#slots, bytes) ?? this.#indexInFull(bytes);
    if (index === null) this.#plan.counters.unknownStreams++;
    else {
      markHeard(this.#watchdog, index, recvUs);
      // A whole message is copied without a view of it being made first.
      if (bytes.length <= HEAD_BYTES) this.#heads.set(bytes, index * HEAD_BYTES);
      else bytes.copy(this.#heads, index * HEAD_BYTES, 0, HEAD_BYTES);
    }
    return index;
  }

  /** Id of each stream's last message on this socket; null where there was none, or it has no ids in their usual places. */
  lastIds(): (number | null)[] {
    return this.#plan.streams.map((stream, index) => {
      const head = this.#heads.subarray(index * HEAD_BYTES, (index + 1) * HEAD_BYTES);
      return head[0] === 0 ? null : (messageIds(kindOfStream(stream), head)?.id ?? null);
    });
  }

  #indexInFull(bytes: Buffer): number | null {
    const stream = readEnvelope(bytes)?.stream;
    return stream === undefined ? null : (this.#slots.indexes.get(stream) ?? null);
  }

  acknowledged(streams: readonly string[]): void {
    const nowUs = this.#plan.options.clock.nowUs();
    for (const stream of streams) {
      const index = this.#slots.indexes.get(stream);
      if (index !== undefined) markAcked(this.#watchdog, index, nowUs);
      this.#refused.delete(stream);
    }
  }

  refuse(stream: string, why: string): void {
    if (this.#refused.get(stream) === why) return;
    const reason = `the exchange refused the subscription to ${stream} (${why})`;
    const { counters, report, changed } = this.#plan;
    this.#refused.set(stream, why);
    counters.refused++;
    report.fault({
      code: 'V13_VENUE_SUBSCRIPTION',
      message: reason,
      hint: 'check the stream’s name',
      httpStatus: null,
    });
    report.trouble({ control: 'silence', streams: [stream], reason });
    changed();
  }

  /** A new socket: nothing is confirmed or heard on it yet. */
  restart(): void {
    rearmAll(this.#watchdog);
    this.#heads.fill(0);
  }

  forgive(nowUs: number): void {
    forgive(this.#watchdog, nowUs);
  }

  /** Reports streams that went silent and subscribes them again; where all are, the socket itself is given up. */
  tick(nowUs: number, session: StreamSession | null): void {
    const found = findSilent(this.#watchdog, nowUs);
    const [first] = found;
    if (first !== undefined) this.#cure(this.#tell(found, describeSilence(first, nowUs)), session);
    const silent = this.silent().length;
    if (silent === this.#silentCount) return;
    this.#silentCount = silent;
    this.#plan.changed();
  }

  #tell(found: readonly Silence[], first: string): { streams: string[]; reason: string } {
    const { counters, report } = this.#plan;
    const streams = found.map(({ stream }) => stream);
    const reason = streams.length === 1 ? first : `${first}; and ${streams.length - 1} more streams`;
    counters.silences += streams.length;
    const hint = 'it is subscribed again; if that does not help, check route and name of the stream';
    report.fault({ code: 'V13_VENUE_SILENCE', message: reason, hint, httpStatus: null });
    report.trouble({ control: 'silence', streams, reason });
    return { streams, reason };
  }

  #cure({ streams, reason }: { streams: string[]; reason: string }, session: StreamSession | null): void {
    if (isAllSilent(this.#watchdog)) return session?.terminate(`silent: ${reason}`);
    this.#plan.counters.resubscribed += streams.length;
    session?.resubscribe(streams);
  }

  silent(): readonly string[] {
    return silentStreams(this.#watchdog);
  }

  refusals(): readonly string[] {
    return [...this.#refused].map(([stream, why]) => `${stream}: ${why}`);
  }

  acknowledgedCount(): number {
    return this.#watchdog.acked.reduce((sum, flag) => sum + flag, 0);
  }
}
