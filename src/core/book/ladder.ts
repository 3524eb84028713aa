// One side of the book: quantities in an array indexed by price, an occupancy bitmap beside it, and a map for far levels.

import { type TickMap, clearTickMap, createTickMap, deleteTick, getTick, setTick, ticksOf } from './tick-map.js';

/**
 * `lots[i]` is the quantity at tick `base + i`. Prices near the best sit in this window (O(1), no search, no allocation);
 * prices outside it wait in `far`. When the best price walks towards an edge the window is moved (re-based).
 */
export interface Ladder {
  readonly side: 'bid' | 'ask';
  readonly size: number;
  readonly lots: Float64Array;
  /** Bit i of word w: index 32·w + i holds a quantity. */
  readonly occupied: Int32Array;
  base: number;
  /** Levels inside the window. */
  count: number;
  /** Index of the best level in the window, −1 when the window is empty. */
  best: number;
  readonly far: TickMap;
  /** Times the window was moved. */
  rebases: number;
}

/** 8,192 ticks: 64 KB a side. */
export const LADDER_SIZE = 8_192;

export function createLadder(side: 'bid' | 'ask', size: number = LADDER_SIZE): Ladder {
  if (size < 64 || size % 32 !== 0) throw new RangeError(`a ladder of ${size} ticks`);
  return {
    side,
    size,
    lots: new Float64Array(size),
    occupied: new Int32Array(size / 32),
    base: 0,
    count: 0,
    best: -1,
    far: createTickMap(),
    rebases: 0,
  };
}

export function clearLadder(ladder: Ladder): void {
  emptyWindow(ladder);
  clearTickMap(ladder.far);
}

/** Only levels that are there are wiped: of a window's memory just the part that held levels is ever touched. */
function emptyWindow(ladder: Ladder): void {
  const { lots, occupied } = ladder;
  for (let w = 0; w < occupied.length; w++) {
    for (let word = occupied[w] as number; word !== 0; word &= word - 1) {
      lots[(w << 5) + 31 - Math.clz32(word & -word)] = 0;
    }
    occupied[w] = 0;
  }
  ladder.count = 0;
  ladder.best = -1;
}

export const levelCount = (ladder: Ladder): number => ladder.count + ladder.far.size;

/** Highest occupied index ≤ from, or −1. */
export function occupiedAtOrBelow(ladder: Ladder, from: number): number {
  if (from < 0) return -1;
  const words = ladder.occupied;
  let w = from >>> 5;
  let word = (words[w] as number) & (-1 >>> (31 - (from & 31)));
  while (word === 0) {
    if (--w < 0) return -1;
    word = words[w] as number;
  }
  return (w << 5) + 31 - Math.clz32(word);
}

/** Lowest occupied index ≥ from, or −1. */
export function occupiedAtOrAbove(ladder: Ladder, from: number): number {
  if (from >= ladder.size) return -1;
  const words = ladder.occupied;
  let w = from >>> 5;
  let word = (words[w] as number) & (-1 << (from & 31));
  while (word === 0) {
    if (++w >= words.length) return -1;
    word = words[w] as number;
  }
  return (w << 5) + 31 - Math.clz32(word & -word);
}

/** Sets the absolute quantity at a price; 0 removes the level. */
export function setLevel(ladder: Ladder, tick: number, lots: number): void {
  const index = tick - ladder.base;
  if (index >= 0 && index < ladder.size) setIndex(ladder, index, lots);
  else setFarLevel(ladder, tick, lots);
}

function setIndex(ladder: Ladder, index: number, lots: number): void {
  const old = ladder.lots[index] as number;
  ladder.lots[index] = lots;
  if (lots !== 0) {
    if (old === 0) addIndex(ladder, index);
  } else if (old !== 0) removeIndex(ladder, index);
}

/** Columns of levels, and the half-open range of them to set. */
export interface LevelRange {
  readonly ticks: Float64Array;
  readonly lots: Float64Array;
  readonly from: number;
  readonly to: number;
}

/** As setLevel for each level of a range, in order; a change of an existing level near the best costs one store. */
export function setLevels(ladder: Ladder, range: LevelRange): void {
  const { ticks, lots, to } = range;
  const { size } = ladder;
  const window = ladder.lots;
  for (let k = range.from; k < to; k++) {
    const tick = ticks[k] as number;
    const qty = lots[k] as number;
    const index = tick - ladder.base;
    if (!(index >= 0 && index < size)) {
      setFarLevel(ladder, tick, qty);
      continue;
    }
    const old = window[index] as number;
    window[index] = qty;
    if (old === 0) {
      if (qty !== 0) addIndex(ladder, index);
    } else if (qty === 0) removeIndex(ladder, index);
  }
}

function addIndex(ladder: Ladder, index: number): void {
  const w = index >>> 5;
  ladder.occupied[w] = (ladder.occupied[w] as number) | (1 << (index & 31));
  ladder.count++;
  if (ladder.best < 0 || (ladder.side === 'bid' ? index > ladder.best : index < ladder.best)) ladder.best = index;
}

function removeIndex(ladder: Ladder, index: number): void {
  const w = index >>> 5;
  ladder.occupied[w] = (ladder.occupied[w] as number) & ~(1 << (index & 31));
  ladder.count--;
  if (index !== ladder.best) return;
  ladder.best = ladder.side === 'bid' ? occupiedAtOrBelow(ladder, index) : occupiedAtOrAbove(ladder, index);
  const fromEdge = ladder.side === 'bid' ? ladder.best : ladder.size - 1 - ladder.best;
  if (ladder.far.size > 0 && (ladder.best < 0 || fromEdge < ladder.size >>> 3)) rebaseToBest(ladder);
}

/** Levels that are worse than the window's go to the map; a better one, or the first of all, moves the window. */
function setFarLevel(ladder: Ladder, tick: number, lots: number): void {
  if (lots === 0) {
    deleteTick(ladder.far, tick);
    return;
  }
  setTick(ladder.far, tick, lots);
  const isBetter = ladder.side === 'bid' ? tick >= ladder.base + ladder.size : tick < ladder.base;
  if (ladder.best < 0 || isBetter) rebaseToBest(ladder);
}

/** Tick of the best level anywhere, or null when the side is empty. */
export function bestTick(ladder: Ladder): number | null {
  return ladder.best < 0 ? null : ladder.base + ladder.best;
}

/** Moves the window so that the best level sits an eighth from its good edge, and sorts every level in or out anew. */
function rebaseToBest(ladder: Ladder): void {
  const best = bestAnywhere(ladder);
  if (best === null) return;
  const margin = ladder.size >>> 3;
  const base = ladder.side === 'bid' ? best - (ladder.size - 1 - margin) : best - margin;
  for (let i = occupiedAtOrAbove(ladder, 0); i >= 0; i = occupiedAtOrAbove(ladder, i + 1)) {
    setTick(ladder.far, ladder.base + i, ladder.lots[i] as number);
  }
  emptyWindow(ladder);
  ladder.base = base;
  ladder.rebases++;
  for (const tick of ticksOf(ladder.far)) {
    const index = tick - base;
    if (index < 0 || index >= ladder.size) continue;
    ladder.lots[index] = getTick(ladder.far, tick);
    deleteTick(ladder.far, tick);
    addIndex(ladder, index);
  }
}

function bestAnywhere(ladder: Ladder): number | null {
  let best = bestTick(ladder);
  for (const tick of ticksOf(ladder.far)) {
    if (best === null || (ladder.side === 'bid' ? tick > best : tick < best)) best = tick;
  }
  return best;
}

/** Writes the best levels, best first, into `ticks` and `lots` (as many as those hold); returns how many there are. */
export function readTop(ladder: Ladder, ticks: Float64Array, lots: Float64Array): number {
  const wanted = ticks.length;
  const isBid = ladder.side === 'bid';
  let found = 0;
  let index = ladder.best;
  while (index >= 0 && found < wanted) {
    ticks[found] = ladder.base + index;
    lots[found++] = ladder.lots[index] as number;
    index = isBid ? occupiedAtOrBelow(ladder, index - 1) : occupiedAtOrAbove(ladder, index + 1);
  }
  return found === wanted || ladder.far.size === 0 ? found : readFar(ladder, { ticks, lots, found });
}

/** Completes the top from the far levels: those behind the window's last one, best first. */
function readFar(ladder: Ladder, top: { ticks: Float64Array; lots: Float64Array; found: number }): number {
  const isBid = ladder.side === 'bid';
  const sorted = ticksOf(ladder.far).sort((a, b) => (isBid ? b - a : a - b));
  let found = top.found;
  for (const tick of sorted) {
    if (found === top.ticks.length) break;
    top.ticks[found] = tick;
    top.lots[found++] = getTick(ladder.far, tick);
  }
  return found;
}
