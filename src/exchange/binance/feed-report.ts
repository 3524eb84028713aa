// What one connection has to tell: its last error, troubles for the record, and whose symbols they concern.

import { symbolOfStream } from './connection-plan.js';
import type { Route } from './environments.js';
import type { ConnectionFault, FeedOptions, FeedTrouble } from './feed-types.js';

export interface TroubleNote {
  readonly control: FeedTrouble['control'];
  readonly streams: readonly string[];
  readonly reason: string;
}

export class LineReport {
  readonly #options: FeedOptions;
  readonly #route: Route;
  readonly #captured: number;
  lastError: ConnectionFault | null = null;

  constructor(options: FeedOptions, route: Route) {
    this.#options = options;
    this.#route = route;
    this.#captured = new Set(options.streams.map(symbolOfStream)).size;
  }

  fault(fault: Omit<ConnectionFault, 'atUs'>): void {
    this.lastError = { ...fault, atUs: this.#options.clock.nowUs() };
  }

  trouble({ control, streams, reason }: TroubleNote): void {
    const symbols = this.#symbolsOf(streams);
    this.#options.sink.trouble({ control, symbols, reason, route: this.#route });
  }

  /** Symbols of streams; null when these are all of the capture's. */
  #symbolsOf(streams: readonly string[]): readonly string[] | null {
    const symbols = new Set<string>();
    for (const stream of streams) {
      const symbol = symbolOfStream(stream);
      if (symbol === null) return null;
      symbols.add(symbol);
    }
    return symbols.size === this.#captured ? null : [...symbols];
  }
}
