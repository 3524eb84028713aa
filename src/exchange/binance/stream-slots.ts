// Which stream a message belongs to, straight from the bytes of its name: no text is made for it.

/** Names of one connection's streams, found by their bytes. Open addressing; the length is a power of two. */
export interface StreamSlots {
  readonly names: readonly string[];
  readonly nameBytes: readonly Uint8Array[];
  /** Index into the names plus one; 0 marks an empty place. */
  readonly places: Int32Array;
  readonly indexes: ReadonlyMap<string, number>;
}

const PREFIX = Uint8Array.from('{"stream":"', (char) => char.charCodeAt(0));
const QUOTE = 34;
const OBJECT_END = 125;
/** Longer names exist nowhere: a scan that finds no quote by then is over. */
const MAX_NAME = 128;

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

export function createStreamSlots(names: readonly string[]): StreamSlots {
  let length = 16;
  while (length < names.length * 2) length *= 2;
  const nameBytes = names.map((name) => new TextEncoder().encode(name));
  const places = new Int32Array(length);
  nameBytes.forEach((bytes, index) => {
    let hash = FNV_OFFSET;
    for (const byte of bytes) hash = Math.imul(hash ^ byte, FNV_PRIME);
    let at = spread(hash) & (length - 1);
    while (places[at] !== 0) at = (at + 1) & (length - 1);
    places[at] = index + 1;
  });
  return { names, nameBytes, places, indexes: new Map(names.map((name, index) => [name, index])) };
}

const spread = (hash: number): number => hash ^ (hash >>> 15);

/**
 * True for `{"stream":"…}`: what the combined streams send. Replies, errors and notices begin otherwise; a cut frame ends
 * otherwise.
 */
export function isStreamMessage(bytes: Uint8Array): boolean {
  if (bytes.length <= PREFIX.length || bytes[bytes.length - 1] !== OBJECT_END) return false;
  for (let i = 0; i < PREFIX.length; i++) if (bytes[i] !== PREFIX[i]) return false;
  return true;
}

/** Index of the stream that a message (see isStreamMessage) names; null where the connection has no such stream. */
export function findSlot(slots: StreamSlots, bytes: Uint8Array): number | null {
  const end = Math.min(bytes.length, PREFIX.length + MAX_NAME);
  let hash = FNV_OFFSET;
  let at = PREFIX.length;
  for (; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte === QUOTE) break;
    hash = Math.imul(hash ^ byte, FNV_PRIME);
  }
  const { places, nameBytes } = slots;
  const mask = places.length - 1;
  for (let place = spread(hash) & mask; ; place = (place + 1) & mask) {
    const index = (places[place] as number) - 1;
    if (index < 0) return null;
    if (holdsName(bytes, at - PREFIX.length, nameBytes[index] as Uint8Array)) return index;
  }
}

function holdsName(bytes: Uint8Array, length: number, name: Uint8Array): boolean {
  if (name.length !== length) return false;
  for (let i = 0; i < length; i++) if (bytes[PREFIX.length + i] !== name[i]) return false;
  return true;
}
