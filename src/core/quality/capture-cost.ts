// What a capture will cost in bytes, before it begins: a range, for nobody knows how busy a market will be.

/** Bytes of raw lines a symbol and hour: of a quiet and of a busy market. */
export interface ByteRange {
  readonly low: number;
  readonly high: number;
}

/**
 * Lines of the raw format, uncompressed, bytes a symbol and hour; a test measures them again from the recordings:
 * - high: BTCUSDT perpetual, 2024-08-08 23:54–24:00 UTC, a day of large moves. Its depth@0ms is re-batched to 100 ms (last
 *   quantity of each level), its trades to aggTrade (same time, price and side).
 * - low: CHRUSDT perpetual, 2021-04-05 18:36–18:39 UTC, the quietest of five symbols; `trade`: spot NEXOUSDT, 2024-07-23 to
 *   25, the thinnest market at hand.
 * - markPrice@1s comes at a fixed pace (BTCUSDT, 2023-04-04).
 * - forceOrder: from nothing to one push a second, the most that the exchange sends.
 */
export const STREAM_BYTES: Readonly<Record<string, ByteRange>> = {
  'depth@100ms': { low: 8_320_000, high: 98_800_000 },
  aggTrade: { low: 416_000, high: 29_500_000 },
  trade: { low: 138_000, high: 55_100_000 },
  bookTicker: { low: 1_800_000, high: 183_000_000 },
  'markPrice@1s': { low: 1_010_000, high: 1_010_000 },
  forceOrder: { low: 0, high: 1_330_000 },
};

export interface CostQuestion {
  /** As in `--streams`: `depth@100ms`. */
  readonly streams: readonly string[];
  readonly symbols: number;
  /** Null: until it is stopped. */
  readonly seconds: number | null;
  /** Null where the system does not say. */
  readonly freeBytes: number | null;
}

/** `maybe`: fits if the markets are quiet, not if they are busy; `unknown`: no end, or nobody knows the free space. */
export type CostFit = 'yes' | 'maybe' | 'no' | 'unknown';

export interface CaptureCost {
  readonly bytesPerHour: ByteRange;
  /** Of the whole run; null for one without an end. */
  readonly bytes: ByteRange | null;
  readonly freeBytes: number | null;
  /** Until the disk is full; null where that cannot be said. `low` is the sooner: in busy markets. */
  readonly hoursLeft: ByteRange | null;
  readonly fits: CostFit;
  readonly seconds: number | null;
  /** Streams that nothing is known about; they are not in the figures. */
  readonly unknownStreams: readonly string[];
}

const SECONDS_PER_HOUR = 3_600;

const scaled = ({ low, high }: ByteRange, by: number): ByteRange => ({ low: low * by, high: high * by });

function fitOf(bytes: ByteRange | null, freeBytes: number | null): CostFit {
  if (bytes === null || freeBytes === null) return 'unknown';
  if (bytes.high <= freeBytes) return 'yes';
  return bytes.low > freeBytes ? 'no' : 'maybe';
}

export function captureCost({ streams, symbols, seconds, freeBytes }: CostQuestion): CaptureCost {
  let [low, high] = [0, 0];
  for (const stream of streams) {
    low += STREAM_BYTES[stream]?.low ?? 0;
    high += STREAM_BYTES[stream]?.high ?? 0;
  }
  const bytesPerHour = scaled({ low, high }, symbols);
  const bytes = seconds === null ? null : scaled(bytesPerHour, seconds / SECONDS_PER_HOUR);
  const isEndless = freeBytes === null || !(bytesPerHour.low > 0);
  return {
    bytesPerHour,
    bytes,
    freeBytes,
    hoursLeft: isEndless ? null : { low: freeBytes / bytesPerHour.high, high: freeBytes / bytesPerHour.low },
    fits: fitOf(bytes, freeBytes),
    seconds,
    unknownStreams: streams.filter((stream) => STREAM_BYTES[stream] === undefined),
  };
}
