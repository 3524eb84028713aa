// Quantities by tick in flat arrays: open addressing with linear probing, for levels outside a ladder's window.

export interface TickMap {
  /** Keys and quantities side by side; a quantity of 0 marks an empty place. Length is a power of two. */
  keys: Float64Array;
  lots: Float64Array;
  size: number;
}

const FIRST_PLACES = 64;

export const createTickMap = (): TickMap => ({
  keys: new Float64Array(FIRST_PLACES),
  lots: new Float64Array(FIRST_PLACES),
  size: 0,
});

export function clearTickMap(map: TickMap): void {
  if (map.size === 0) return;
  map.lots.fill(0);
  map.size = 0;
}

/** Fibonacci hashing of the low 32 bits. */
const placeOf = (tick: number, mask: number): number => (Math.imul(tick | 0, 0x9e3779b1) >>> 12) & mask;

/** Sets a quantity above 0. */
export function setTick(map: TickMap, tick: number, lots: number): void {
  const mask = map.keys.length - 1;
  let at = placeOf(tick, mask);
  while (map.lots[at] !== 0) {
    if (map.keys[at] === tick) {
      map.lots[at] = lots;
      return;
    }
    at = (at + 1) & mask;
  }
  map.keys[at] = tick;
  map.lots[at] = lots;
  map.size++;
  if (map.size * 2 > mask) grow(map);
}

function grow(map: TickMap): void {
  const { keys, lots } = map;
  map.keys = new Float64Array(keys.length * 2);
  map.lots = new Float64Array(keys.length * 2);
  map.size = 0;
  for (let at = 0; at < keys.length; at++) {
    if (lots[at] !== 0) setTick(map, keys[at] as number, lots[at] as number);
  }
}

/** Quantity at a tick; 0 where there is none. */
export function getTick(map: TickMap, tick: number): number {
  const mask = map.keys.length - 1;
  for (let at = placeOf(tick, mask); map.lots[at] !== 0; at = (at + 1) & mask) {
    if (map.keys[at] === tick) return map.lots[at] as number;
  }
  return 0;
}

/** Removes a tick; later entries of its run move up, so that no search ends too early (Knuth, TAOCP 3, 6.4 R). */
export function deleteTick(map: TickMap, tick: number): void {
  const { keys, lots } = map;
  const mask = keys.length - 1;
  let hole = placeOf(tick, mask);
  while (lots[hole] !== 0 && keys[hole] !== tick) hole = (hole + 1) & mask;
  if (lots[hole] === 0) return;
  map.size--;
  for (let at = (hole + 1) & mask; lots[at] !== 0; at = (at + 1) & mask) {
    const home = placeOf(keys[at] as number, mask);
    // The entry may move when its home does not lie cyclically within (hole, at].
    if (((at - home) & mask) < ((at - hole) & mask)) continue;
    keys[hole] = keys[at] as number;
    lots[hole] = lots[at] as number;
    hole = at;
  }
  lots[hole] = 0;
}

/** All ticks, in no order. */
export function ticksOf(map: TickMap): number[] {
  const ticks: number[] = [];
  for (let at = 0; at < map.keys.length; at++) if (map.lots[at] !== 0) ticks.push(map.keys[at] as number);
  return ticks;
}
