// One socket with its subscriptions: tells market data from answers, and answers from rubbish.

import { isUtf8 } from 'node:buffer';
import type { Agent } from 'node:http';
import type { VenueError } from '../../platform/errors.js';
import { readControlReply } from './control-reply.js';
import { StreamRequests } from './feed-requests.js';
import type { FeedOptions } from './feed-types.js';
import { type VenueSocket, openSocket } from './socket.js';
import { isStreamMessage } from './stream-slots.js';

export interface SessionHandlers {
  opened(session: StreamSession): void;
  data(session: StreamSession, bytes: Buffer, recvUs: number): void;
  malformed(bytes: Buffer, recvUs: number): void;
  acknowledged(session: StreamSession, streams: readonly string[]): void;
  refused(stream: string, why: string): void;
  /** All subscriptions have their answers. */
  settled(session: StreamSession): void;
  /** The exchange has announced that this server goes away. */
  shutdown(session: StreamSession): void;
  closed(session: StreamSession, failure: VenueError): void;
}

export interface SessionPlan {
  readonly url: string;
  readonly agent: Agent;
  readonly streams: readonly string[];
  readonly options: FeedOptions;
}

export class StreamSession {
  readonly #socket: VenueSocket;
  readonly #requests: StreamRequests;
  readonly #handlers: SessionHandlers;
  #paused = false;
  /** Null until the handshake is done. Both are of the steady clock. */
  openedUs: number | null = null;
  /** When all subscriptions had their answers; null before. */
  settledUs: number | null = null;

  constructor(plan: SessionPlan, handlers: SessionHandlers) {
    const { url, agent, streams } = plan;
    const { clock, proxy, limits, userAgent = 'v13' } = plan.options;
    this.#handlers = handlers;
    this.#requests = new StreamRequests(limits, {
      send: (text) => this.#socket.send(text),
      acknowledged: (names) => handlers.acknowledged(this, names),
      refused: (name, why) => handlers.refused(name, why),
      settled: () => {
        this.settledUs ??= clock.steadyUs();
        handlers.settled(this);
      },
      unanswered: () => {
        if (this.#paused) this.#requests.wait();
        else this.terminate(`no answer to a subscription within ${limits.replyMs / 1000} s`);
      },
    });
    const socketOptions = { url, agent, proxy: proxy?.shown ?? null, clock, limits: limits.socket, userAgent };
    this.#socket = openSocket(socketOptions, {
      opened: () => {
        this.openedUs = clock.steadyUs();
        handlers.opened(this);
        this.#requests.subscribe(streams);
      },
      message: (bytes, recvUs) => this.#message(bytes, recvUs),
      closed: (failure) => {
        this.#requests.stop();
        handlers.closed(this, failure);
      },
    });
  }

  #message(bytes: Buffer, recvUs: number): void {
    if (!isUtf8(bytes)) return this.#handlers.malformed(bytes, recvUs);
    if (isStreamMessage(bytes)) return this.#handlers.data(this, bytes, recvUs);
    const reply = readControlReply(bytes.toString('utf8'));
    if (reply === null) return this.#handlers.malformed(bytes, recvUs);
    if (reply.kind === 'data') return this.#handlers.data(this, bytes, recvUs);
    if (reply.kind === 'shutdown') return this.#handlers.shutdown(this);
    this.#requests.reply(reply);
  }

  resubscribe(streams: readonly string[]): void {
    this.#requests.resubscribe(streams);
  }

  pause(): void {
    this.#paused = true;
    this.#socket.pause();
  }

  resume(): void {
    this.#paused = false;
    this.#requests.wait();
    this.#socket.resume();
  }

  close(): void {
    this.#requests.stop();
    this.#socket.close();
  }

  terminate(why: string): void {
    this.#requests.stop();
    this.#socket.terminate(why);
  }
}
