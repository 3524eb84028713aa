// One stream of two captures as one: each message once, in the order of its ids, gaps of one filled from the other.

import type { MessageIds, Sequence } from '../../exchange/binance/message-ids.js';

/** Which of the two captures. */
export type Side = 0 | 1;

export interface UnionMessage {
  readonly side: Side;
  readonly recvUs: number;
  readonly ids: MessageIds | null;
  /** The frame from `"stream"` on. */
  readonly text: string;
}

/** Missing between two messages: the id before, the `prev` of the one after it, and when that came. */
export interface Hole {
  readonly stream: string;
  readonly from: number;
  readonly to: number;
  readonly atUs: number;
}

export interface UnionStream {
  readonly name: string;
  readonly sequence: Sequence;
  /** Of the last message written. */
  lastId: number | null;
  /** Of the last message of each capture. */
  readonly sideIds: [number | null, number | null];
  /** Messages ahead of missing ones, by id. */
  held: UnionMessage[];
  /** Messages that only this capture had, and those that both had. */
  readonly only: [number, number];
  both: number;
  /** Came after what follows it had been written. */
  late: number;
  /** Texts of the messages without ids of the last seconds. */
  readonly recent: Map<string, number>;
  readonly sideHoles: [Hole[], Hole[]];
  readonly holes: Hole[];
}

export function createUnionStream(name: string, sequence: Sequence): UnionStream {
  return {
    ...{ name, sequence, lastId: null, sideIds: [null, null], held: [], only: [0, 0], both: 0, late: 0 },
    ...{ recent: new Map(), sideHoles: [[], []], holes: [] },
  };
}

/** Notes what a capture itself has missed. */
function noteSide(stream: UnionStream, { side, ids, recvUs }: UnionMessage): void {
  if (ids === null) return;
  const last = stream.sideIds[side];
  if (last !== null && ids.prev !== null && ids.prev > last) {
    stream.sideHoles[side].push({ stream: stream.name, from: last, to: ids.prev, atUs: recvUs });
  }
  if (last === null || ids.id > last) stream.sideIds[side] = ids.id;
}

const RECENT_US = 60_000_000;

/** Messages without ids are the same where their bytes are, within a minute. */
function isRepeated(stream: UnionStream, { text, recvUs, side }: UnionMessage): boolean {
  for (const [known, us] of stream.recent) {
    if (us >= recvUs - RECENT_US) break;
    stream.recent.delete(known);
  }
  const key = `${1 - side}${text}`;
  if (stream.recent.delete(key)) return true;
  stream.recent.set(`${side}${text}`, recvUs);
  return false;
}

/** Takes a message; gives those that can be written now, in order. */
export function takeMessage(stream: UnionStream, message: UnionMessage): UnionMessage[] {
  const { ids } = message;
  noteSide(stream, message);
  if (ids === null) {
    if (isRepeated(stream, message)) {
      stream.both++;
      stream.only[message.side === 0 ? 1 : 0]--;
      return [];
    }
    stream.only[message.side]++;
    return [message];
  }
  if (stream.lastId !== null && ids.id <= stream.lastId) {
    noteKnown(stream, message, ids.id);
    return [];
  }
  const at = stream.held.findIndex((held) => (held.ids?.id ?? 0) >= ids.id);
  if (at >= 0 && stream.held[at]?.ids?.id === ids.id) {
    noteBoth(stream, stream.held[at].side);
    return [];
  }
  stream.held.splice(at < 0 ? stream.held.length : at, 0, message);
  stream.only[message.side]++;
  return drain(stream);
}

function noteBoth(stream: UnionStream, first: Side): void {
  stream.both++;
  stream.only[first]--;
}

function noteKnown(stream: UnionStream, { side }: UnionMessage, id: number): void {
  const isMissing = stream.holes.some(({ from, to }) => id > from && id <= to);
  if (isMissing || stream.sequence !== 'chain') stream.late++;
  else noteBoth(stream, side === 0 ? 1 : 0);
}

/** Everything that follows on what was written. */
function drain(stream: UnionStream): UnionMessage[] {
  const ready: UnionMessage[] = [];
  for (;;) {
    const [next] = stream.held;
    const ids = next?.ids ?? null;
    if (next === undefined || ids === null) return ready;
    const follows = stream.lastId === null || ids.prev === null || ids.prev <= stream.lastId;
    if (!follows) return ready;
    stream.held.shift();
    stream.lastId = ids.id;
    ready.push(next);
  }
}

/** Whether a capture may still give what is missing before the messages that are held. */
export type MayFill = (side: Side, heldSinceUs: number) => boolean;

/** Messages behind a hole that neither capture can fill any more: the hole is noted, they follow. */
export function releaseHeld(stream: UnionStream, mayFill: MayFill): UnionMessage[] {
  const ready: UnionMessage[] = [];
  for (;;) {
    const [next] = stream.held;
    const prev = next?.ids?.prev ?? null;
    if (next === undefined || prev === null || stream.lastId === null) return ready;
    const { lastId } = stream;
    const isOpen = ([0, 1] as const).some((side) => {
      const passed = (stream.sideIds[side] ?? -1) > lastId;
      return !passed && mayFill(side, next.recvUs);
    });
    if (isOpen) return ready;
    stream.holes.push({ stream: stream.name, from: lastId, to: prev, atUs: next.recvUs });
    stream.lastId = prev;
    ready.push(...drain(stream));
  }
}
