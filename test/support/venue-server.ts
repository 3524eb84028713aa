// A small exchange on loopback for tests of the connections: routes, subscriptions, REST answers, and faults on demand.

import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { routeOfStream } from '../../src/exchange/binance/environments.js';
import { type Turnstile, createTurnstile } from './turnstile.js';

export interface VenueRequest {
  readonly method: string;
  readonly params: readonly string[];
  readonly id: number;
  readonly atMs: number;
}

export interface VenueConnection {
  readonly socket: WebSocket;
  /** The TCP connection below it. */
  readonly wire: Socket;
  readonly route: string;
  readonly requests: VenueRequest[];
  readonly streams: Set<string>;
  pings: number;
  open: boolean;
}

export interface VenueServer {
  readonly url: string;
  readonly port: number;
  readonly connections: VenueConnection[];
  /** Sockets of TCP, counted at the door. */
  readonly accepted: () => number;
  readonly turnstile: Turnstile;
  /** Open connections of a route. */
  live(route: string): VenueConnection[];
  /** To every open connection that has subscribed the stream on its right route. */
  publish(stream: string, data: string): void;
  close(): Promise<void>;
}

export interface VenueBehaviour {
  /** Answers REST; default 404. */
  readonly rest?: (request: IncomingMessage, response: ServerResponse) => void;
  /** Answers a request instead of the acknowledgement; null: no answer at all; undefined: as usual. */
  readonly reply?: (request: VenueRequest, connection: VenueConnection) => string | null | undefined;
  /** Status for the upgrade instead of a connection. */
  readonly refuse?: (route: string) => number | null;
  /** Whether the server answers pings. */
  readonly pongs?: boolean;
}

export async function startVenue(behaviour: VenueBehaviour = {}): Promise<VenueServer> {
  const turnstile = createTurnstile();
  const connections: VenueConnection[] = [];
  const wires = new Set<Socket>();
  let accepted = 0;
  const http = createServer((request, response) => {
    if (behaviour.rest !== undefined) return behaviour.rest(request, response);
    response.writeHead(404).end('{}');
  });
  http.on('connection', (wire) => {
    accepted++;
    wires.add(wire);
    wire.on('close', () => wires.delete(wire));
  });
  const sockets = new WebSocketServer({ noServer: true, autoPong: behaviour.pongs ?? true });
  http.on('upgrade', (request, wire, head) => {
    const route = (request.url ?? '').split('/')[1] ?? '';
    const status = behaviour.refuse?.(route) ?? null;
    if (status !== null) return void wire.end(`HTTP/1.1 ${status} Refused\r\nContent-Length: 0\r\n\r\n`);
    sockets.handleUpgrade(request, wire, head, (socket) => {
      connections.push(serve(socket, { route, wire: wire as Socket, behaviour, turnstile }));
      turnstile.turn();
    });
  });
  await new Promise<void>((resolve) => {
    http.listen(0, '127.0.0.1', resolve);
  });
  const { port } = http.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    connections,
    accepted: () => accepted,
    turnstile,
    live: (route) => connections.filter((connection) => connection.open && connection.route === route),
    publish(stream, data) {
      for (const { open, route, streams, socket } of connections) {
        if (open && streams.has(stream) && routeOfStream(stream) === route) {
          socket.send(`{"stream":"${stream}","data":${data}}`);
        }
      }
    },
    close: () =>
      new Promise((resolve) => {
        for (const wire of wires) wire.destroy();
        http.close(() => resolve());
      }),
  };
}

interface Serving {
  readonly route: string;
  readonly wire: Socket;
  readonly behaviour: VenueBehaviour;
  readonly turnstile: Turnstile;
}

function serve(socket: WebSocket, { route, wire, behaviour, turnstile }: Serving): VenueConnection {
  const connection: VenueConnection = {
    socket,
    wire,
    route,
    requests: [],
    streams: new Set(),
    pings: 0,
    open: true,
  };
  socket.on('message', (bytes: Buffer) => {
    const request = JSON.parse(bytes.toString()) as Omit<VenueRequest, 'atMs'>;
    const noted = { ...request, atMs: performance.now() };
    connection.requests.push(noted);
    const answer = behaviour.reply?.(noted, connection);
    if (answer === undefined) {
      for (const name of request.params) {
        if (request.method === 'SUBSCRIBE') connection.streams.add(name);
        else connection.streams.delete(name);
      }
      socket.send(JSON.stringify({ result: null, id: request.id }));
    } else if (answer !== null) socket.send(answer);
    turnstile.turn();
  });
  socket.on('ping', () => {
    connection.pings++;
    turnstile.turn();
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    connection.open = false;
    turnstile.turn();
  });
  return connection;
}
