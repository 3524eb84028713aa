// How far V8 lets the heap grow before it collects.

import { setFlagsFromString } from 'node:v8';

/** Share, in percent of what survived the last full collection, that the heap may grow by until the next one. */
const GROWTH_PERCENT = 40;

/**
 * Keeps the heap small at the price of some more collections. Left alone, V8 lets a heap of a few dozen MB grow to several
 * times that: a capture of hundreds of symbols, most of whose memory is buffers outside the heap, gains nothing by it.
 * For the rest of the process; a version of V8 that does not know the flag says so on stderr and goes on.
 */
export function keepHeapSmall(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH_PERCENT}`);
}
