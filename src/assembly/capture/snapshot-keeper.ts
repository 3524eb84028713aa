// Which symbols want a snapshot, and when each is asked for: a few at a time, lost books first, every symbol by itself.

import { type BackoffConfig, backoffMs } from '../../exchange/binance/backoff.js';
import type { Normalizer } from '../../exchange/binance/normalizer.js';

/** What a symbol's book is waiting for. */
interface Want {
  /** Lost books come before those that have not begun. */
  readonly urgent: boolean;
  readonly sinceMs: number;
  /** Snapshots asked for since the book was wanted. */
  attempts: number;
  /** Not before this time. */
  nextMs: number;
  inFlight: boolean;
}

export interface SnapshotKeeper {
  readonly wants: Map<string, Want>;
  readonly inFlight: () => number;
  /** Time from the wish to the synced book, of each that was fulfilled, ms. */
  readonly took: number[];
}

export interface SnapshotDesk {
  /** Asks for a book; resolves when its lines have been added. Rejects when it could not be had. */
  fetch(symbol: string): Promise<void>;
  readonly random: () => number;
  failed(symbol: string, error: unknown): void;
  /** A fault of our own in taking an answer. */
  fault(error: unknown): void;
}

/** Requests under way at once: the answers of a few fill the budget of request weight already. */
const CONCURRENT = 4;
const RETRY: BackoffConfig = { baseMs: 500, capMs: 3_000, floorMs: 250 };
const FAILED: BackoffConfig = { baseMs: 2_000, capMs: 30_000, floorMs: 500 };
/** Only the latest are kept for the figures. */
const KEEP_TOOK = 4_096;

export function createSnapshotKeeper(): SnapshotKeeper {
  const wants = new Map<string, Want>();
  return {
    wants,
    inFlight: () => [...wants.values()].filter(({ inFlight }) => inFlight).length,
    took: [],
  };
}

/** Looks at every symbol's book and enters those that wait for a snapshot; drops those that have one. */
export function reviewBooks(keeper: SnapshotKeeper, normalizer: Normalizer, nowMs: number): void {
  for (const sequence of normalizer.sequences) {
    const { symbol } = sequence.scale;
    const want = keeper.wants.get(symbol);
    const isWaiting = sequence.sync.phase === 'waiting' && sequence.waiting !== null;
    if (isWaiting && want === undefined) {
      keeper.wants.set(symbol, {
        urgent: sequence.broken,
        sinceMs: nowMs,
        attempts: 0,
        nextMs: nowMs,
        inFlight: false,
      });
    } else if (!isWaiting && want?.inFlight === false) {
      keeper.wants.delete(symbol);
      if (keeper.took.length >= KEEP_TOOK) keeper.took.shift();
      keeper.took.push(nowMs - want.sinceMs);
    }
  }
}

/** Sends off what is due. Answers come later, as lines; the next review sees whether they served. */
export function askForSnapshots(keeper: SnapshotKeeper, desk: SnapshotDesk, nowMs: () => number): void {
  let free = CONCURRENT - keeper.inFlight();
  if (free <= 0) return;
  const now = nowMs();
  const due = [...keeper.wants].filter(([, want]) => !want.inFlight && want.nextMs <= now);
  due.sort(([, a], [, b]) => Number(b.urgent) - Number(a.urgent) || a.sinceMs - b.sinceMs);
  for (const [symbol, want] of due) {
    if (free-- <= 0) return;
    want.inFlight = true;
    want.attempts++;
    desk
      .fetch(symbol)
      .then(
        () => settle(want, nowMs() + backoffMs(RETRY, want.attempts - 1, desk.random())),
        (error: unknown) => {
          settle(want, nowMs() + backoffMs(FAILED, want.attempts - 1, desk.random()));
          desk.failed(symbol, error);
        },
      )
      .catch((error: unknown) => desk.fault(error));
  }
}

function settle(want: Want, nextMs: number): void {
  want.inFlight = false;
  want.nextMs = nextMs;
}
