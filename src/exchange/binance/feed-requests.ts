// SUBSCRIBE and UNSUBSCRIBE of one socket: in batches, not too many a second, each answer told by stream.

import type { ControlReply } from './control-reply.js';

export interface RequestLimits {
  readonly streamsPerRequest: number;
  readonly requestsPerSecond: number;
  readonly replyMs: number;
}

export interface RequestHandlers {
  readonly send: (text: string) => void;
  /** The exchange confirmed these streams. */
  readonly acknowledged: (streams: readonly string[]) => void;
  /** The exchange refused this one stream. */
  readonly refused: (stream: string, why: string) => void;
  /** Every SUBSCRIBE so far has its answer. */
  readonly settled: () => void;
  /** An answer did not come in time. */
  readonly unanswered: () => void;
}

interface Request {
  readonly method: 'SUBSCRIBE' | 'UNSUBSCRIBE';
  readonly streams: readonly string[];
}

export class StreamRequests {
  readonly #limits: RequestLimits;
  readonly #handlers: RequestHandlers;
  readonly #waiting: Request[] = [];
  readonly #pending = new Map<number, Request>();
  #lastId = 0;
  #pacer: NodeJS.Timeout | null = null;
  #deadline: NodeJS.Timeout | null = null;

  constructor(limits: RequestLimits, handlers: RequestHandlers) {
    this.#limits = limits;
    this.#handlers = handlers;
  }

  subscribe(streams: readonly string[]): void {
    this.#ask('SUBSCRIBE', streams);
  }

  /** Ends and begins a subscription anew. */
  resubscribe(streams: readonly string[]): void {
    this.#ask('UNSUBSCRIBE', streams);
    this.#ask('SUBSCRIBE', streams);
  }

  #ask(method: Request['method'], streams: readonly string[]): void {
    const { streamsPerRequest } = this.#limits;
    for (let i = 0; i < streams.length; i += streamsPerRequest) {
      this.#waiting.push({ method, streams: streams.slice(i, i + streamsPerRequest) });
    }
    if (this.#pacer === null) this.#sendNext();
  }

  #sendNext(): void {
    this.#pacer = null;
    const request = this.#waiting.shift();
    if (request === undefined) return;
    const id = ++this.#lastId;
    this.#pending.set(id, request);
    if (this.#deadline === null) this.wait();
    this.#handlers.send(JSON.stringify({ method: request.method, params: request.streams, id }));
    // Also after the last one: what is asked for next keeps its distance too.
    this.#pacer = setTimeout(() => this.#sendNext(), 1000 / this.#limits.requestsPerSecond);
  }

  /** Gives the answers that are due their whole time again. */
  wait(): void {
    if (this.#deadline !== null) clearTimeout(this.#deadline);
    this.#deadline = this.#pending.size === 0 ? null : setTimeout(this.#handlers.unanswered, this.#limits.replyMs);
  }

  /** Takes `done` and `refused`. */
  reply(reply: ControlReply): void {
    if (reply.kind !== 'done' && reply.kind !== 'refused') return;
    // An error without an id answers the oldest request: answers come in order.
    const id = reply.id ?? this.#pending.keys().next().value ?? null;
    const request = id === null ? undefined : this.#pending.get(id);
    if (id === null || request === undefined) return;
    this.#pending.delete(id);
    this.wait();
    if (reply.kind === 'refused') this.#refuse(request, `${reply.code}: ${reply.text}`);
    else if (request.method === 'SUBSCRIBE') this.#handlers.acknowledged(request.streams);
    if (this.#waiting.length === 0 && this.#pending.size === 0) this.#handlers.settled();
  }

  /** A refused batch is asked for again in halves until the stream that is meant stands alone. */
  #refuse({ method, streams }: Request, why: string): void {
    const [first] = streams;
    if (method === 'UNSUBSCRIBE' || first === undefined) return;
    if (streams.length === 1) return this.#handlers.refused(first, why);
    const half = Math.ceil(streams.length / 2);
    this.#ask(method, streams.slice(0, half));
    this.#ask(method, streams.slice(half));
  }

  stop(): void {
    if (this.#pacer !== null) clearTimeout(this.#pacer);
    if (this.#deadline !== null) clearTimeout(this.#deadline);
    this.#waiting.length = 0;
    this.#pending.clear();
  }
}
