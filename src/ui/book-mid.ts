// The mid of the book in view as the ladder shows it: newer than that of the last row by up to a step of the grid.

import { inUnits } from '../core/market/units.js';
import type { SymbolSummary, WatchSnapshot } from '../core/watch/snapshot.js';

export interface BookMid {
  readonly mid: number;
  readonly spreadTicks: number;
}

/** Null where another symbol's book is in view, or where this one's is not known. */
export function bookMid({ detail }: Pick<WatchSnapshot, 'detail'>, { symbol, units }: SymbolSummary): BookMid | null {
  if (detail === null || detail.symbol !== symbol || detail.ladder.reason !== null) return null;
  const { bidTicks, askTicks } = detail.ladder;
  const [bid, ask] = [bidTicks[0], askTicks[0]];
  if (bid === undefined || ask === undefined) return null;
  return { mid: inUnits(bid + ask, units.tick) / 2, spreadTicks: ask - bid };
}
