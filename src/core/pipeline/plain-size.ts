// About how much memory plain data takes: to keep what is held within a bound, not to account for it.

const OBJECT_BYTES = 48;
const SLOT_BYTES = 16;

/** Bytes, within a factor of about two. Plain data only: no cycles. */
export function plainBytes(value: unknown): number {
  if (typeof value === 'string') return 2 * value.length + SLOT_BYTES;
  if (typeof value !== 'object' || value === null) return 8;
  if (ArrayBuffer.isView(value)) return value.byteLength + OBJECT_BYTES;
  if (value instanceof Map) {
    let bytes = OBJECT_BYTES;
    for (const [key, held] of value as Map<unknown, unknown>) bytes += SLOT_BYTES + plainBytes(key) + plainBytes(held);
    return bytes;
  }
  if (value instanceof Set) return OBJECT_BYTES + SLOT_BYTES * value.size;
  if (Array.isArray(value)) return arrayBytes(value);
  let bytes = OBJECT_BYTES;
  for (const held of Object.values(value)) bytes += 8 + plainBytes(held);
  return bytes;
}

/** Long lists of numbers are measured by their length. */
function arrayBytes(list: readonly unknown[]): number {
  if (typeof list[0] === 'number') return OBJECT_BYTES + 8 * list.length;
  let bytes = OBJECT_BYTES;
  for (const held of list) bytes += 8 + plainBytes(held);
  return bytes;
}
