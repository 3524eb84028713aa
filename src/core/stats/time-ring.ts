// Samples in order of time: a ring that doubles when the data is denser than its room, up to a limit.

/** Sample i (first ≤ i < end) stands at slot i modulo the room: its time there, its numbers from slot · width on. */
export interface TimeRing {
  /** Numbers a sample. */
  readonly width: number;
  /** Most samples held, a power of two. */
  readonly limit: number;
  timesUs: Float64Array;
  cells: Float64Array;
  /** Index of the oldest sample held; indices only grow. */
  first: number;
  /** Index of the next sample. */
  end: number;
}

const FIRST_ROOM = 1024;
/** Half a gigabyte a column: nobody gets there, and a ring that did would say so. */
const MOST_ROOM = 67_108_864;

export function initTimeRing(width: number, limit = MOST_ROOM): TimeRing {
  const room = Math.min(FIRST_ROOM, limit);
  return { width, limit, timesUs: new Float64Array(room), cells: new Float64Array(room * width), first: 0, end: 0 };
}

export function clearTimeRing(ring: TimeRing): void {
  ring.first = 0;
  ring.end = 0;
}

export const timeRingCount = (ring: TimeRing): number => ring.end - ring.first;

/** Slot of sample i: the room is a power of two. */
export const timeRingSlot = (ring: TimeRing, index: number): number => index & (ring.timesUs.length - 1);

/** No sample fits without growing. */
export const isTimeRingTight = (ring: TimeRing): boolean => ring.end - ring.first === ring.timesUs.length;

/** No sample fits without the oldest one being dropped. */
export const isTimeRingFull = (ring: TimeRing): boolean => ring.end - ring.first === ring.limit;

function grow(ring: TimeRing): void {
  const { width, timesUs, cells, first, end } = ring;
  const mask = timesUs.length - 1;
  const wider = 2 * mask + 1;
  ring.timesUs = new Float64Array(wider + 1);
  ring.cells = new Float64Array((wider + 1) * width);
  for (let i = first; i < end; i++) {
    const from = i & mask;
    const to = i & wider;
    ring.timesUs[to] = timesUs[from] as number;
    for (let c = 0; c < width; c++) ring.cells[to * width + c] = cells[from * width + c] as number;
  }
}

/**
 * Adds a sample, whose numbers the caller writes to `cells` from the returned slot · width on. Times must not decrease.
 * At the limit the oldest sample leaves. Read `cells` after the call: growing replaces it.
 */
export function pushTimeRing(ring: TimeRing, timeUs: number): number {
  if (isTimeRingTight(ring)) {
    if (isTimeRingFull(ring)) ring.first++;
    else grow(ring);
  }
  const slot = timeRingSlot(ring, ring.end);
  ring.timesUs[slot] = timeUs;
  ring.end++;
  return slot;
}
