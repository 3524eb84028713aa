// Handing streams over from an old socket to a new one while both deliver: every message is stored once, in order,
// whichever socket runs ahead.
//
// Each socket delivers each stream in order. What a socket cannot show is what the other still has on its way: a message
// that does not follow directly on the last stored one is therefore held until the other socket has filled the hole, has
// passed it (then nobody can fill it: a counted resync), or time is up. A stream is handed over once the new socket has
// delivered a message that follows on the last stored one, or one that is stored already: from there on it has all.

import type { MessageIds, Sequence } from './message-ids.js';

export type Side = 'old' | 'new';

interface Held<T> {
  readonly side: Side;
  readonly ids: MessageIds;
  readonly value: T;
  readonly sinceUs: number;
}

interface StreamHandOver<T> {
  readonly sequence: Sequence;
  /** Id of the last stored message; null before the first one seen since the roll-over began. */
  last: number | null;
  /** Id of the last message from each socket. */
  readonly at: Record<Side, number | null>;
  /** Time of the last message from the old socket; null before the first. */
  oldUs: number | null;
  handed: boolean;
  /** Rising ids. */
  held: Held<T>[];
  /** For messages without ids: how often each text came from each socket. */
  readonly seen: Map<string, Record<Side, number>>;
}

/** Plain data, apart from what `T` is (the feed's messages; numbers in tests). */
export interface RolloverState<T> {
  readonly streams: StreamHandOver<T>[];
  readonly live: Record<Side, boolean>;
  readonly maxHeld: number;
  /** Messages stored although the one before them never came. */
  resyncs: number;
  /** Second arrivals. */
  dropped: number;
  heldNow: number;
  heldMax: number;
}

export interface RolloverMessage<T> {
  /** Index of the stream. */
  readonly index: number;
  readonly side: Side;
  readonly ids: MessageIds | null;
  /** Whole text; only asked for where there are no ids. */
  readonly text: () => string;
  readonly value: T;
}

/** Begins with the old socket alone: until the new one opens, this only learns where the streams stand. */
export function initRollover<T>(sequences: readonly Sequence[], maxHeld = 20_000): RolloverState<T> {
  const streams = sequences.map((sequence) => ({
    sequence,
    last: null,
    at: { old: null, new: null },
    oldUs: null,
    handed: false,
    held: [],
    seen: new Map<string, Record<Side, number>>(),
  }));
  return { streams, live: { old: true, new: false }, maxHeld, resyncs: 0, dropped: 0, heldNow: 0, heldMax: 0 };
}

/** The new socket is open: from now on it can deliver. */
export function openNew<T>(state: RolloverState<T>): void {
  state.live.new = true;
}

/** Takes a message; gives what is to be stored now, in order: nothing, this message, or also some held before. */
export function stepRollover<T>(state: RolloverState<T>, message: RolloverMessage<T>, nowUs: number): T[] {
  const stream = state.streams[message.index];
  if (stream === undefined) return [message.value];
  if (message.side === 'old') stream.oldUs = nowUs;
  const { ids } = message;
  if (ids === null) return stepBytes(state, stream, message);
  stream.at[message.side] = Math.max(ids.id, stream.at[message.side] ?? 0);
  // The old socket has delivered, and we have stored, everything before its first message that is looked at here.
  if (message.side === 'old') stream.last ??= ids.prev ?? ids.id - 1;
  const isKnown = stream.last !== null && ids.id <= stream.last;
  const isHeld = stream.held.some((other) => other.ids.id === ids.id);
  if (isKnown || isHeld) state.dropped++;
  if (isKnown && message.side === 'new') stream.handed = true;
  if (!isKnown && !isHeld) insert(state, stream, { side: message.side, ids, value: message.value, sinceUs: nowUs });
  const released = drain(state, stream);
  return state.heldNow > state.maxHeld ? [...released, ...releaseAll(state, stream)] : released;
}

/** Without ids, the n-th copy of a text from one socket is the n-th copy from the other. */
function stepBytes<T>(state: RolloverState<T>, stream: StreamHandOver<T>, message: RolloverMessage<T>): T[] {
  const text = message.text();
  const counts = stream.seen.get(text) ?? { old: 0, new: 0 };
  const stored = Math.max(counts.old, counts.new);
  counts[message.side]++;
  stream.seen.set(text, counts);
  if (message.side === 'new') stream.handed = true;
  if (counts[message.side] > stored) return [message.value];
  state.dropped++;
  return [];
}

function insert<T>(state: RolloverState<T>, stream: StreamHandOver<T>, entry: Held<T>): void {
  let at = stream.held.length;
  while (at > 0 && (stream.held[at - 1] as Held<T>).ids.id > entry.ids.id) at--;
  stream.held.splice(at, 0, entry);
  state.heldNow++;
  state.heldMax = Math.max(state.heldMax, state.heldNow);
}

/** Stores what may be stored of the held messages, in order of their ids. */
function drain<T>(state: RolloverState<T>, stream: StreamHandOver<T>): T[] {
  const released: T[] = [];
  for (;;) {
    const first = stream.held[0];
    if (first === undefined) return released;
    const isSuccessor = follows(stream, first);
    const isRepeat = stream.last !== null && first.ids.id <= stream.last;
    if (!isSuccessor && !isRepeat && canFill(state, stream, first)) return released;
    stream.held.shift();
    state.heldNow--;
    if (first.side === 'new') stream.handed = true;
    if (isRepeat) {
      state.dropped++;
      continue;
    }
    // Only chains show holes, and only those of the overlap are the roll-over's.
    if (!isSuccessor && stream.sequence === 'chain' && stream.last !== null && state.live.new) state.resyncs++;
    stream.last = first.ids.id;
    released.push(first.value);
  }
}

/** True when nothing can lie between the last stored message and this one. */
function follows<T>(stream: StreamHandOver<T>, { ids, side }: Held<T>): boolean {
  if (stream.sequence === 'chain') return stream.last !== null && ids.prev === stream.last;
  // Ids that only rise: a socket that has delivered up to the last stored message goes on with the very next one.
  return side === 'old' || stream.handed;
}

/** Whether the other socket can still deliver something from before this message. */
function canFill<T>(state: RolloverState<T>, stream: StreamHandOver<T>, { ids, side }: Held<T>): boolean {
  const other = side === 'old' ? 'new' : 'old';
  const at = stream.at[other];
  if (!state.live[other]) return false;
  // The new socket has no place in a stream before its first message there; the old one always has.
  return at === null ? other === 'old' : at < ids.id;
}

/** Stores all that a stream holds, holes or not. */
function releaseAll<T>(state: RolloverState<T>, stream: StreamHandOver<T>): T[] {
  const released: T[] = [];
  for (const { ids, side, value } of stream.held.splice(0)) {
    state.heldNow--;
    if (side === 'new') stream.handed = true;
    if (stream.last !== null && ids.id <= stream.last) continue;
    const isSuccessor = stream.sequence === 'chain' && ids.prev === stream.last;
    if (!isSuccessor) state.resyncs++;
    stream.last = ids.id;
    released.push(value);
  }
  return released;
}

/** Stores what has been held since before `beforeUs`: its hole will not be filled. */
export function releaseHeld<T>(state: RolloverState<T>, beforeUs: number): T[] {
  return state.streams.flatMap((stream) => {
    const oldest = stream.held[0];
    return oldest !== undefined && oldest.sinceUs < beforeUs ? releaseAll(state, stream) : [];
  });
}

/**
 * One socket is gone, by plan or not. What the other has delivered ahead is stored now, except what a dead new socket
 * delivered ahead of a living old one: that comes again.
 */
export function endSide<T>(state: RolloverState<T>, gone: Side): T[] {
  state.live[gone] = false;
  return state.streams.flatMap((stream) => {
    if (gone === 'new') {
      const kept = stream.held.filter((entry) => entry.side === 'old');
      state.heldNow -= stream.held.length - kept.length;
      stream.held = kept;
    }
    return releaseAll(state, stream);
  });
}

export interface HandOverTimes {
  readonly nowUs: number;
  /** When the new socket's subscriptions were confirmed. */
  readonly ackedUs: number;
  /** A stream on which neither socket spoke for so long is handed over too: quiet is not a gap. */
  readonly quietUs: number;
}

/** Indexes of the streams that the new socket cannot be trusted with yet. */
export function notHandedOver<T>(state: RolloverState<T>, { nowUs, ackedUs, quietUs }: HandOverTimes): number[] {
  const hasOverlap = nowUs - ackedUs >= quietUs;
  return state.streams.flatMap((stream, index) => {
    if (stream.handed && stream.held.length === 0) return [];
    const isQuiet = stream.oldUs === null || nowUs - stream.oldUs >= quietUs;
    const isDone = hasOverlap && stream.held.length === 0 && (stream.sequence === 'bytes' || isQuiet);
    return isDone ? [] : [index];
  });
}

/** True when the old socket spoke on some stream and the new one on none: it is acknowledged, but silent. */
export const isNewSilent = <T>(state: RolloverState<T>): boolean =>
  state.streams.some(({ oldUs }) => oldUs !== null) &&
  state.streams.every(({ at, seen }) => at.new === null && [...seen.values()].every((counts) => counts.new === 0));

/** True when the remaining socket has delivered everything that was stored: from now on none of its messages repeats. */
export function isSettled<T>(state: RolloverState<T>, survivor: Side): boolean {
  const other = survivor === 'old' ? 'new' : 'old';
  return state.streams.every(({ last, at, seen }) => {
    if (last !== null && (at[survivor] ?? -1) < last) return false;
    return [...seen.values()].every((counts) => counts[survivor] >= counts[other]);
  });
}
