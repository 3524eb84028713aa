// Another process looked at from outside: asks its socket, and shows the last answer while it does not answer.

import type { HeatColumn } from '../../core/watch/detail.js';
import type { Trouble, WatchRequest, WatchSnapshot } from '../../core/watch/snapshot.js';
import { ASK_SCHEMA, type WatchAsk, heldOfSnapshot, readAnswer, withHeld } from '../../core/watch/wire.js';
import type { AskSignal } from '../why/question.js';
import type { RecordedPlace } from '../why/recorded-why.js';
import { LineClient } from '../../platform/line-client.js';

/** Has the form of the screen's WatchSource. */
export interface RemoteSource {
  /** Before the first answer has come: throws. */
  snapshot(request: WatchRequest): WatchSnapshot;
  readonly player: null;
  readonly why: AskSignal | null;
  /** Asks, and waits for an answer. Null: nobody listens. Text: what was answered instead. */
  first(request: WatchRequest): Promise<WatchSnapshot | string | null>;
  close(): void;
}

export interface RemoteOptions {
  readonly paths: () => readonly string[];
  /** Monotonic milliseconds. */
  readonly nowMs: () => number;
  /** Explains signals of the session that answers; absent where nobody asks. */
  readonly why?: (place: () => RecordedPlace) => AskSignal;
}

/** Least time between two questions, and how long an answer is waited for before it is asked for again. */
const LEAST_MS = 100;
const LOST_MS = 5_000;
/** Without an answer for so long there is trouble. */
const QUIET_MS = 2_000;

class Remote implements RemoteSource {
  readonly player = null;
  readonly why: AskSignal | null;
  readonly #nowMs: () => number;
  readonly #client: LineClient;
  #last: WatchSnapshot | null = null;
  #lastMs = 0;
  #askedMs = -Infinity;
  #isWaiting = false;
  #wish: WatchRequest | null = null;
  readonly #waiters: ((answer: WatchSnapshot | string | null) => void)[] = [];

  constructor({ paths, nowMs, why }: RemoteOptions) {
    this.#nowMs = nowMs;
    this.why = why?.(() => this.#place()) ?? null;
    this.#client = new LineClient({
      paths,
      onLine: (line) => this.#take(line),
      onChange: (isConnected) => {
        this.#isWaiting = false;
        this.#askedMs = -Infinity;
        if (isConnected && this.#wish !== null) this.#ask(this.#wish);
      },
      onNobody: () => this.#tell(null),
    });
  }

  first(request: WatchRequest): Promise<WatchSnapshot | string | null> {
    this.#wish = request;
    this.#askedMs = -Infinity;
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(`no answer within ${LOST_MS / 1_000} s`), LOST_MS);
      this.#waiters.push((answer) => {
        clearTimeout(timer);
        resolve(answer);
      });
      this.#ask(request);
    });
  }

  snapshot(request: WatchRequest): WatchSnapshot {
    this.#wish = request;
    const nowMs = this.#nowMs();
    if (!this.#isWaiting || nowMs - this.#askedMs > LOST_MS) this.#ask(request);
    if (this.#last === null) throw new Error('no answer yet');
    return this.#shown(this.#last, nowMs - this.#lastMs);
  }

  close(): void {
    this.#client.close();
    this.#tell(null);
  }

  /** The last answer, as old as it is. */
  #shown(last: WatchSnapshot, ageMs: number): WatchSnapshot {
    const { isConnected } = this.#client;
    const link = { isConnected, answeredUs: last.nowUs };
    const nowUs = last.nowUs + Math.round(ageMs * 1_000);
    if (ageMs < QUIET_MS) return { ...last, source: 'attached', link, nowUs };
    const text = `no answer for ${Math.round(ageMs / 1_000)} s: ${isConnected ? 'the process is busy' : 'the process has ended, or is starting again'}`;
    const trouble: Trouble = { timeUs: last.nowUs, kind: 'link', text };
    return { ...last, source: 'attached', link, nowUs, troubles: [trouble, ...last.troubles] };
  }

  #place(): RecordedPlace {
    const { place = '', session = '' } = this.#last ?? {};
    return { dataRoot: place, session };
  }

  #ask(request: WatchRequest): void {
    const nowMs = this.#nowMs();
    if (nowMs - this.#askedMs < LEAST_MS) return;
    const held = this.#last === null ? null : heldOfSnapshot(this.#last);
    const ask: WatchAsk = { schema: ASK_SCHEMA, request, held };
    if (!this.#client.send(JSON.stringify(ask))) return;
    this.#isWaiting = true;
    this.#askedMs = nowMs;
  }

  #take(line: string): void {
    this.#isWaiting = false;
    const answer = readAnswer(line);
    if (typeof answer === 'string') {
      this.#tell(answer);
      return;
    }
    this.#last = withHeld(answer, this.#heldFor(answer), this.#wish?.heatColumns ?? Infinity);
    this.#lastMs = this.#nowMs();
    this.#tell(this.#shown(this.#last, 0));
  }

  /** Columns of the last answer that fit the new one. */
  #heldFor({ detail, session }: WatchSnapshot): readonly HeatColumn[] {
    const last = this.#last;
    const isSame =
      last?.detail?.symbol === detail?.symbol &&
      last?.session === session &&
      last.detail?.heat?.stepUs === detail?.heat?.stepUs &&
      last.detail?.groupTicks === detail?.groupTicks;
    return isSame ? (last.detail?.heat?.columns ?? []) : [];
  }

  #tell(answer: WatchSnapshot | string | null): void {
    for (const waiter of this.#waiters.splice(0)) waiter(answer);
  }
}

/** Connects at once, and again whenever the other process comes back. Close it at the end. */
export const openRemoteSource = (options: RemoteOptions): RemoteSource => new Remote(options);
