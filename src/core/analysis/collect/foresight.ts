// Signs that signals were made with knowledge of what came later: moments that are the turns of the price to the tick, and
// sides that are the sign of a move that is already over.

import type { Count } from '../binomial.js';

/** Changes of the mid in order of time, as a queue; the values of a monotone one ascend or descend from its head. */
interface Queue {
  readonly timeUs: number[];
  readonly mid2: number[];
  head: number;
}

/** A moment whose horizon is not over. Side 0 is a control, which counts for both. */
interface Waiting {
  readonly timeUs: number;
  readonly side: number;
  readonly mid2: number;
  /** Least and greatest mid of the horizon before it, and the mid at its beginning; null where that is not known. */
  readonly low: number | null;
  readonly high: number | null;
  readonly before: number | null;
}

export interface ForesightState {
  readonly horizonUs: number;
  readonly lows: Queue;
  readonly highs: Queue;
  /** Every change of the last horizon, for the mid a horizon ago. */
  readonly path: Queue;
  waiting: Waiting[];
  first: number;
  /** The mid that stands, in half ticks; null while unknown. */
  mid2: number | null;
  /** Since when the mid is known without a break. */
  sinceUs: number;
  lastControlUs: number;
  readonly said: Tally;
  readonly control: Tally;
}

interface Tally {
  n: number;
  /** The price never went against it within the horizon, and did go its way. */
  ends: number;
  /** Besides, it is an extreme of the horizon before it. */
  turns: number;
  pastHits: number;
  past: number;
}

const queue = (): Queue => ({ timeUs: [], mid2: [], head: 0 });
const tally = (): Tally => ({ n: 0, ends: 0, turns: 0, pastHits: 0, past: 0 });

export const initForesight = (horizonUs: number): ForesightState => ({
  horizonUs,
  lows: queue(),
  highs: queue(),
  path: queue(),
  waiting: [],
  first: 0,
  mid2: null,
  sinceUs: Infinity,
  lastControlUs: -Infinity,
  said: tally(),
  control: tally(),
});

/** Room that is used up is given back in one piece. */
const LEAST_CUT = 1_024;

function dropUntil(from: Queue, timeUs: number): void {
  while (from.head < from.timeUs.length && (from.timeUs[from.head] as number) <= timeUs) from.head++;
  if (from.head < LEAST_CUT || from.head * 2 < from.timeUs.length) return;
  from.timeUs.splice(0, from.head);
  from.mid2.splice(0, from.head);
  from.head = 0;
}

/** Adds a value behind all that it does not outdo: the head stays the extreme of the window. */
function push(into: Queue, { timeUs, mid2 }: { timeUs: number; mid2: number }, sign: -1 | 0 | 1): void {
  const isOutdone = (): boolean =>
    sign !== 0 && into.mid2.length > into.head && sign * (into.mid2.at(-1) as number) <= sign * mid2;
  while (isOutdone()) {
    into.timeUs.pop();
    into.mid2.pop();
  }
  into.timeUs.push(timeUs);
  into.mid2.push(mid2);
}

const headOf = ({ mid2, head }: Queue): number | null => mid2[head] ?? null;

function count(to: Tally, one: Waiting, { low, high, side }: { low: number; high: number; side: number }): void {
  const isEnd = side > 0 ? one.mid2 <= low && high > one.mid2 : one.mid2 >= high && low < one.mid2;
  const isTurn = one.low !== null && one.high !== null && (side > 0 ? one.mid2 <= one.low : one.mid2 >= one.high);
  to.n++;
  if (isEnd) to.ends++;
  if (isEnd && isTurn) to.turns++;
  const past = one.before === null ? 0 : side * (one.mid2 - one.before);
  if (past !== 0) to.past++;
  if (past > 0) to.pastHits++;
}

/** Moments whose horizon ends before this time. */
function settle(state: ForesightState, timeUs: number): void {
  const { waiting, horizonUs, lows, highs } = state;
  for (; state.first < waiting.length; state.first++) {
    const one = waiting[state.first] as Waiting;
    if (one.timeUs + horizonUs >= timeUs) break;
    dropUntil(lows, one.timeUs);
    dropUntil(highs, one.timeUs);
    const low = Math.min(one.mid2, headOf(lows) ?? one.mid2);
    const high = Math.max(one.mid2, headOf(highs) ?? one.mid2);
    if (one.side !== 0) count(state.said, one, { low, high, side: one.side });
    else for (const side of [1, -1]) count(state.control, one, { low, high, side });
  }
  if (state.first > LEAST_CUT) {
    state.waiting = waiting.slice(state.first);
    state.first = 0;
  }
}

/** The mid as of now, in half ticks; null: it cannot be read, and nothing spans that. */
export function foresightQuote(state: ForesightState, timeUs: number, mid2: number | null): void {
  settle(state, timeUs);
  if (mid2 === null) return breakForesight(state);
  if (mid2 === state.mid2) return;
  if (state.mid2 === null) state.sinceUs = timeUs;
  state.mid2 = mid2;
  push(state.lows, { timeUs, mid2 }, -1);
  push(state.highs, { timeUs, mid2 }, 1);
  push(state.path, { timeUs, mid2 }, 0);
}

export function breakForesight(state: ForesightState): void {
  state.waiting = [];
  state.first = 0;
  state.mid2 = null;
  state.sinceUs = Infinity;
  for (const one of [state.lows, state.highs, state.path]) {
    one.timeUs.length = 0;
    one.mid2.length = 0;
    one.head = 0;
  }
}

function wait(state: ForesightState, timeUs: number, side: number): void {
  const { lows, highs, path, horizonUs, mid2, sinceUs } = state;
  if (mid2 === null) return;
  settle(state, timeUs);
  const fromUs = timeUs - horizonUs;
  const isKnown = sinceUs <= fromUs;
  // The change that stood at the window's beginning is part of it.
  while (path.head + 1 < path.timeUs.length && (path.timeUs[path.head + 1] as number) <= fromUs) path.head++;
  dropUntil(lows, fromUs);
  dropUntil(highs, fromUs);
  dropUntil(path, -Infinity);
  const before = isKnown ? headOf(path) : null;
  const low = before === null ? null : Math.min(before, headOf(lows) ?? before);
  const high = before === null ? null : Math.max(before, headOf(highs) ?? before);
  state.waiting.push({ timeUs, side, mid2, low, high, before });
}

/** A signal's own moment; what the market did up to then has been told. */
export const foresightSaid = (state: ForesightState, timeUs: number, side: number): void => wait(state, timeUs, side);

/** Any other moment: what chance gives. One a horizon is looked at. */
export function foresightControl(state: ForesightState, timeUs: number): void {
  if (timeUs - state.lastControlUs < state.horizonUs) return;
  state.lastControlUs = timeUs;
  wait(state, timeUs, 0);
}

export interface Foresight {
  readonly horizonUs: number;
  /** Moments whose price the horizon after them never undercut (buys) or exceeded (sells), of all with an end. */
  readonly ends: Count;
  /** Of these, extremes of the horizon before them too. */
  readonly turns: Count;
  /** Sides that are the sign of the move that ended at their moment. */
  readonly past: Count;
  /** The same of moments that nobody chose. */
  readonly controlEnds: Count;
  readonly controlTurns: Count;
}

/** Moments whose horizon is not over at the end count nowhere. */
export function finishForesight({ horizonUs, said, control }: ForesightState): Foresight {
  return {
    horizonUs,
    ends: { hits: said.ends, n: said.n },
    turns: { hits: said.turns, n: said.n },
    past: { hits: said.pastHits, n: said.past },
    controlEnds: { hits: control.ends, n: control.n },
    controlTurns: { hits: control.turns, n: control.n },
  };
}
