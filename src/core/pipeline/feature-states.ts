// What the chain keeps for the features asked for: the list of them, and for each symbol their states as plain data.

import { type TopLevels, createTopLevels } from '../book/top-levels.js';
import type { BookMoment, BoundFeature, FeatureScale, MidMoment, TradeMoment } from './feature.js';

type Writable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** The features of a run. Not part of any state: it holds functions, and is the same for all symbols. */
export interface FeatureSet {
  readonly bound: readonly BoundFeature[];
  /** Levels a side that the hungriest of them asks for; 0: none looks at a book. */
  readonly levels: number;
  /** What operators are shown, filled anew each time. They must not keep it. */
  readonly book: Writable<BookMoment> | null;
  /** Null: none looks at the mid between rows. */
  readonly mid: Writable<MidMoment> | null;
  readonly trade: Writable<TradeMoment>;
}

/** Plain data: structuredClone is a checkpoint. */
export interface FeatureStates {
  /** One for each feature, in their order. */
  readonly states: readonly unknown[];
  /** Book before and after the last update; they change places. */
  prev: TopLevels;
  next: TopLevels;
  /** `prev` holds the book as it stands: the next update has something to be compared with. */
  ready: boolean;
  /** Segment that the states belong to; where the chain's is another one, a break has come since. */
  segment: number;
}

const createMid = (): Writable<MidMoment> => ({
  timeUs: 0,
  mid2: null,
  bidTicks: 0,
  bidLots: 0,
  askTicks: 0,
  askLots: 0,
});

/**
 * The features of a run, or null where none is asked for.
 * @throws RangeError when two have a column of the same name
 */
export function createFeatureSet(bound: readonly BoundFeature[]): FeatureSet | null {
  if (bound.length === 0) return null;
  const names = new Set<string>();
  for (const { name } of bound.flatMap(({ columns }) => columns)) {
    if (names.has(name)) throw new RangeError(`two features have a column "${name}"`);
    names.add(name);
  }
  const levels = Math.max(...bound.map((feature) => feature.levels));
  const none = createTopLevels(Math.max(levels, 1));
  return {
    bound,
    levels,
    book: levels === 0 ? null : { timeUs: 0, matchUs: null, prev: null, next: none },
    mid: bound.some(({ onMid }) => onMid !== null) ? createMid() : null,
    trade: { timeUs: 0, priceTicks: 0, lots: 0, side: 1, mid2: null },
  };
}

export function initFeatureStates({ bound, levels }: FeatureSet, scale: FeatureScale): FeatureStates {
  const depth = Math.max(levels, 1);
  return {
    states: bound.map((feature) => feature.init(scale)),
    prev: createTopLevels(depth),
    next: createTopLevels(depth),
    ready: false,
    segment: 0,
  };
}
