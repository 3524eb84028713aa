// A rate over the last interval: what is going on now, not what has been on the average since the beginning.

export interface IntervalRate {
  count: number;
  seconds: number;
  perSecond: number;
}

/** Shorter intervals are joined to the next one: a handful of messages makes no rate. */
const SHORTEST_S = 1;

export const initIntervalRate = (): IntervalRate => ({ count: 0, seconds: 0, perSecond: 0 });

/** The rate since the last call that was long enough ago. @param seconds on a clock that does not step */
export function stepIntervalRate(state: IntervalRate, count: number, seconds: number): number {
  const spanS = seconds - state.seconds;
  if (spanS < SHORTEST_S) return state.perSecond;
  state.perSecond = (count - state.count) / spanS;
  state.count = count;
  state.seconds = seconds;
  return state.perSecond;
}
