// Handing streams over from an old socket to a new one while both deliver: every message is stored once, in order,
// whichever socket runs ahead.
//
// Each socket delivers each stream in order. What a socket cannot show is what the other still has on its way: a message
// that does not follow directly on the last stored one is therefore held until the other socket has filled the hole, has
// passed it (then nobody can fill it: a counted resync), or time is up. A stream is handed over once the new socket has
// delivered a message that follows on the last stored one, or one that is stored already: from there on it has all.
// Nothing that arrives is dropped unless the same message has been stored: what comes late is stored late.

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
  /** Highest id stored; null as long as it is not known. */
  last: number | null;
  /** Up to this id everything had been stored before the roll-over began; null as long as that is not known. */
  floor: number | null;
  /** Ids stored since then. */
  readonly stored: Set<number>;
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

export interface RolloverStart {
  readonly sequences: readonly Sequence[];
  /** Id of each stream's last message before the roll-over; null where it is not known. */
  readonly lasts: readonly (number | null)[];
  /** Messages held at most. */
  readonly maxHeld?: number;
}

/** Begins with the old socket alone: until the new one opens, this only learns where the streams stand. */
export function initRollover<T>({ sequences, lasts, maxHeld = 20_000 }: RolloverStart): RolloverState<T> {
  const streams = sequences.map((sequence, index) => ({
    sequence,
    last: lasts[index] ?? null,
    floor: lasts[index] ?? null,
    stored: new Set<number>(),
    at: { old: lasts[index] ?? null, new: null },
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
  const { side, value } = message;
  stream.at[side] = Math.max(ids.id, stream.at[side] ?? 0);
  // The old socket has delivered, and we have stored, everything before its first message that is looked at here.
  if (side === 'old') stream.floor ??= ids.prev ?? ids.id - 1;
  stream.last ??= stream.floor;
  const isBehind = stream.last !== null && ids.id <= stream.last;
  if (isBehind && side === 'new') stream.handed = true;
  const out: T[] = [];
  if (isRepeat(stream, ids.id, side)) state.dropped++;
  else if (isBehind) {
    stream.stored.add(ids.id);
    out.push(value);
  } else insert(state, stream, { side, ids, value, sinceUs: nowUs });
  out.push(...drain(state, stream));
  return state.heldNow > state.maxHeld ? [...out, ...releaseAll(state, stream)] : out;
}

/** True when this very message has been stored, or is held. */
function isRepeat<T>(stream: StreamHandOver<T>, id: number, side: Side): boolean {
  if (stream.stored.has(id) || stream.held.some((other) => other.ids.id === id)) return true;
  // What a socket repeats of its own is no business of a roll-over.
  return side === 'new' && stream.floor !== null && id <= stream.floor;
}

function store<T>(stream: StreamHandOver<T>, { ids, side }: Held<T>): void {
  stream.last = Math.max(ids.id, stream.last ?? ids.id);
  stream.stored.add(ids.id);
  if (side === 'new') stream.handed = true;
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
    const isBehind = stream.last !== null && first.ids.id <= stream.last;
    if (!isSuccessor && !isBehind && canFill(state, stream, first)) return released;
    stream.held.shift();
    state.heldNow--;
    if (isBehind && stream.floor !== null && first.ids.id <= stream.floor) {
      // Held from before the floor was known.
      stream.handed = true;
      state.dropped++;
      continue;
    }
    // Only chains show holes, and only those of the overlap are the roll-over's.
    const isHole = !isSuccessor && !isBehind && stream.sequence === 'chain' && stream.last !== null;
    if (isHole && state.live.new) state.resyncs++;
    store(stream, first);
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
  for (const entry of stream.held.splice(0)) {
    state.heldNow--;
    const isSuccessor = stream.sequence === 'chain' && entry.ids.prev === stream.last;
    if (!isSuccessor) state.resyncs++;
    store(stream, entry);
    released.push(entry.value);
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
