// Events that wait to be counted, so that those of one symbol are counted together.
//
// What is counted of a symbol lies on dozens of cache lines. With hundreds of symbols in turn each message would fetch
// them all anew from far memory; sorted by symbol, a stretch of the log fetches them once.

import { type EventBatch, KIND, createEventBatch } from '../market/event-batch.js';

export interface EventLog {
  /** In order of arrival: the columns that quality and certificate read. */
  readonly events: EventBatch;
  /** Excess of latency of each event, see quality; 0 where it has none. */
  readonly excessUs: Float64Array;
  /** The same sorted by symbol; within one symbol in order of arrival. */
  readonly sorted: EventBatch;
  readonly sortedExcessUs: Float64Array;
  /** Place in the sorting order + 1 by symbol code, 0 for none yet; and by place, where its next event goes. */
  readonly places: Uint16Array;
  readonly next: Uint32Array;
}

const SYMBOL_CODES = 0x10000;

export function initEventLog(capacity: number): EventLog {
  return {
    events: createEventBatch(capacity, 1),
    excessUs: new Float64Array(capacity),
    sorted: createEventBatch(capacity, 1),
    sortedExcessUs: new Float64Array(capacity),
    places: new Uint16Array(SYMBOL_CODES),
    next: new Uint32Array(SYMBOL_CODES),
  };
}

/** Whether every event of the batch concerns its own symbol only: what does not must be counted in order with all others. */
export function isOrdinary({ kind, count }: EventBatch): boolean {
  for (let i = 0; i < count; i++) {
    const code = kind[i] as number;
    if (code >= KIND.gap && code <= KIND.session) return false;
  }
  return true;
}

export const hasRoom = ({ events }: EventLog, batch: EventBatch): boolean =>
  events.count + batch.count <= events.capacity;

/** Adds an ordinary batch, for which there is room, with the excess of each event. */
export function appendToLog({ events, excessUs }: EventLog, batch: EventBatch, batchExcessUs: Float64Array): void {
  const { count } = batch;
  const at = events.count;
  events.kind.set(batch.kind.subarray(0, count), at);
  events.flags.set(batch.flags.subarray(0, count), at);
  events.symbol.set(batch.symbol.subarray(0, count), at);
  events.recvUs.set(batch.recvUs.subarray(0, count), at);
  events.eventUs.set(batch.eventUs.subarray(0, count), at);
  events.id1.set(batch.id1.subarray(0, count), at);
  events.id2.set(batch.id2.subarray(0, count), at);
  events.price.set(batch.price.subarray(0, count), at);
  excessUs.set(batchExcessUs.subarray(0, count), at);
  events.count = at + count;
}

/**
 * Sorts what waits into `sorted` and `sortedExcessUs`, and empties the log. Symbols follow in the order of their first
 * events, so that the first event of all stays the first.
 */
export function sortLog(log: EventLog): void {
  const { events, excessUs, sorted, sortedExcessUs } = log;
  const { places, next } = log;
  placeSymbols(log);
  for (let i = 0; i < events.count; i++) {
    const place = places[events.symbol[i] as number] as number;
    const to = next[place] as number;
    next[place] = to + 1;
    sorted.kind[to] = events.kind[i] as number;
    sorted.flags[to] = events.flags[i] as number;
    sorted.symbol[to] = events.symbol[i] as number;
    sorted.recvUs[to] = events.recvUs[i] as number;
    sorted.eventUs[to] = events.eventUs[i] as number;
    sorted.id1[to] = events.id1[i] as number;
    sorted.id2[to] = events.id2[i] as number;
    sorted.price[to] = events.price[i] as number;
    sortedExcessUs[to] = excessUs[i] as number;
  }
  sorted.count = events.count;
  for (let i = 0; i < events.count; i++) places[events.symbol[i] as number] = 0;
  events.count = 0;
}

/** Counts the events of each symbol, and turns the counts into where its first one goes. */
function placeSymbols({ events, places, next }: EventLog): void {
  let symbols = 0;
  for (let i = 0; i < events.count; i++) {
    const code = events.symbol[i] as number;
    if (places[code] === 0) {
      places[code] = ++symbols;
      next[symbols] = 0;
    }
    const place = places[code] as number;
    next[place] = (next[place] as number) + 1;
  }
  let from = 0;
  for (let place = 1; place <= symbols; place++) {
    const count = next[place] as number;
    next[place] = from;
    from += count;
  }
}
