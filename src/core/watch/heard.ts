// When a symbol was heard, over all of its streams.

import type { SymbolFigures } from '../alert/quality-figures.js';
import type { SymbolState } from '../quality/symbol-quality.js';

export function heardOf(state: SymbolState | undefined): Pick<SymbolFigures, 'messages' | 'firstUs' | 'lastUs'> {
  let messages = 0;
  let firstUs: number | null = null;
  let lastUs: number | null = null;
  for (const stream of state?.streams ?? []) {
    if (stream.count === 0) continue;
    messages += stream.count;
    firstUs = firstUs === null ? stream.firstUs : Math.min(firstUs, stream.firstUs);
    lastUs = lastUs === null ? stream.lastUs : Math.max(lastUs, stream.lastUs);
  }
  return { messages, firstUs, lastUs };
}
