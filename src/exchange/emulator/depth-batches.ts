// Re-batching of depth messages: several into one of a longer period, with U of the first, u of the last and pu kept.

import type { TextLevel, VenueDepth } from './venue-message.js';

/** Plain data. */
export interface DepthBatcher {
  readonly periodUs: number;
  /** Messages of the open window; they are sent as one at its end. */
  open: VenueDepth[];
  /** End of the open window on the source's clock, µs. */
  dueUs: number;
}

export const initBatcher = (periodUs: number): DepthBatcher => ({ periodUs, open: [], dueUs: 0 });

/** Takes a message; gives the batch that ended before it, if one did. */
export function stepBatcher(state: DepthBatcher, message: VenueDepth): VenueDepth | null {
  const ended = dueBatch(state, message.atUs);
  if (state.open.length === 0) state.dueUs = (Math.floor(message.atUs / state.periodUs) + 1) * state.periodUs;
  state.open.push(message);
  return ended;
}

/** The batch whose window has ended at `nowUs`; null where none has, or it is empty. */
export function dueBatch(state: DepthBatcher, nowUs: number): VenueDepth | null {
  if (state.open.length === 0 || nowUs < state.dueUs) return null;
  const batch = mergeDepth(state.open, state.dueUs);
  state.open = [];
  return batch;
}

/** Of several quantities at one price the last one counts; the price keeps the place of its first. */
function lastLevels(messages: readonly VenueDepth[], side: 'bids' | 'asks'): TextLevel[] {
  const levels = new Map<number, TextLevel>();
  for (const message of messages) for (const level of message[side]) levels.set(Number(level[0]), level);
  return [...levels.values()];
}

/** One message for consecutive ones of a symbol, sent at `atUs`. */
export function mergeDepth(messages: readonly VenueDepth[], atUs: number): VenueDepth {
  const first = messages[0] as VenueDepth;
  const last = messages[messages.length - 1] as VenueDepth;
  return {
    kind: 'depth',
    symbol: last.symbol,
    atUs,
    ageMs: last.ageMs,
    firstId: first.firstId,
    finalId: last.finalId,
    prevId: first.prevId,
    bids: lastLevels(messages, 'bids'),
    asks: lastLevels(messages, 'asks'),
  };
}
