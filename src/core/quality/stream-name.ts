// The streams that quality is counted by, and which events belong to which.

import { KIND } from '../market/event-batch.js';

/** `other`: streams that the chain does not read. */
export const STREAM_NAMES = ['depth', 'aggTrade', 'trade', 'bookTicker', 'markPrice', 'snapshot', 'other'] as const;
export type StreamName = (typeof STREAM_NAMES)[number];

/** Place of a stream in STREAM_NAMES. */
export const DEPTH_STREAM = 0;
export const AGG_STREAM = 1;
export const TRADE_STREAM = 2;
export const OTHER_STREAM = 6;

/** Event kind code (of a tick: its class) → place in STREAM_NAMES. */
export const STREAM_OF_KIND: Uint8Array = Uint8Array.from({ length: KIND.tick + 1 }, () => OTHER_STREAM);
STREAM_OF_KIND[KIND.depthDelta] = DEPTH_STREAM;
STREAM_OF_KIND[KIND.aggTrade] = 1;
STREAM_OF_KIND[KIND.trade] = 2;
STREAM_OF_KIND[KIND.bookTicker] = 3;
STREAM_OF_KIND[KIND.markPrice] = 4;
STREAM_OF_KIND[KIND.depthSnapshot] = 5;

/** Place of an event's stream; a tick's class stands in its column `price`. */
export const placeOf = (kind: number, tickClass: number): number =>
  STREAM_OF_KIND[kind === KIND.tick ? tickClass : kind] as number;

/**
 * Whether streams as a session header names them (`depth@100ms`) are to hold a book. Where none is named it is taken for
 * granted.
 */
export const areWithBook = (streams: readonly string[]): boolean =>
  streams.length === 0 || streams.some((stream) => stream.startsWith('depth'));

/** The name under which a stream of the exchange (`markPrice@1s`) is counted. */
export function streamNameOf(stream: string): StreamName {
  const kind = stream.split('@')[0];
  return STREAM_NAMES.find((name) => name === kind) ?? 'other';
}

/** Streams whose messages carry ids that rise: depth, both trade streams, bookTicker. */
export const hasIds = (place: number): boolean => place <= 3;

/** Messages of a market: they make its rate. Snapshots answer a request, and `other` is not read. */
export const isMarketStream = (place: number): boolean => place <= 4;
