// From an understood message to a checked row: shared by the fast path and the plain one.

import { KIND } from '../../core/market/event-batch.js';
import { type Emitted, demoteToTick, emitMessage, emitTick } from './emit.js';
import type { Normalizer } from './normalizer.js';
import { sequenceDepth, sequenceTicker, sequenceTrade } from './sequence.js';
import type { Stream } from './stream.js';
import { STREAM, type StreamKind } from './streams.js';

/** Writes the fields as a row of the stream's symbol and checks its continuity. */
export function writeMessage(normalizer: Normalizer, stream: Stream, kind: StreamKind): Emitted {
  const { target } = normalizer;
  if (stream.scale === null) return 'malformed_message';
  target.scale = stream.scale;
  const emitted = emitMessage(target, kind);
  if (emitted === 'row' && !sequenceRow(normalizer, kind)) return 'malformed_message';
  return emitted;
}

/** Continuity of the row just written. False: it was taken back, for its ids cannot be. */
function sequenceRow(normalizer: Normalizer, kind: StreamKind): boolean {
  const { batch, fields, scale } = normalizer.target;
  const sequence = normalizer.sequences[scale.code];
  if (sequence === undefined) return true;
  const i = batch.count - 1;
  if (kind === STREAM.depth) sequenceDepth(sequence, batch, i);
  else if (kind === STREAM.bookTicker) sequenceTicker(sequence, batch, i);
  else if (kind === STREAM.trade || kind === STREAM.aggTrade) {
    if (!sequenceTrade(sequence, batch, i)) return false;
    const row = batch.count - 1;
    const isTrade = batch.kind[row] !== KIND.tick;
    if (isTrade && (!fields.isMarketTrade || batch.qty[row] === 0 || batch.price[row] === 0)) {
      sequence.counts.tradesNotMarket++;
      demoteToTick(batch, row);
    }
  }
  return true;
}

/** A frame of a stream that the chain does not read still moves its symbol's clock. */
export function tickFor(normalizer: Normalizer, stream: Stream): void {
  normalizer.counts.other++;
  if (stream.scale === null) return;
  normalizer.target.scale = stream.scale;
  emitTick(normalizer.target);
}
