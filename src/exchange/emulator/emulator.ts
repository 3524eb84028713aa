// The emulator: a server on loopback that speaks Binance's REST and stream protocol over any venue source.

import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UsageError } from '../../platform/errors.js';
import type { Emulation } from './emulation.js';
import { type Fault, addFault, initFaultState } from './fault-script.js';
import { createHub } from './hub.js';
import type { FieldSet } from './payload.js';
import { type Player, createPlayer } from './player.js';
import { initPublished } from './published-market.js';
import { type RestOptions, createRestServer, followLags } from './rest-server.js';
import { type StreamLimits, type StreamServer, createStreamServer } from './stream-server.js';
import { type TruthLog, createTruthFile, createTruthMemory } from './truth-log.js';
import type { VenueSource } from './venue-source.js';

export interface EmulatorOptions extends RestOptions, StreamLimits {
  readonly source: VenueSource;
  /** 0: any that is free. */
  readonly port: number;
  readonly speed: number | 'max';
  /** Play begins at once, or with the first subscription. */
  readonly start: 'at-once' | 'subscribed';
  /** REST is so far ahead of the streams, µs of the market's time. */
  readonly leadUs: number;
  readonly fields: FieldSet;
  readonly faults: readonly Fault[];
  /** A file, the memory (`truth` of the result), or nothing. */
  readonly truth: { readonly path: string } | 'memory' | null;
  /** A book line at every depth message instead of every second. */
  readonly truthBooks: 'second' | 'every';
}

/** The exchange's own limits, unscaled. */
export const EXCHANGE_LIMITS = {
  weightLimit: 2_400,
  pingEveryMs: 180_000,
  pongWithinMs: 600_000,
  maxAgeMs: 86_400_000,
} as const;

export const DEFAULT_OPTIONS = {
  ...EXCHANGE_LIMITS,
  port: 0,
  speed: 1,
  start: 'subscribed',
  leadUs: 0,
  snapshotLagMs: 0,
  fields: 'full',
  faults: [],
  truth: null,
  truthBooks: 'second',
} as const satisfies Omit<EmulatorOptions, 'source'>;

export interface EmulatorCounts {
  readonly connections: number;
  /** Stream messages written. */
  readonly messages: number;
  readonly faults: number;
  /** Market time since play began, µs. */
  readonly elapsedUs: number;
}

export interface RunningEmulator {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** `ws://127.0.0.1:PORT` */
  readonly ws: string;
  readonly port: number;
  /** Of the process that serves. */
  readonly pid: number;
  /** Lines of the truth log, with `truth: 'memory'`; else empty. */
  readonly truth: readonly string[];
  /** Resolves when a recording has been played to its end. */
  readonly finished: Promise<void>;
  counts(): EmulatorCounts;
  /** Begins to play before anybody has subscribed. */
  play(): void;
  /** Adds a fault while it runs: its times and counts begin now. */
  inject(fault: Fault): void;
  /** Cuts all connections, frees the port, the source and the truth log. Safe to call twice. */
  close(): Promise<void>;
}

/** aggTrades a symbol kept for REST. */
const KEEP_TRADES = { recording: 100_000, synthetic: 100_000, load: 512 } as const;

function initEmulation(options: EmulatorOptions, truth: TruthLog | null): Emulation {
  const { source } = options;
  return {
    source,
    market: initPublished(source, { isPrompt: options.leadUs === 0, keepTrades: KEEP_TRADES[source.kind] }),
    hub: createHub(),
    faults: initFaultState(options.faults),
    truth,
    clock: { speed: options.speed, startUs: source.startUs, playedMs: null, nowUs: source.startUs },
    fields: options.fields,
    everyBook: options.truthBooks === 'every',
    skewMs: 0,
    messages: 0,
    faultsFired: 0,
  };
}

function listenOn(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      reject(
        new UsageError(`cannot listen on port ${port}`, {
          code: 'V13_EMULATE_PORT',
          hint: 'choose another --port, or 0 for any that is free',
          cause,
        }),
      );
    });
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function truthOf(options: EmulatorOptions, lines: string[]): TruthLog | null {
  if (options.truth === null) return null;
  const nowMs = (): number => Date.now();
  return options.truth === 'memory' ? createTruthMemory(lines, nowMs) : createTruthFile(options.truth.path, nowMs);
}

/** Starts an emulator in this process. It owns the source from here on. Throws UsageError (V13_EMULATE_PORT). */
export async function startEmulator(
  given: Partial<EmulatorOptions> & Pick<EmulatorOptions, 'source'>,
): Promise<RunningEmulator> {
  const options: EmulatorOptions = { ...DEFAULT_OPTIONS, ...given };
  const lines: string[] = [];
  const truth = truthOf(options, lines);
  const emulation = initEmulation(options, truth);
  followLags(emulation, options);
  const rest = createRestServer(emulation, options);
  const server = createServer((request, response) => rest.handle(request, response));
  const streams = createStreamServer(emulation, options, () => player.play());
  const player = createPlayer(emulation, { leadUs: options.leadUs, onTick: (nowMs) => streams.tend(nowMs) });
  server.on('upgrade', (request, socket, head) => streams.upgrade(request, socket, head));
  try {
    const port = await listenOn(server, options.port);
    truth?.line('start', startFields(options, port));
    if (options.start === 'at-once') player.play();
    return running({ emulation, server, streams, player, port, lines });
  } catch (error) {
    player.close();
    await options.source.close();
    throw error;
  }
}

function startFields(options: EmulatorOptions, port: number): string {
  const { source, speed, fields, faults } = options;
  const symbols = source.symbols.map(({ symbol }) => symbol);
  return JSON.stringify({ version: 1, port, source: source.kind, symbols, speed, fields, faults }).slice(1, -1);
}

interface Parts {
  readonly emulation: Emulation;
  readonly server: Server;
  readonly streams: StreamServer;
  readonly player: Player;
  readonly port: number;
  readonly lines: readonly string[];
}

function running({ emulation, server, streams, player, port, lines }: Parts): RunningEmulator {
  let closing: Promise<void> | null = null;
  const counts = (): EmulatorCounts => ({
    connections: emulation.hub.connections.size,
    messages: emulation.messages,
    faults: emulation.faultsFired,
    elapsedUs: emulation.clock.nowUs - emulation.clock.startUs,
  });
  const shut = async (): Promise<void> => {
    player.close();
    const { truth } = emulation;
    player.noteBooks();
    await streams.close();
    const closed = new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
    server.closeAllConnections();
    await closed;
    await emulation.source.close();
    truth?.line('end', JSON.stringify(counts()).slice(1, -1));
    await truth?.close();
  };
  return {
    url: `http://127.0.0.1:${port}`,
    ws: `ws://127.0.0.1:${port}`,
    port,
    pid: process.pid,
    truth: lines,
    finished: player.finished,
    counts,
    play: () => player.play(),
    inject: (fault) => {
      addFault(emulation.faults, fault, emulation.clock.nowUs - emulation.clock.startUs);
    },
    close: () => (closing ??= shut()),
  };
}
