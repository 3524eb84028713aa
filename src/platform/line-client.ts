// Asks a line server, one line after the other, and connects again by itself when it has gone.

import { type Socket, connect } from 'node:net';

export interface LineClientOptions {
  /** Where to connect, the first that answers; asked for anew each time. */
  readonly paths: () => readonly string[];
  /** One whole line that came. */
  readonly onLine: (line: string) => void;
  /** The connection came about, or is gone. */
  readonly onChange: (isConnected: boolean) => void;
  /** Nobody listens at any of the paths; it is tried again. */
  readonly onNobody?: () => void;
}

const AGAIN_MS = 500;

export class LineClient {
  readonly #options: LineClientOptions;
  #socket: Socket | null = null;
  #isConnected = false;
  #isClosed = false;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(options: LineClientOptions) {
    this.#options = options;
    this.#attempt([...options.paths()]);
  }

  get isConnected(): boolean {
    return this.#isConnected;
  }

  /** Sends one line; false where there is no connection. */
  send(line: string): boolean {
    if (!this.#isConnected || this.#socket === null) return false;
    this.#socket.write(`${line}\n`);
    return true;
  }

  close(): void {
    this.#isClosed = true;
    this.#isConnected = false;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#socket?.destroy();
  }

  #attempt([path, ...others]: readonly string[]): void {
    if (this.#isClosed) return;
    if (path === undefined) {
      this.#options.onNobody?.();
      this.#later();
      return;
    }
    const socket = connect(path);
    this.#socket = socket;
    let wasConnected = false;
    socket.on('connect', () => {
      wasConnected = true;
      this.#isConnected = true;
      this.#options.onChange(true);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.#isConnected = false;
      if (this.#isClosed) return;
      if (!wasConnected) {
        this.#attempt(others);
        return;
      }
      this.#options.onChange(false);
      this.#later();
    });
    readLines(socket, this.#options.onLine);
  }

  #later(): void {
    if (this.#isClosed) return;
    this.#timer = setTimeout(() => this.#attempt([...this.#options.paths()]), AGAIN_MS);
  }
}

function readLines(socket: Socket, onLine: (line: string) => void): void {
  let parts: string[] = [];
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    const pieces = chunk.split('\n');
    for (const [k, piece] of pieces.entries()) {
      parts.push(piece);
      if (k === pieces.length - 1) break;
      onLine(parts.join(''));
      parts = [];
    }
  });
}
