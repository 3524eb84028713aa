// Feeds of a collector as lists: run through it, or through a plain reference that looks at everything at once.

import {
  type Collector,
  type CollectorOptions,
  breakCollector,
  finishCollector,
  initCollector,
  noteSilence,
  pushDecision,
  pushQuote,
  pushTrade,
} from '../../src/core/analysis/collect/collector.js';
import type { Collected } from '../../src/core/analysis/collect/collected.js';
import type { Quote } from '../../src/core/analysis/collect/quote-ring.js';
import type { StudyPlan } from '../../src/core/analysis/study-plan.js';

export type Fed =
  | { readonly kind: 'quote'; readonly timeUs: number; readonly quote: Quote | null }
  | {
      readonly kind: 'trade';
      readonly timeUs: number;
      readonly priceTicks: number;
      readonly lots: number;
      readonly side: number;
    }
  | {
      readonly kind: 'decision';
      readonly timeUs: number;
      readonly values: readonly number[];
      readonly sides: readonly number[];
    }
  | { readonly kind: 'break'; readonly timeUs: number }
  | { readonly kind: 'silence'; readonly timeUs: number; readonly toUs: number };

export function feed(c: Collector, fed: Fed): void {
  switch (fed.kind) {
    case 'quote':
      return pushQuote(c, fed.timeUs, fed.quote);
    case 'trade':
      return pushTrade(c, fed);
    case 'decision':
      return pushDecision(c, fed.timeUs, {
        values: Float64Array.from(fed.values),
        sides: Int8Array.from(fed.sides),
      });
    case 'break':
      return breakCollector(c, fed.timeUs);
    case 'silence':
      return noteSilence(c, fed.timeUs, fed.toUs);
  }
}

export function collect(plan: StudyPlan, list: readonly Fed[], options: CollectorOptions = {}): Collected {
  const c = initCollector(plan, options);
  for (const fed of list) feed(c, fed);
  return finishCollector(c);
}

const START_US = 1_723_161_600_000_000;

/** A feed written by hand: times in ms after midnight UTC, quotes one tick wide unless said. */
export class Script {
  readonly list: Fed[] = [];

  /** Sizes at bid and ask, and the spread in ticks. */
  quote(
    ms: number,
    bidTicks: number,
    [bidLots, askLots, spread = 1]: readonly [number, number, number?] = [5, 5],
  ): this {
    const quote = { bidTicks, askTicks: bidTicks + spread, bidLots, askLots };
    this.list.push({ kind: 'quote', timeUs: at(ms), quote });
    return this;
  }

  unreadable(ms: number): this {
    this.list.push({ kind: 'quote', timeUs: at(ms), quote: null });
    return this;
  }

  /** Positive lots: the taker bought. */
  trade(ms: number, priceTicks: number, signed: number): this {
    const side = Math.sign(signed);
    this.list.push({ kind: 'trade', timeUs: at(ms), priceTicks, lots: Math.abs(signed), side });
    return this;
  }

  /** One side a signal; its value is the side unless given. */
  decide(ms: number, sides: readonly number[], values: readonly number[] = sides): this {
    this.list.push({ kind: 'decision', timeUs: at(ms), values, sides });
    return this;
  }

  broken(ms: number): this {
    this.list.push({ kind: 'break', timeUs: at(ms) });
    return this;
  }

  silence(fromMs: number, toMs: number): this {
    this.list.push({ kind: 'silence', timeUs: at(fromMs), toUs: at(toMs) });
    return this;
  }
}

export const at = (ms: number): number => START_US + ms * 1_000;

export const returnBp = (from: number, to: number): number => (from === to ? 0 : Math.log(to / from) * 1e4);
