// One event of a followed frame: what it adds to the row or to the bar that is open.

import { type EventBatch, FLAG, KIND } from '../market/event-batch.js';
import { tradeLots } from '../pipeline/cvd-stage.js';
import { clearRollingZ } from '../stats/rolling-z.js';
import { flowOfTerms, termsBetween, termsOfQuotes } from './why-terms.js';
import { type FrameOutcome, type WhyTrail, toQty } from './why-state.js';
import { judge } from './why-window.js';
import type { WhyBreak, WhyFrame, WhyTerm } from './why.js';

const BREAKS: Readonly<Partial<Record<number, WhyBreak['kind']>>> = {
  [KIND.resync]: 'resync',
  [KIND.depthSnapshot]: 'snapshot',
  [KIND.disconnect]: 'disconnect',
  [KIND.silence]: 'silence',
  [KIND.clockStep]: 'clock_step',
  [KIND.session]: 'session',
};

/** Ids as the exchange names them. */
function idsOf(batch: EventBatch, i: number): Readonly<Record<string, number>> {
  const [id1, id2, prev] = [batch.id1[i] as number, batch.id2[i] as number, batch.prevId[i] as number];
  switch (batch.kind[i]) {
    case KIND.depthDelta:
      return { U: id1, u: id2, ...((batch.flags[i] as number) & FLAG.hasPrevId ? { pu: prev } : {}) };
    case KIND.depthSnapshot:
    case KIND.resync:
      return { lastUpdateId: id1 };
    case KIND.aggTrade:
      return { a: id1, f: prev, l: id2 };
    case KIND.trade:
      return { t: id1 };
    case KIND.bookTicker:
      return { u: id1 };
    case KIND.gap:
      return { from: id1, to: id2 };
    default:
      return {};
  }
}

function frameOf({ events, raw }: FrameOutcome, i: number): WhyFrame {
  const flags = events.flags[i] as number;
  return {
    ...raw(),
    eventUs: flags & FLAG.hasEventTime ? (events.eventUs[i] as number) : null,
    matchUs: flags & FLAG.hasMatchTime ? (events.matchUs[i] as number) : null,
    ids: idsOf(events, i),
  };
}

/** The trail's sight is still that of before the frame. */
export function takeEvent(trail: WhyTrail, outcome: FrameOutcome, i: number): void {
  const { events } = outcome;
  const kind = events.kind[i] as number;
  const flags = events.flags[i] as number;
  const { source } = trail.config.ofi;
  switch (kind) {
    case KIND.depthDelta:
      // Deltas that waited for a snapshot change the book and make no flow; the snapshot speaks for them.
      if (source === 'depth' && (flags & FLAG.buffered) === 0) addUpdate(trail, outcome, i);
      return;
    case KIND.bookTicker:
      if (source === 'bookTicker') addUpdate(trail, outcome, i);
      else trail.otherFrames++;
      return;
    case KIND.trade:
    case KIND.aggTrade:
      if ((flags & FLAG.healed) === 0) addTrade(trail, outcome, i);
      return;
    case KIND.gap:
      addBreak(trail, flags & FLAG.tradeStream ? 'trade_gap' : 'gap', frameOf(outcome, i));
      return;
    default: {
      const name = BREAKS[kind];
      if (name === undefined) trail.otherFrames++;
      else addBreak(trail, name, frameOf(outcome, i));
    }
  }
}

function termsOf(trail: WhyTrail, { state }: FrameOutcome): readonly WhyTerm[] {
  const { sight, config } = trail;
  if (sight === null) return [];
  if (config.ofi.source === 'bookTicker') {
    return sight.ofi.quotes.ready ? termsOfQuotes(sight.ofi.quotes, state.ofi.quotes) : [];
  }
  if (!sight.ofi.ready || !state.ofi.ready) return [];
  return termsBetween(config.ofi.mode, state.ofi.weights, { prev: sight.ofi.prev, next: state.ofi.prev });
}

/** After the update the chain's `prev` is the snapshot that it left. */
function addUpdate(trail: WhyTrail, outcome: FrameOutcome, i: number): void {
  const terms = structuredClone(termsOf(trail, outcome));
  const flowLots = terms.length === 0 ? null : flowOfTerms(trail.config.ofi.mode, terms);
  trail.updates.push({ frame: frameOf(outcome, i), terms, flowLots });
}

function addTrade(trail: WhyTrail, outcome: FrameOutcome, i: number): void {
  const { events, state } = outcome;
  const { config, sight } = trail;
  // Where aggregated trades are recorded too, these are the same fills once more.
  if (events.kind[i] === KIND.trade && state.cvd.aggregated) return;
  const trade = {
    frame: frameOf(outcome, i),
    priceTicks: events.price[i] as number,
    signedLots: tradeLots(config, events, i),
  };
  trail.barTrades.push(trade);
  trail.rowTrades.push(trade);
  trail.lastTrade = trade;
  if (config.cvd.mode !== 'level' || config.cvd.sample !== 'trade' || sight === null) return;
  // The trade began a new segment: its window was cleared first.
  if (state.segment !== sight.segment) clearRollingZ(sight.cvd.z);
  trail.cvdWindow = judge(sight.cvd.z, state.nowUs, toQty(state, state.cvd.level.sumLots));
}

/** Every break but a failed call clears the windows; the sums begin anew. */
function addBreak(trail: WhyTrail, kind: WhyBreak['kind'], frame: WhyFrame): void {
  trail.breaks.push({ kind, frame });
  if (kind === 'snapshot') return;
  trail.barTrades = [];
  trail.cvdWindow = null;
}
