// Answers lines on a local socket, one line for one: for lookers, of whom none may hold up the process that answers.

import { chmodSync, rmSync } from 'node:fs';
import { type Server, type Socket, createServer } from 'node:net';

export interface LineServerOptions {
  /** Path of a unix socket, which is taken over where it lies about, or name of a pipe. */
  readonly path: string;
  readonly isPipe: boolean;
  /** Called for each client: gives the answer to one of its lines, without the line's end. */
  readonly connect: () => (line: string) => string;
  /** Monotonic milliseconds. */
  readonly nowMs: () => number;
}

export interface LineServer {
  readonly path: string;
  readonly clients: () => number;
  close(): Promise<void>;
}

export const MOST_CLIENTS = 8;
/** Longest line of a client, bytes. */
const MOST_BYTES = 65_536;
/** Least time between two answers to a client, and how many times as long as an answer took it waits for the next. */
const LEAST_MS = 50;
const REST_FACTOR = 20;
/** A client that reads nothing for so long is let go. */
const STUCK_MS = 30_000;

/** @throws what the system says of the path: the caller may try another */
export async function openLineServer(options: LineServerOptions): Promise<LineServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    if (sockets.size >= MOST_CLIENTS) {
      socket.end(`${JSON.stringify({ error: `${MOST_CLIENTS} screens look already` })}\n`);
      return;
    }
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serve(socket, options);
  });
  server.unref();
  await listen(server, options);
  return {
    path: options.path,
    clients: () => sockets.size,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => {
          resolve();
        });
      }),
  };
}

function listen(server: Server, { path, isPipe }: LineServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    if (isPipe) {
      server.listen(path, resolve);
      return;
    }
    rmSync(path, { force: true });
    // Bound within the call, so that nobody else can connect before the mode is set.
    const mask = process.umask(0o177);
    try {
      server.listen(path, () => {
        chmodSync(path, 0o600);
        resolve();
      });
    } finally {
      process.umask(mask);
    }
  });
}

/** One client: of the lines that have come while it could not be answered only the newest counts. */
function serve(socket: Socket, { connect, nowMs }: LineServerOptions): void {
  const answer = connect();
  let text = '';
  let wanted: string | null = null;
  let nextMs = -Infinity;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const step = (): void => {
    if (wanted === null || timer !== null || socket.writableLength > 0 || socket.destroyed) return;
    const waitMs = nextMs - nowMs();
    if (waitMs > 0) {
      timer = setTimeout(() => {
        timer = null;
        step();
      }, waitMs);
      timer.unref();
      return;
    }
    const line = wanted;
    wanted = null;
    const fromMs = nowMs();
    // Only what has left for the client makes room for the next answer.
    socket.write(`${answer(line)}\n`, step);
    nextMs = nowMs() + Math.max(LEAST_MS, (nowMs() - fromMs) * REST_FACTOR);
  };
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    const lines = text.split('\n');
    text = lines.pop() ?? '';
    if (text.length > MOST_BYTES) socket.destroy();
    wanted = lines.at(-1) ?? wanted;
    step();
  });
  socket.setTimeout(STUCK_MS, () => {
    if (socket.writableLength > 0) socket.destroy();
  });
  socket.on('close', () => {
    if (timer !== null) clearTimeout(timer);
  });
}
