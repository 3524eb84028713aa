// Watches the chain from beside it: hands prices, trades, breaks and decisions of a symbol to whoever studies them.

import { type BoundFeature, type MidMoment, type TradeMoment, bindFeature } from '../../pipeline/feature.js';
import type { StudySignal } from '../signals/study-signal.js';

/** Hears everything in order of the chain's clock. Moments are reused: what is kept is copied. */
export interface StudySink {
  quote(moment: MidMoment): void;
  trade(moment: TradeMoment): void;
  /** A new segment of the symbol whose prices are studied. */
  broken(timeUs: number): void;
  /** A row: a value for each signal, NaN where absent, and its side. Both arrays are reused. */
  decision(timeUs: number, values: Float64Array, sides: Int8Array): void;
}

/** What a symbol is in a study; with `--lead` two symbols share the parts. */
export interface StudyRole {
  readonly prices: boolean;
  readonly decisions: boolean;
}

export interface ObserverOptions {
  readonly sink: StudySink;
  readonly signals: readonly StudySignal[];
  /** Columns of the features before the observer, in their order. */
  readonly columns: readonly string[];
  /** Role of the symbol that is being entered. */
  readonly roleOf: () => StudyRole;
}

/** To be the last of a run's features: the row that it sees carries the columns of all others. */
export function observer({ sink, signals, columns, roleOf }: ObserverOptions): BoundFeature {
  const places = new Map(columns.map((name, place) => [name, place]));
  const values = new Float64Array(signals.length);
  const sides = new Int8Array(signals.length);
  return bindFeature<StudyRole>({
    columns: [],
    levels: 0,
    init: roleOf,
    onMid: ({ prices }, moment) => (prices ? sink.quote(moment) : undefined),
    onTrade: ({ prices }, moment) => (prices ? sink.trade(moment) : undefined),
    onBreak: ({ prices }, timeUs) => (prices ? sink.broken(timeUs) : undefined),
    onRow: ({ decisions }, { row, timeUs }, out) => {
      if (!decisions) return;
      const column = (name: string): number | null => out[places.get(name) ?? -1] ?? null;
      const view = { row, column };
      for (let s = 0; s < signals.length; s++) {
        const { valueOf, sideOf } = signals[s] as StudySignal;
        const value = valueOf(view);
        values[s] = value ?? NaN;
        sides[s] = value === null ? 0 : sideOf(value, row);
      }
      sink.decision(timeUs, values, sides);
    },
  });
}
