// One WebSocket to the exchange: opened, stamped, kept alive, and declared dead when nothing comes any more.

import type { Agent, IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket } from 'ws';
import { VenueError } from '../../platform/errors.js';
import type { ReceiveClock } from '../../platform/receive-clock.js';
import { type FrameReader, type FrameSink, createFrameReader, readFrames } from './frame-reader.js';
import { isRefusedByProxy } from './rest-agents.js';
import { explainBreakage, explainClose, explainRefusal, toldWaitMs } from './venue-failure.js';

export interface SocketLimits {
  readonly handshakeMs: number;
  /** Our own pings, besides the answers to the exchange's. */
  readonly pingMs: number;
  /** Without any frame (a pong is one) for so long the connection is taken for half open and torn down. */
  readonly deadMs: number;
  readonly maxMessageBytes: number;
  /** How long a closing handshake may take before the connection is cut. */
  readonly closeMs: number;
}

export const DEFAULT_SOCKET_LIMITS: SocketLimits = {
  handshakeMs: 10_000,
  pingMs: 180_000,
  deadMs: 60_000,
  maxMessageBytes: 8 * 1024 * 1024,
  closeMs: 1_000,
};

export interface SocketHandlers {
  opened(): void;
  /** One message, stamped at its arrival. Its memory is not reused. */
  message(bytes: Buffer, recvUs: number): void;
  /** The connection is over, or never came to be. Called once. */
  closed(failure: VenueError): void;
}

export interface SocketOptions {
  readonly url: string;
  readonly agent: Agent;
  /** Address of the proxy without credentials. */
  readonly proxy: string | null;
  readonly clock: ReceiveClock;
  readonly limits: SocketLimits;
  readonly userAgent: string;
}

export interface VenueSocket {
  send(text: string): void;
  /** Stops and goes on reading: back-pressure reaches the exchange through TCP. */
  pause(): void;
  resume(): void;
  /** Says goodbye; cuts the connection when no answer comes. */
  close(): void;
  /** Cuts the connection. `why` becomes the failure that closed() gets. */
  terminate(why: string): void;
}

/** Parts of the dead time at which the line is looked at: a ping goes out at half of it. */
const BEATS = 4;

export function openSocket(options: SocketOptions, handlers: SocketHandlers): VenueSocket {
  const { url, agent, limits, clock, userAgent } = options;
  const socket = new WebSocket(url, {
    agent,
    perMessageDeflate: false,
    handshakeTimeout: limits.handshakeMs,
    maxPayload: limits.maxMessageBytes,
    // Broken text is a malformed message that is recorded, not a reason to lose the connection.
    skipUTF8Validation: true,
    headers: { 'user-agent': userAgent },
  });
  const life = watchLife(socket, limits);
  const end = endOnce(options, () => {
    life.stop();
    return handlers;
  });
  const take = (bytes: Buffer): void => {
    const recvUs = clock.stampUs();
    life.beat();
    handlers.message(bytes, recvUs);
  };
  readDirectly(socket, limits, take);
  socket.on('open', () => {
    life.start();
    handlers.opened();
  });
  // With the default binaryType a message is one Buffer.
  socket.on('message', (data) => take(data as Buffer));
  socket.on('ping', life.beat);
  socket.on('pong', life.beat);
  socket.on('unexpected-response', (request, response) => {
    end.refused(response, isRefusedByProxy(request));
    socket.terminate();
  });
  socket.on('error', (error) => end.broken(error));
  socket.on('close', (code, reason) => end.closed(life.deathOf() ?? explainClose(code, reason.toString('utf8'))));
  return {
    send: (text) => socket.send(text),
    pause: () => {
      life.rest(true);
      socket.pause();
    },
    resume: () => {
      life.rest(false);
      socket.resume();
    },
    close: () => life.close(),
    terminate: (why) => life.terminate(why),
  };
}

/**
 * Reads whole text messages, nearly all that ever comes, straight from the connection: the package makes half a dozen
 * views of each. It gets everything else, and with it the whole protocol: pings, closes, refusals.
 */
function readDirectly(socket: WebSocket, limits: SocketLimits, take: (message: Buffer) => void): void {
  const reader = createFrameReader(limits.maxMessageBytes);
  socket.once('upgrade', ({ socket: stream }) => {
    socket.once('open', () => putInFront(stream, reader, take));
  });
  socket.on('error', () => {
    reader.ended = true;
  });
}

/** Takes the place of the package's listener, which gets what is left over. */
function putInFront(stream: Duplex, reader: FrameReader, take: (message: Buffer) => void): void {
  const [listener, ...others] = stream.listeners('data');
  // Where it does not listen as it used to, messages come through it as ever.
  if (listener === undefined || others.length > 0) return;
  const sink: FrameSink = { message: take, other: (bytes) => void listener.call(stream, bytes) };
  const read = (chunk: Buffer): void => readFrames(reader, chunk, sink);
  stream.removeAllListeners('data');
  stream.on('data', read);
  // What a paused stream still holds at its end is read here too, before the package looks for it.
  stream.prependListener('close', () => {
    for (let chunk: unknown = stream.read(); chunk !== null; chunk = stream.read()) read(chunk as Buffer);
    stream.removeListener('data', read);
  });
}

interface Life {
  start(): void;
  stop(): void;
  beat: () => void;
  rest(paused: boolean): void;
  close(): void;
  terminate(why: string): void;
  deathOf(): string | null;
}

/** Pings, and the detector of half-open connections. It counts beats, not time: a process that stood still hears first. */
function watchLife(socket: WebSocket, limits: SocketLimits): Life {
  const beatMs = limits.deadMs / BEATS;
  let beatsWithout = 0;
  let sincePingMs = 0;
  let resting = false;
  let death: string | null = null;
  let timer: NodeJS.Timeout | null = null;
  let cutter: NodeJS.Timeout | null = null;
  const terminate = (why: string): void => {
    death ??= why;
    socket.terminate();
  };
  const cut = (): unknown => (cutter ??= setTimeout(() => socket.terminate(), limits.closeMs));
  // Behind an error nothing is read any more, and the package would wait half a minute for the other side.
  socket.on('error', cut);
  const look = (): void => {
    sincePingMs += beatMs;
    beatsWithout = resting ? 0 : beatsWithout + 1;
    if (beatsWithout > BEATS) return terminate(`half open: no frame and no pong for ${limits.deadMs / 1000} s`);
    if (beatsWithout !== BEATS / 2 && sincePingMs < limits.pingMs) return;
    sincePingMs = 0;
    if (socket.readyState === WebSocket.OPEN) socket.ping();
  };
  return {
    start() {
      timer = setInterval(look, beatMs);
    },
    stop() {
      if (timer !== null) clearInterval(timer);
      if (cutter !== null) clearTimeout(cutter);
    },
    beat: () => {
      beatsWithout = 0;
    },
    rest(paused) {
      resting = paused;
      beatsWithout = 0;
    },
    close() {
      death ??= 'closed by us';
      // A paused socket would never read the other's goodbye.
      socket.resume();
      socket.close(1000);
      cut();
    },
    terminate,
    deathOf: () => death,
  };
}

interface Ending {
  refused(response: IncomingMessage, byProxy: boolean): void;
  broken(error: Error): void;
  closed(why: string): void;
}

/** The first reason for the end is the one that is told. */
function endOnce(options: SocketOptions, take: () => SocketHandlers): Ending {
  const { host, hostname } = new URL(options.url);
  const { proxy } = options;
  let failure: VenueError | null = null;
  let isOver = false;
  const finish = (error: VenueError): void => {
    if (isOver) return;
    isOver = true;
    take().closed(error);
  };
  return {
    refused(response, byProxy) {
      const { statusCode: status = 0, headers } = response;
      const retryAfterMs = toldWaitMs(headers['retry-after']);
      const told = explainRefusal({ status, host, text: '', proxy, byProxy, retryAfterMs });
      failure = new VenueError(told.message, told);
    },
    broken(error) {
      const { code = '' } = error as NodeJS.ErrnoException;
      const isSlow = /handshake has timed out/.test(error.message);
      const told = explainBreakage({ code: isSlow ? 'ETIMEDOUT' : code, text: error.message, host: hostname, proxy });
      failure ??= new VenueError(told.message, { ...told, cause: error });
    },
    closed(why) {
      finish(failure ?? new VenueError(`the connection ended, ${why}`, { code: 'V13_VENUE_CLOSED', retryable: true }));
    },
  };
}
