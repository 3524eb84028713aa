// Rows that the events of a source are worth, counted apart from the code that writes them.

import { ALL_SYMBOLS, type EventBatch, KIND } from '../../core/market/event-batch.js';

export interface RowTally {
  depth: number;
  trades: number;
  quotes: number;
  gaps: number;
}

export const createTally = (): RowTally => ({ depth: 0, trades: 0, quotes: 0, gaps: 0 });

/** `symbols`: for how many of them a break of all symbols counts. */
export function tallyEvents(tally: RowTally, batch: EventBatch, symbols: number): void {
  for (let i = 0; i < batch.count; i++) {
    switch (batch.kind[i]) {
      case KIND.depthDelta:
      case KIND.depthSnapshot:
        tally.depth += (batch.bidCount[i] as number) + (batch.askCount[i] as number);
        break;
      case KIND.trade:
      case KIND.aggTrade:
        tally.trades++;
        break;
      case KIND.bookTicker:
        tally.quotes++;
        break;
      case KIND.markPrice:
      case KIND.tick:
        break;
      default:
        tally.gaps += batch.symbol[i] === ALL_SYMBOLS ? symbols : 1;
    }
  }
}
