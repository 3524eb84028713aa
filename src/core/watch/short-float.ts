// Quantities in two bytes each, exact to 0.4 %: the upper half of a 32-bit float (bfloat16), for pictures of many of them.

const value = new Float32Array(1);
const bits = new Uint32Array(value.buffer);

/** Nearest short float of a number of 0 or more. */
export function toShortFloat(number: number): number {
  value[0] = number;
  return ((bits[0] as number) + 0x8000) >>> 16;
}

export function fromShortFloat(short: number): number {
  bits[0] = short << 16;
  return value[0] as number;
}
