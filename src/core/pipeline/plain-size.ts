// About how much memory plain data takes: to keep what is held within a bound, not to account for it.

const OBJECT_BYTES = 48;
const SLOT_BYTES = 16;

/** Bytes, within a factor of about two; what is held in several places counts once, as in a copy. Plain data only. */
export const plainBytes = (value: unknown): number => bytesOf(value, new Set());

function bytesOf(value: unknown, seen: Set<object>): number {
  if (typeof value === 'string') return 2 * value.length + SLOT_BYTES;
  if (typeof value !== 'object' || value === null || seen.has(value)) return 8;
  seen.add(value);
  if (ArrayBuffer.isView(value)) return value.byteLength + OBJECT_BYTES;
  if (Array.isArray(value)) return arrayBytes(value, seen);
  let bytes = OBJECT_BYTES;
  if (value instanceof Map) {
    for (const [key, held] of value as Map<unknown, unknown>) {
      bytes += SLOT_BYTES + bytesOf(key, seen) + bytesOf(held, seen);
    }
    return bytes;
  }
  if (value instanceof Set) return OBJECT_BYTES + SLOT_BYTES * value.size;
  for (const held of Object.values(value)) bytes += 8 + bytesOf(held, seen);
  return bytes;
}

/** Long lists of numbers are measured by their length. */
function arrayBytes(list: readonly unknown[], seen: Set<object>): number {
  if (typeof list[0] === 'number') return OBJECT_BYTES + 8 * list.length;
  let bytes = OBJECT_BYTES;
  for (const held of list) bytes += 8 + bytesOf(held, seen);
  return bytes;
}
