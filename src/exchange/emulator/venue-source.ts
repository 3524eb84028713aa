// Where an emulated venue's market comes from: a recording, the synthetic market, or a light load generator.

import type { TextLevel, VenueMessage } from './venue-message.js';

/** What exchangeInfo says of a symbol. Tick and step as decimal texts. */
export interface VenueSymbol {
  readonly symbol: string;
  readonly tick: string;
  readonly step: string;
}

/** The whole book at a moment: bids and asks best first. */
export interface VenueBook {
  readonly lastUpdateId: number;
  readonly bids: readonly TextLevel[];
  readonly asks: readonly TextLevel[];
}

export interface VenueSource {
  readonly kind: 'recording' | 'synthetic' | 'load';
  readonly symbols: readonly VenueSymbol[];
  /** Whether its book changes by published messages only, so that `book` always shows what has been published. */
  readonly publishesAll: boolean;
  /** The source's clock when play begins, µs. */
  readonly startUs: number;
  /** Reads ahead until there is something to pull or the source has ended. Null: nothing to wait for. */
  ready(): Promise<void> | null;
  /**
   * Takes what the venue sends up to `untilUs`, in order, but not much more than `most` messages. Gives the time that
   * has been reached: `untilUs`, or less where messages are left or must be read first.
   */
  pull(untilUs: number, most: number, take: (message: VenueMessage) => void): number;
  /** No message will come any more. */
  ended(): boolean;
  /** The venue's book of this moment (not only what has been published), up to `limit` levels a side. */
  book(symbol: string, limit: number): VenueBook;
  close(): Promise<void>;
}
