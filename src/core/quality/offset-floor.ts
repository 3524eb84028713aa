// The smallest latency of the last ten minutes: what a constant clock offset and the shortest way amount to together.

/** Length of the window, in seconds. */
export const FLOOR_SECONDS = 600;
const US_PER_SECOND = 1_000_000;
/** Above FLOOR_SECONDS + 1, a power of two. */
const SLOTS = 1024;

/**
 * Minimum by second of receive time, and of those a queue with rising values: its first one is the minimum of the window.
 * The running second counts whole, so the window is 599 to 600 s long.
 */
export interface OffsetFloor {
  /** Second of receive time that runs; meaningful once started. */
  second: number;
  endUs: number;
  started: boolean;
  /** Minimum of the running second, and of the window with it; +Infinity before the first latency. */
  currentUs: number;
  floorUs: number;
  readonly seconds: Float64Array;
  readonly minimaUs: Float64Array;
  /** Queue positions, counted up without end; slot = position mod SLOTS. */
  head: number;
  tail: number;
}

export function initOffsetFloor(): OffsetFloor {
  return {
    second: 0,
    endUs: -Infinity,
    started: false,
    currentUs: Infinity,
    floorUs: Infinity,
    seconds: new Float64Array(SLOTS),
    minimaUs: new Float64Array(SLOTS),
    head: 0,
    tail: 0,
  };
}

/** Another recorder's clock: nothing of the old window holds. */
export function clearOffsetFloor(floor: OffsetFloor): void {
  floor.started = false;
  floor.endUs = -Infinity;
  floor.currentUs = Infinity;
  floor.floorUs = Infinity;
  floor.head = 0;
  floor.tail = 0;
}

/**
 * Takes the latency of a message and returns the minimum of the trailing window with it: latency − result is ≥ 0.
 * The first message has an output. A receive time that steps back counts into the running second.
 */
export function stepOffsetFloor(floor: OffsetFloor, recvUs: number, latencyUs: number): number {
  if (recvUs >= floor.endUs) turnSecond(floor, recvUs);
  if (latencyUs < floor.currentUs) {
    floor.currentUs = latencyUs;
    if (latencyUs < floor.floorUs) floor.floorUs = latencyUs;
  }
  return floor.floorUs;
}

function turnSecond(floor: OffsetFloor, recvUs: number): void {
  const { seconds, minimaUs } = floor;
  if (floor.started) {
    while (floor.tail > floor.head && (minimaUs[(floor.tail - 1) & (SLOTS - 1)] as number) >= floor.currentUs) {
      floor.tail--;
    }
    seconds[floor.tail & (SLOTS - 1)] = floor.second;
    minimaUs[floor.tail & (SLOTS - 1)] = floor.currentUs;
    floor.tail++;
  }
  floor.started = true;
  floor.second = Math.floor(recvUs / US_PER_SECOND);
  floor.endUs = (floor.second + 1) * US_PER_SECOND;
  const oldest = floor.second - FLOOR_SECONDS;
  while (floor.tail > floor.head && (seconds[floor.head & (SLOTS - 1)] as number) <= oldest) floor.head++;
  floor.currentUs = Infinity;
  floor.floorUs = floor.tail > floor.head ? (minimaUs[floor.head & (SLOTS - 1)] as number) : Infinity;
}
