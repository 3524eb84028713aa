// What a screen may ask of whoever runs the session: a capture here, a replay, or another process.

import type { WatchSignal } from '../core/watch/detail.js';
import type { WatchRequest, WatchSnapshot } from '../core/watch/snapshot.js';

/** What the screen may ask of whoever runs the session. Pulled at most ten times a second. */
export interface WatchSource {
  snapshot(request: WatchRequest): WatchSnapshot;
  /** Resolves when the newest is there; absent where `snapshot` gives it at once. */
  next?(request: WatchRequest): Promise<void>;
  /** Present where something plays. */
  readonly player: PlayerControl | null;
  /** How a signal came about; null where the recording of it cannot be read here. */
  readonly why: AskWhy | null;
}

/** Lines for people, as for a terminal of 16 colours. Rejects with what is wrong, in one line. */
export type AskWhy = (signal: WatchSignal, ask: WhyAsk) => Promise<readonly string[]>;

export interface WhyAsk {
  /** Cells that a line may take. */
  readonly columns: number;
  /** Zone of the times shown. */
  readonly timeZone: string;
  /** Aborted when nobody waits for the answer any more. */
  readonly cancel: AbortSignal;
}

/** Commands of the replay mode; each answers at once, the player follows. */
export interface PlayerControl {
  setPaused(isPaused: boolean): void;
  /** Times real time; null for as fast as it goes. */
  setSpeed(speed: number | null): void;
  /** One event of the symbol in view, or of any. */
  step(symbol: string | null): void;
  seek(timeUs: number): void;
  jump(to: 'gap' | 'signal' | 'hit', direction: 'next' | 'previous', symbol: string | null): void;
}
