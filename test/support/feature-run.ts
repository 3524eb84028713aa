// One feature by itself, shown moments by hand: what it says by column name.

import { type TopLevels, createTopLevels } from '../../src/core/book/top-levels.js';
import type { BoundFeature, FeatureKind, FeatureScale, FeatureSettings } from '../../src/core/pipeline/feature.js';
import { buildFeature } from '../../src/core/pipeline/features/settings.js';
import type { SignalRow } from '../../src/core/pipeline/row.js';

export type FeatureValues = Readonly<Record<string, number | null>>;

export interface ShownTrade {
  readonly priceTicks: number;
  /** Positive: the taker bought. */
  readonly signed: number;
  /** Best bid + best ask in ticks. */
  readonly mid2?: number | null;
}

/** No feature of a table looks at the sizes of the quotes. */
const NO_SIZES = { bidTicks: 0, bidLots: 0, askTicks: 0, askLots: 0 };

/** A book of one level a side about the mid, two ticks apart. */
function bookOf(mid2: number): TopLevels {
  const top = createTopLevels(1);
  top.bidTicks[0] = mid2 / 2 - 1;
  top.askTicks[0] = mid2 / 2 + 1;
  top.bidLots[0] = 1;
  top.askLots[0] = 1;
  top.bidCount = 1;
  top.askCount = 1;
  return top;
}

export class FeatureRun {
  private readonly feature: BoundFeature;
  private state: unknown;

  constructor(kind: FeatureKind, settings: FeatureSettings = {}, scale: FeatureScale = { tick: 0.1, step: 0.001 }) {
    this.feature = buildFeature(kind, settings);
    this.state = this.feature.init(scale);
  }

  trade(ms: number, { priceTicks, signed, mid2 = null }: ShownTrade): this {
    const side = signed > 0 ? 1 : -1;
    this.feature.onTrade?.(this.state, { timeUs: ms * 1000, priceTicks, lots: Math.abs(signed), side, mid2 });
    return this;
  }

  book(ms: number, mid2: number): this {
    this.feature.onBook?.(this.state, { timeUs: ms * 1000, matchUs: null, prev: null, next: bookOf(mid2) });
    return this.mid(ms, mid2);
  }

  /** The best quotes changed; null: they cannot be read. */
  mid(ms: number, mid2: number | null): this {
    this.feature.onMid?.(this.state, { timeUs: ms * 1000, mid2, ...NO_SIZES });
    return this;
  }

  broken(): this {
    this.feature.onBreak(this.state, 0);
    return this;
  }

  /** Goes on from a copy, as from a checkpoint. */
  resumed(): this {
    this.state = structuredClone(this.state);
    return this;
  }

  row(ms: number, mid2: number | null = null): FeatureValues {
    const out: (number | null)[] = [];
    const top = mid2 === null ? null : bookOf(mid2);
    const known = { bidTicks: top?.bidTicks[0] ?? null, askTicks: top?.askTicks[0] ?? null };
    const row = { timeUs: ms * 1000, ...known } as SignalRow;
    this.feature.onRow(this.state, { timeUs: ms * 1000, row, top, bookReason: top === null ? 'one_sided' : null }, out);
    return Object.fromEntries(this.feature.columns.map(({ name }, c) => [name, out[c] ?? null]));
  }
}
