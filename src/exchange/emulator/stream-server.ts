// The WebSocket side: addresses, control messages, the rules of behaviour, pings, and the end of a connection's day.

import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { Connection } from './connection.js';
import { MAX_STREAMS, stepControl } from './control-message.js';
import { type Emulation } from './emulation.js';
import { listen, unlisten } from './hub.js';
import { type StreamAddress, readStreamAddress } from './stream-route.js';

export interface StreamLimits {
  /** Between two pings of the server, ms. */
  readonly pingEveryMs: number;
  /** Without a pong for so long the connection is closed, ms. */
  readonly pongWithinMs: number;
  /** Longest life of a connection, ms. */
  readonly maxAgeMs: number;
}

export interface StreamServer {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** To be called often: pings, missing pongs, old connections. */
  tend(nowMs: number): void;
  /** Cuts all connections; resolves when the last one has ended. */
  close(): Promise<void>;
}

const MAX_MESSAGE_BYTES = 1024 * 1024;
const FLOOD = { code: 1008, reason: 'Too many requests' } as const;

interface Shared {
  readonly emulation: Emulation;
  readonly limits: StreamLimits;
  /** Called when somebody has subscribed to a stream that is served. */
  readonly onHeard: () => void;
  count: number;
  lastPingMs: number;
  /** Called when the last connection has ended. */
  onEmpty: () => void;
}

export function createStreamServer(emulation: Emulation, limits: StreamLimits, onHeard: () => void): StreamServer {
  const server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    clientTracking: false,
    maxPayload: MAX_MESSAGE_BYTES,
  });
  const shared: Shared = { emulation, limits, onHeard, count: 0, lastPingMs: Date.now(), onEmpty: () => undefined };
  return {
    upgrade(request, socket, head) {
      const address = readStreamAddress(request.url ?? '');
      if (address === null) refuseUpgrade(socket, 404, 'Not Found');
      else if (address.streams.length > MAX_STREAMS) refuseUpgrade(socket, 400, 'Bad Request');
      else {
        server.handleUpgrade(request, socket, head, (ws) => {
          open(shared, { ws, socket, address, path: request.url ?? '' });
        });
      }
    },
    tend: (nowMs) => tend(shared, nowMs),
    close: async () => {
      server.close();
      const ended = new Promise<void>((resolve) => {
        shared.onEmpty = resolve;
      });
      if (emulation.hub.connections.size === 0) return;
      for (const connection of [...emulation.hub.connections]) connection.destroy();
      await ended;
    },
  };
}

function refuseUpgrade(socket: Duplex, status: number, words: string): void {
  socket.end(`HTTP/1.1 ${status} ${words}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

interface Opening {
  readonly ws: WebSocket;
  readonly socket: Duplex;
  readonly address: StreamAddress;
  readonly path: string;
}

function open(shared: Shared, { ws, socket, address, path }: Opening): void {
  const { emulation } = shared;
  const openedMs = Date.now();
  const info = { id: ++shared.count, route: address.route, ws, socket, openedMs };
  const connection = new Connection(info, address.combined);
  emulation.hub.connections.add(connection);
  const about = { conn: connection.id, route: address.route, path };
  emulation.truth?.line('open', JSON.stringify(about).slice(1, -1));
  ws.on('message', (data, isBinary) => take(shared, connection, isBinary ? '' : textOf(data)));
  ws.on('ping', () => judge(connection));
  ws.on('pong', () => {
    connection.lastPongMs = Date.now();
  });
  // A broken client ends its own connection only.
  ws.on('error', () => undefined);
  ws.on('close', (code, reason) => end(shared, connection, { code, reason: reason.toString() }));
  for (const name of address.streams) connection.streams.add(name);
  subscribe(shared, connection, address.streams);
}

const textOf = (data: RawData): string =>
  (Array.isArray(data) ? Buffer.concat(data) : data instanceof ArrayBuffer ? Buffer.from(data) : data).toString('utf8');

/** False when the client has sent too much; the connection is being closed then. */
function judge(connection: Connection): boolean {
  if (!connection.isFlooding(Date.now())) return true;
  connection.close(FLOOD.code, FLOOD.reason);
  return false;
}

function take(shared: Shared, connection: Connection, text: string): void {
  if (connection.isClosed || !judge(connection)) return;
  const { emulation } = shared;
  const { reply, added, removed } = stepControl(connection, text);
  connection.send(reply, false);
  connection.flush(emulation.clock.nowUs);
  if (removed.length > 0) {
    unlisten(emulation.hub, connection, removed);
    note(emulation, 'unsubscribe', { conn: connection.id, streams: removed });
  }
  if (added.length > 0) subscribe(shared, connection, added);
}

function subscribe(shared: Shared, connection: Connection, streams: readonly string[]): void {
  if (streams.length === 0) return;
  const { emulation } = shared;
  const heard = listen(emulation.hub, connection, streams);
  note(emulation, 'subscribe', { conn: connection.id, streams, heard });
  if (heard.length > 0) shared.onHeard();
}

function note({ truth }: Emulation, kind: string, about: object): void {
  truth?.line(kind, JSON.stringify(about).slice(1, -1));
}

function end(shared: Shared, connection: Connection, why: { code: number; reason: string }): void {
  const { emulation } = shared;
  connection.isClosed = true;
  emulation.hub.connections.delete(connection);
  unlisten(emulation.hub, connection, connection.streams);
  const { id, sent, lost, unreadBytes } = connection;
  note(emulation, 'close', { conn: id, ...why, sent, lost, unreadBytes });
  if (emulation.hub.connections.size === 0) shared.onEmpty();
}

function tend(shared: Shared, nowMs: number): void {
  const { limits, emulation } = shared;
  const isPingDue = nowMs - shared.lastPingMs >= limits.pingEveryMs;
  if (isPingDue) shared.lastPingMs = nowMs;
  for (const connection of [...emulation.hub.connections]) {
    if (nowMs - connection.openedMs >= limits.maxAgeMs) connection.close(1001, 'connection is too old');
    else if (nowMs - connection.lastPongMs >= limits.pongWithinMs) connection.close(1008, 'no pong');
    else if (isPingDue) connection.ping(nowMs);
  }
}
