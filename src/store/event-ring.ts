// The last events of one symbol in columns: a ring over typed arrays, found again by age or by exchange id.

import { type EventBatch, KIND } from '../core/market/event-batch.js';

const NUMBER_COLUMNS = [
  'recvUs',
  'eventUs',
  'matchUs',
  'id1',
  'id2',
  'prevId',
  'price',
  'qty',
  'price2',
  'qty2',
] as const;
const COUNT_COLUMNS = ['bidCount', 'askCount'] as const;
const KINDS = Object.keys(KIND).length + 1;
const EMPTY = -1;

/**
 * Columns as in EventBatch, without the levels of depth messages (only their counts stay). Slot of the event that is
 * `age` events old: (head − 1 − age) mod capacity.
 */
export interface EventRing extends Record<(typeof NUMBER_COLUMNS)[number], Float64Array> {
  readonly capacity: number;
  /** Slot of the next event. */
  head: number;
  count: number;
  readonly kind: Uint8Array;
  readonly flags: Uint16Array;
  readonly bidCount: Uint32Array;
  readonly askCount: Uint32Array;
  /** By kind code; null until the first event of the kind. */
  readonly byId: (IdIndex | null)[];
}

/**
 * Id → slot. `slots[id mod capacity]` is right wherever ids are consecutive, because at most `capacity` of them are held;
 * an id that finds its place taken by one still held puts that one into `others`, which is never larger than the ring.
 */
interface IdIndex {
  readonly slots: Int32Array;
  readonly others: Map<number, number>;
}

export function initEventRing(capacity: number): EventRing {
  const column = (): Float64Array => new Float64Array(capacity);
  return {
    ...{ capacity, head: 0, count: 0 },
    kind: new Uint8Array(capacity),
    flags: new Uint16Array(capacity),
    ...{ recvUs: column(), eventUs: column(), matchUs: column(), id1: column(), id2: column(), prevId: column() },
    ...{ price: column(), qty: column(), price2: column(), qty2: column() },
    bidCount: new Uint32Array(capacity),
    askCount: new Uint32Array(capacity),
    byId: new Array<IdIndex | null>(KINDS).fill(null),
  };
}

/** Empties a ring and keeps its memory. */
export function clearEventRing(ring: EventRing): void {
  ring.head = 0;
  ring.count = 0;
  for (const index of ring.byId) {
    index?.slots.fill(EMPTY);
    index?.others.clear();
  }
}

/** Copies row `row` of `batch` in; the oldest event leaves when the ring is full. */
export function pushToRing(ring: EventRing, batch: EventBatch, row: number): void {
  const slot = ring.head;
  if (ring.count === ring.capacity) forgetId(ring, slot);
  else ring.count++;
  ring.head = slot + 1 === ring.capacity ? 0 : slot + 1;
  ring.kind[slot] = batch.kind[row] as number;
  ring.flags[slot] = batch.flags[row] as number;
  for (const name of NUMBER_COLUMNS) ring[name][slot] = batch[name][row] as number;
  for (const name of COUNT_COLUMNS) ring[name][slot] = batch[name][row] as number;
  noteId(ring, slot);
}

/** Slot of the event that is `age` events old (0: the newest), or null. O(1). */
export function slotAtAge(ring: EventRing, age: number): number | null {
  if (age < 0 || age >= ring.count || !Number.isInteger(age)) return null;
  const slot = ring.head - 1 - age;
  return slot < 0 ? slot + ring.capacity : slot;
}

/**
 * Slot of the newest event of this kind with this id, or null. Ids: `u` of depth messages, the id of trades, the last id
 * of snapshots, `u` of book tickers; other kinds have none. O(1).
 */
export function slotOfId(ring: EventRing, kind: number, id: number): number | null {
  const index = ring.byId[kind] ?? null;
  if (index === null) return null;
  const slot = index.slots[placeOf(ring, id)] ?? EMPTY;
  if (slot !== EMPTY && idAt(ring, slot) === id) return slot;
  return index.others.get(id) ?? null;
}

/** Bytes of a ring's memory (the map of displaced ids counted at 32 bytes an entry). */
export function ringBytes(ring: EventRing): number {
  const arrays = [ring.kind, ring.flags, ring.bidCount, ring.askCount, ...NUMBER_COLUMNS.map((name) => ring[name])];
  const columns = arrays.reduce((sum, { byteLength }) => sum + byteLength, 0);
  return ring.byId.reduce(
    (sum, index) => sum + (index?.slots.byteLength ?? 0) + 32 * (index?.others.size ?? 0),
    columns,
  );
}

/** The id by which an event is found, or null for kinds without one. */
function idAt(ring: EventRing, slot: number): number | null {
  switch (ring.kind[slot]) {
    case KIND.depthDelta:
      return ring.id2[slot] as number;
    case KIND.depthSnapshot:
    case KIND.trade:
    case KIND.aggTrade:
    case KIND.bookTicker:
      return ring.id1[slot] as number;
    default:
      return null;
  }
}

const placeOf = (ring: EventRing, id: number): number => Math.abs(id % ring.capacity);

function noteId(ring: EventRing, slot: number): void {
  const id = idAt(ring, slot);
  if (id === null) return;
  const kind = ring.kind[slot] as number;
  const index = ring.byId[kind] ?? createIndex(ring.capacity);
  ring.byId[kind] = index;
  const place = placeOf(ring, id);
  const before = index.slots[place] as number;
  const beforeId = before === EMPTY ? null : idAt(ring, before);
  if (beforeId !== null && beforeId !== id) index.others.set(beforeId, before);
  // The same id again, displaced earlier: the newer event is the one to find.
  index.others.delete(id);
  index.slots[place] = slot;
}

const createIndex = (capacity: number): IdIndex => ({
  slots: new Int32Array(capacity).fill(EMPTY),
  others: new Map(),
});

/** Before the event in `slot` is overwritten. An older event of the same id left earlier: rings are first in, first out. */
function forgetId(ring: EventRing, slot: number): void {
  const id = idAt(ring, slot);
  const index = id === null ? null : (ring.byId[ring.kind[slot] as number] ?? null);
  if (id === null || index === null) return;
  const place = placeOf(ring, id);
  if (index.slots[place] === slot) index.slots[place] = EMPTY;
  else if (index.others.get(id) === slot) index.others.delete(id);
}
