// The pipeline's latency in a line that is written before the latency is known: a field of fixed width, filled in afterwards.

const DOT = 46;
const ZERO = 48;
const BLANK = 32;

/** Bytes of the value. Up to 1,000 s fit; what took longer (a suspended process) counts as not measured. */
export const LATENCY_WIDTH = 10;
const MOST_US = 999_999_999;

/** What stands there until the latency is known, and what stays where it never is. JSON allows blanks before a value. */
export const LATENCY_PENDING = 'null'.padStart(LATENCY_WIDTH);

/** Writes µs as ms with three decimals, blanks before it, into the `LATENCY_WIDTH` bytes before `end`. */
export function fillLatency(bytes: Uint8Array, end: number, us: number): void {
  if (us > MOST_US) return;
  let left = us;
  let at = end - 1;
  for (let digits = 0; digits < 4 || left > 0; digits++) {
    const rest = (left / 10) | 0;
    bytes[at--] = ZERO + (left - rest * 10);
    left = rest;
    if (digits === 2) bytes[at--] = DOT;
  }
  while (at >= end - LATENCY_WIDTH) bytes[at--] = BLANK;
}
