// One stream connection: what it has subscribed to, the frames waiting for it, and the ways in which it can be ill.

import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { ControlState } from './control-message.js';
import type { Route } from './stream-route.js';
import { addAsciiFrame, addFrame, createFrameBuffer, takeFrames } from './ws-frame.js';

export interface ConnectionInfo {
  /** Counted from 1. */
  readonly id: number;
  readonly route: Route;
  readonly ws: WebSocket;
  readonly socket: Duplex;
  readonly openedMs: number;
}

/** Incoming messages allowed within a second. */
const MOST_INCOMING = 10;
/** A reader that leaves so much unread is cut off. */
const MOST_UNREAD_BYTES = 256 * 1024 * 1024;

export class Connection implements ControlState {
  readonly id: number;
  readonly route: Route;
  readonly openedMs: number;
  readonly streams = new Set<string>();
  combined: boolean;
  /** Stream messages written, and those kept back by faults. */
  sent = 0;
  lost = 0;
  lastPongMs: number;
  isClosed = false;
  /** Half-open: nothing is read or written any more, and no end is sent. */
  isFrozen = false;
  /** Writes wait until this time of the market, µs. */
  stalledUntilUs = 0;
  readonly #ws: WebSocket;
  readonly #socket: Duplex;
  readonly #frames = createFrameBuffer();
  readonly #incomingMs: number[] = [];

  constructor(info: ConnectionInfo, combined: boolean) {
    this.id = info.id;
    this.route = info.route;
    this.openedMs = info.openedMs;
    this.lastPongMs = info.openedMs;
    this.combined = combined;
    this.#ws = info.ws;
    this.#socket = info.socket;
  }

  /** Bytes that the reader has not taken yet. */
  get unreadBytes(): number {
    return this.#socket.writableLength;
  }

  send(text: string, isAscii: boolean): void {
    if (isAscii) addAsciiFrame(this.#frames, text);
    else addFrame(this.#frames, Buffer.from(text));
  }

  /** Writes what has been gathered, unless the connection is ill. */
  flush(nowUs: number): void {
    if (this.isClosed || this.isFrozen || nowUs < this.stalledUntilUs) return;
    const frames = takeFrames(this.#frames);
    if (frames === null) return;
    this.#socket.write(frames.bytes, frames.done);
    if (this.unreadBytes > MOST_UNREAD_BYTES) this.#ws.terminate();
  }

  /** Notes a message of the client; true when it is one too many within a second. */
  isFlooding(nowMs: number): boolean {
    this.#incomingMs.push(nowMs);
    if (this.#incomingMs.length > MOST_INCOMING + 1) this.#incomingMs.shift();
    const first = this.#incomingMs[0] as number;
    return this.#incomingMs.length > MOST_INCOMING && nowMs - first < 1_000;
  }

  ping(nowMs: number): void {
    if (!this.isFrozen && !this.isClosed) this.#ws.ping(String(nowMs));
  }

  /** Closes with a code; 1006 (which no frame can carry) cuts the connection without one. */
  close(code: number, reason: string): void {
    if (this.isClosed) return;
    this.flush(Infinity);
    // Nothing may follow the close frame.
    this.isClosed = true;
    if (code === 1006 || this.isFrozen) this.#ws.terminate();
    else this.#ws.close(code, reason);
  }

  freeze(): void {
    this.isFrozen = true;
    this.#socket.pause();
  }

  destroy(): void {
    this.isClosed = true;
    this.#ws.terminate();
    this.#socket.destroy();
  }
}
