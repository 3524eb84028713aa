// How many alerts people are told of in a minute; what is more is counted, and said with the next one told.

export interface NoticeLimit {
  /** Of any minute. */
  readonly perMinute: number;
}

/** Plain data. */
export interface NoticeState {
  readonly config: NoticeLimit;
  /** Times of the notices of the last minute. */
  readonly times: number[];
  /** Not told since the last notice, and in all. */
  untold: number;
  untoldInAll: number;
}

export const DEFAULT_NOTICES: NoticeLimit = { perMinute: 10 };

const MINUTE_US = 60_000_000;

export const initNotices = (config: NoticeLimit): NoticeState => ({ config, times: [], untold: 0, untoldInAll: 0 });

/** How many were left out before this one, which is told; null where it is left out too. */
export function stepNotices(state: NoticeState, timeUs: number): number | null {
  const { times, config } = state;
  while (times[0] !== undefined && timeUs - times[0] >= MINUTE_US) times.shift();
  if (times.length >= config.perMinute) {
    state.untold++;
    state.untoldInAll++;
    return null;
  }
  times.push(timeUs);
  const { untold } = state;
  state.untold = 0;
  return untold;
}
