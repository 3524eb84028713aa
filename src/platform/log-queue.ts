// The bounded queue before the log's worker: when full it forgets the oldest line of little weight, never an error.

import { initLogSketch, insertLogSketch, sketchQuantile } from '../core/stats/log-sketch.js';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';
export const LOG_LEVELS: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

export interface LogRecord {
  readonly level: LogLevel;
  /** ms since the epoch. */
  readonly timeMs: number;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Lines; depths are counted when a line comes in, that line included. */
export interface LogQueueState {
  readonly depth: number;
  readonly maxDepth: number;
  /** Nearest rank over all lines; null before the first. */
  readonly p95: number | null;
  /** Lines forgotten because the queue was full. */
  readonly drops: number;
}

export interface LogQueue {
  /** False when the line found no place: it is counted as dropped, unless it is an error, which the caller must write. */
  push(record: LogRecord): boolean;
  /** The oldest line. */
  shift(): LogRecord | undefined;
  /** Counts lines that were lost behind the queue. */
  countDrops(lines: number): void;
  readonly depth: () => number;
  readonly state: () => LogQueueState;
}

interface Waiting {
  readonly place: number;
  readonly record: LogRecord;
}

/** First in, first out, on an array whose begun part is cut off now and then. */
class Lane {
  #items: Waiting[] = [];
  #head = 0;

  get size(): number {
    return this.#items.length - this.#head;
  }
  get first(): Waiting | undefined {
    return this.#items[this.#head];
  }
  push(item: Waiting): void {
    this.#items.push(item);
  }
  shift(): Waiting | undefined {
    const item = this.#items[this.#head];
    if (item === undefined) return undefined;
    this.#head++;
    if (this.#head >= 1_024 && this.#head * 2 >= this.#items.length) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
    return item;
  }
}

/**
 * When full, the oldest debug or info line makes place for the new one; where there is none, the oldest warning does,
 * for a warning or an error. A line that nothing may make place for is refused.
 */
export function createLogQueue(capacity: number): LogQueue {
  if (!Number.isInteger(capacity) || capacity < 1) throw new RangeError(`capacity ${capacity}`);
  const lanes = { light: new Lane(), warn: new Lane(), error: new Lane() };
  const all = Object.values(lanes);
  const laneOf = { debug: lanes.light, info: lanes.light, warn: lanes.warn, error: lanes.error } as const;
  const depths = initLogSketch();
  let place = 0;
  let maxDepth = 0;
  let drops = 0;
  const depth = (): number => lanes.light.size + lanes.warn.size + lanes.error.size;
  const makePlace = (level: LogLevel): boolean => {
    const isLight = level === 'debug' || level === 'info';
    return lanes.light.shift() !== undefined || (!isLight && lanes.warn.shift() !== undefined);
  };
  return {
    push(record) {
      if (depth() >= capacity) {
        const isPlace = makePlace(record.level);
        if (isPlace || record.level !== 'error') drops++;
        if (!isPlace) return false;
      }
      laneOf[record.level].push({ place: place++, record });
      const now = depth();
      if (now > maxDepth) maxDepth = now;
      insertLogSketch(depths, now);
      return true;
    },
    shift() {
      let oldest: Lane | null = null;
      for (const lane of all) {
        if (lane.first !== undefined && lane.first.place < (oldest?.first?.place ?? Infinity)) oldest = lane;
      }
      return oldest?.shift()?.record;
    },
    countDrops(lines) {
      drops += lines;
    },
    depth,
    state: () => ({ depth: depth(), maxDepth, p95: sketchQuantile(depths, 0.95), drops }),
  };
}
