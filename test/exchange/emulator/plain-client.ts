// A client for tests that shares no code with the product's: sockets that collect, REST by fetch, and the documented
// way to keep a book.

import { crc32 } from 'node:zlib';
import WebSocket from 'ws';

type Json = Record<string, unknown>;

export interface Collected {
  readonly socket: WebSocket;
  readonly texts: string[];
  /** Close code and reason, once closed. */
  closed: { code: number; reason: string } | null;
  /** Pings received. */
  pings: string[];
  until(isEnough: (texts: readonly string[]) => boolean): Promise<void>;
  untilClosed(): Promise<{ code: number; reason: string }>;
  ask(message: unknown): Promise<Json>;
}

/** Opens a socket and collects what comes. Fails where the address is refused. */
export async function collect(url: string, options: WebSocket.ClientOptions = {}): Promise<Collected> {
  const socket = new WebSocket(url, { perMessageDeflate: false, ...options });
  const listeners = new Set<() => void>();
  const wake = () => {
    for (const listener of [...listeners]) listener();
  };
  const wait = (isDone: () => boolean) =>
    new Promise<void>((resolve) => {
      const check = () => {
        if (!isDone()) return;
        listeners.delete(check);
        resolve();
      };
      listeners.add(check);
      check();
    });
  const texts: string[] = [];
  const collected: Collected = {
    socket,
    texts,
    closed: null,
    pings: [],
    until: (isEnough) => wait(() => isEnough(texts)),
    async untilClosed() {
      await wait(() => collected.closed !== null);
      return collected.closed!;
    },
    async ask(message) {
      const from = texts.length;
      socket.send(typeof message === 'string' ? message : JSON.stringify(message));
      const isReply = (text: string) => !text.includes('"e":') && !text.startsWith('{"stream"');
      await wait(() => texts.slice(from).some(isReply));
      return JSON.parse(texts.slice(from).find(isReply)!) as Json;
    },
  };
  attach(collected, wake);
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => {
      resolve();
    });
    socket.once('error', reject);
  });
  socket.on('error', () => undefined);
  return collected;
}

function attach(collected: Collected, wake: () => void): void {
  const { socket } = collected;
  socket.on('message', (data: Buffer) => {
    collected.texts.push(data.toString('utf8'));
    wake();
  });
  socket.on('ping', (data: Buffer) => {
    collected.pings.push(data.toString());
    wake();
  });
  socket.on('close', (code, reason) => {
    collected.closed = { code, reason: reason.toString() };
    wake();
  });
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Json;
}

export async function get(url: string): Promise<Answer> {
  const response = await fetch(url);
  return { status: response.status, headers: response.headers, body: (await response.json()) as Json };
}

export interface Delta {
  readonly U: number;
  readonly u: number;
  readonly pu: number;
  readonly b: [string, string][];
  readonly a: [string, string][];
}

export interface Snapshot {
  readonly lastUpdateId: number;
  readonly bids: [string, string][];
  readonly asks: [string, string][];
}

/** Payloads of stream messages, out of their envelopes. */
export const dataOf = (texts: readonly string[]): Record<string, unknown>[] =>
  texts
    .map((text) => JSON.parse(text) as Record<string, unknown>)
    .map((value) => (value['data'] ?? value) as Record<string, unknown>)
    .filter((value) => 'e' in value);
export const hasData = (count: number) => (texts: readonly string[]) =>
  texts.filter((text) => text.includes('"e":')).length >= count;
export const asDeltas = (texts: readonly string[]) => dataOf(texts) as unknown as Delta[];

const plain = (text: string) => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);

/** A book as the truth log's documentation tells to compare it. */
export class PlainBook {
  readonly bids = new Map<string, string>();
  readonly asks = new Map<string, string>();
  u = 0;

  constructor(snapshot: Snapshot) {
    this.#set(this.bids, snapshot.bids);
    this.#set(this.asks, snapshot.asks);
    this.u = snapshot.lastUpdateId;
  }

  apply(delta: Delta): void {
    this.#set(this.bids, delta.b);
    this.#set(this.asks, delta.a);
    this.u = delta.u;
  }

  crc(): number {
    const side = (levels: Map<string, string>, sign: number) =>
      [...levels]
        .sort((a, b) => sign * (Number(a[0]) - Number(b[0])))
        .slice(0, 50)
        .map(([price, qty]) => `${price}:${qty}\n`)
        .join('');
    return crc32(side(this.bids, -1) + side(this.asks, 1));
  }

  #set(side: Map<string, string>, levels: readonly [string, string][]): void {
    for (const [price, qty] of levels) {
      if (Number(qty) === 0) side.delete(plain(price));
      else side.set(plain(price), plain(qty));
    }
  }
}

/** Number of deltas that the futures rule lets through, with every book on the way; null where it never syncs. */
export function syncBook(
  snapshot: Snapshot,
  deltas: readonly Delta[],
  onBook: (book: PlainBook) => void,
): number | null {
  const book = new PlainBook(snapshot);
  let applied = 0;
  for (const delta of deltas) {
    if (delta.u < snapshot.lastUpdateId) continue;
    const isFirst = applied === 0;
    const starts = (delta.U <= book.u && book.u <= delta.u) || delta.pu === book.u;
    if (isFirst ? !starts : delta.pu !== book.u) return null;
    book.apply(delta);
    applied++;
    onBook(book);
  }
  return applied === 0 ? null : applied;
}
