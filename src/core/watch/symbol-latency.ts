// Latency percentiles of each symbol over the run, worked out a few symbols at a time: each walks through thousands of
// counts, and a screen asks ten times a second.

import { mergedSketch } from '../quality/distribution.js';
import type { SymbolState } from '../quality/symbol-quality.js';
import type { Percentiles } from './figures.js';
import { percentilesMs } from './latency-figures.js';

export interface SymbolLatencies {
  readonly known: Map<string, Percentiles | null>;
  /** Place of the symbol that is next. */
  next: number;
}

/** Symbols a look; the first look takes as many as one screen shows. */
const A_LOOK = 4;
const FIRST_LOOK = 64;

export const initSymbolLatencies = (): SymbolLatencies => ({ known: new Map(), next: 0 });

/** One look: the next few symbols in turn. */
export function stepSymbolLatencies(
  latencies: SymbolLatencies,
  symbols: readonly { readonly symbol: string }[],
  stateOf: (symbol: string) => SymbolState | undefined,
): void {
  const { known } = latencies;
  const turns = Math.min(symbols.length, known.size === 0 ? FIRST_LOOK : A_LOOK);
  for (let k = 0; k < turns; k++) {
    const one = symbols[latencies.next % symbols.length];
    latencies.next = (latencies.next + 1) % symbols.length;
    if (one === undefined) return;
    const state = stateOf(one.symbol);
    const sketches = (state?.streams ?? []).map(({ latency }) => latency).filter(({ count }) => count > 0);
    known.set(one.symbol, sketches.length === 0 ? null : percentilesMs(mergedSketch(sketches)));
  }
}
