// What lies before the range of a report: only whether books are known and connections up is taken over from it.

import type { CrossingEvent } from '../market/crossing.js';
import { ALL_SYMBOLS, type EventBatch, FLAG, KIND } from '../market/event-batch.js';
import type { QualityState } from './stream-quality.js';
import { type SymbolState, initSymbol } from './symbol-quality.js';

/** Takes events before the range, and their crossings in order; counts nothing. Only before the first stepQuality. */
export function warmQuality(state: QualityState, batch: EventBatch, crossings: readonly CrossingEvent[] = []): void {
  const { symbols } = state;
  let next = 0;
  for (let i = 0; i < batch.count; i++) {
    const code = batch.symbol[i] as number;
    if (code === ALL_SYMBOLS) {
      for (const symbol of symbols) if (symbol !== undefined) warmSymbol(symbol, batch, i);
    } else warmSymbol((symbols[code] ??= initSymbol(state.digits)), batch, i);
    for (let at = crossings[next]; at?.index === i; at = crossings[++next]) {
      (symbols[at.symbol] ??= initSymbol(state.digits)).crossing = at.kind === 'crossed' ? at : null;
    }
  }
}

function warmSymbol(state: SymbolState, batch: EventBatch, i: number): void {
  switch (batch.kind[i]) {
    case KIND.gap:
      if ((batch.flags[i] as number) & FLAG.tradeStream) return;
      state.synced = false;
      state.crossing = null;
      return;
    case KIND.session:
      state.synced = false;
      state.crossing = null;
      state.stopped = false;
      return;
    case KIND.disconnect:
    case KIND.silence:
      state.stopped = true;
      return;
    case KIND.resync:
    case KIND.clockStep:
    case KIND.restFailure:
      return;
    case KIND.depthSnapshot:
      state.synced = true;
      state.crossing = null;
      state.stopped = false;
      return;
    default:
      state.stopped = false;
  }
}
