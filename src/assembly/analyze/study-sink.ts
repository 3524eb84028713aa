// What the observer sees, into the collector: within the range asked for, with silences told before what lies behind them.

import {
  type Collector,
  breakCollector,
  noteSilence,
  pushDecision,
  pushQuote,
  pushTrade,
} from '../../core/analysis/collect/collector.js';
import type { StudySink } from '../../core/analysis/observe/observer.js';
import type { MidMoment } from '../../core/pipeline/feature.js';

export interface StudySinkState extends StudySink {
  /** Nothing came from any symbol between two times. */
  silence(fromUs: number, toUs: number): void;
}

const quoteOf = ({ mid2, bidTicks, bidLots, askTicks, askLots }: MidMoment) =>
  mid2 === null ? null : { bidTicks, bidLots, askTicks, askLots };

/** @param fromUs what comes before only warms the windows */
export function studySink(collector: Collector, fromUs: number): StudySinkState {
  const silences: (readonly [fromUs: number, toUs: number])[] = [];
  const isInside = (timeUs: number): boolean => {
    for (let first = silences[0]; first !== undefined && first[0] < timeUs; first = silences[0]) {
      noteSilence(collector, first[0], first[1]);
      silences.shift();
    }
    return timeUs >= fromUs;
  };
  return {
    silence: (from, to) => void silences.push([from, to]),
    quote: (moment) => (isInside(moment.timeUs) ? pushQuote(collector, moment.timeUs, quoteOf(moment)) : undefined),
    trade: (moment) => (isInside(moment.timeUs) ? pushTrade(collector, moment) : undefined),
    broken: (timeUs) => (isInside(timeUs) ? breakCollector(collector, timeUs) : undefined),
    decision: (timeUs, values, sides) =>
      isInside(timeUs) ? pushDecision(collector, timeUs, { values, sides }) : undefined,
  };
}
