// What the load emulator sends, kept in memory: messages of hundreds of symbols interleaved as on the wire, second by second.

import { payloadOf } from '../../src/exchange/emulator/payload.js';
import { createLoadSource } from '../../src/exchange/emulator/load-source.js';
import type { VenueMessage } from '../../src/exchange/emulator/venue-message.js';
import type { VenueSource } from '../../src/exchange/emulator/venue-source.js';

/** One stretch of the stream. Message i is bytes [ends[i − 1], ends[i]) of `bytes`, and came at `recvUs[i]`. */
export interface StreamBlock {
  readonly bytes: Buffer;
  readonly ends: Uint32Array;
  readonly recvUs: Float64Array;
  count: number;
}

export interface LoadStream {
  readonly source: VenueSource;
  readonly block: StreamBlock;
  /** Start of the stream, µs since the epoch, and how much of it has been made. */
  readonly originUs: number;
  madeUs: number;
}

/** The first of January 2026. */
const ORIGIN_US = 1_767_225_600_000_000;
/** Between the exchange's stamp and ours. */
const TRAVEL_US = 3_000;
const MESSAGE_BYTES = 640;

export function createLoadStream(options: { symbols: number; rate: number; seed: number }): LoadStream {
  const capacity = options.rate + options.symbols;
  return {
    source: createLoadSource(options),
    block: {
      bytes: Buffer.allocUnsafeSlow(capacity * MESSAGE_BYTES),
      ends: new Uint32Array(capacity),
      recvUs: new Float64Array(capacity),
      count: 0,
    },
    originUs: ORIGIN_US,
    madeUs: 0,
  };
}

/** The next second of messages, in the same memory as the last one. */
export function nextSecond(stream: LoadStream): StreamBlock {
  const { block, source, originUs } = stream;
  block.count = 0;
  let used = 0;
  stream.madeUs += 1_000_000;
  source.pull(stream.madeUs, block.ends.length, (message) => {
    used += block.bytes.write(wireText(message, originUs), used, 'latin1');
    block.ends[block.count] = used;
    block.recvUs[block.count++] = originUs + Math.floor(message.atUs) + TRAVEL_US;
  });
  return block;
}

function wireText(message: VenueMessage, originUs: number): string {
  const sentMs = Math.floor((originUs + message.atUs) / 1_000);
  const suffix = message.kind === 'depth' ? 'depth@100ms' : 'aggTrade';
  return `{"stream":"${message.symbol.toLowerCase()}@${suffix}","data":${payloadOf(message, { sentMs, fields: 'full' })}}`;
}
