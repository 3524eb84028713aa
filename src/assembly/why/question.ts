// What a screen asks along with a signal: see WhyAsk in src/ui/source.ts, whose form it has.

import type { WatchSignal } from '../../core/watch/detail.js';

/** Lines for people; rejects with what is wrong, in one line. */
export type AskSignal = (signal: WatchSignal, ask: SignalQuestion) => Promise<readonly string[]>;

export interface SignalQuestion {
  /** Cells that a line may take. */
  readonly columns: number;
  /** Zone of the times shown. */
  readonly timeZone: string;
  readonly cancel: AbortSignal;
}
