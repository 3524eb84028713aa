// A running sum of signed flow, restarted at fixed times, and what each row added to it.

export interface RunningFlow {
  /** Restarts at whole multiples of this since the epoch: a day is 00:00 UTC. */
  readonly resetUs: number;
  /** Which of those periods the sum belongs to; null before the first trade. */
  period: number | null;
  total: number;
  /** Since the last row. */
  row: number;
  /** The row began after the first trade: its sum is the whole. */
  rowIsWhole: boolean;
}

/** @throws RangeError unless the period is above 0 */
export function initRunningFlow(resetUs: number): RunningFlow {
  if (!(resetUs > 0)) throw new RangeError(`a restart every ${resetUs} µs`);
  return { resetUs, period: null, total: 0, row: 0, rowIsWhole: false };
}

/** After a break: trades are missing. Nothing is known until the next one. */
export function clearRunningFlow(state: RunningFlow): void {
  state.period = null;
  state.total = 0;
  state.row = 0;
  state.rowIsWhole = false;
}

function roll(state: RunningFlow, timeUs: number): void {
  const period = Math.floor(timeUs / state.resetUs);
  if (state.period !== period) state.total = 0;
  state.period = period;
}

/** Adds the signed amount of a trade (positive: the taker bought). */
export function addRunningFlow(state: RunningFlow, signed: number, timeUs: number): void {
  roll(state, timeUs);
  state.total += signed;
  state.row += signed;
}

/** The running sum as of a row at `timeUs`; null before the first trade since a break. */
export function runningTotal(state: RunningFlow, timeUs: number): number | null {
  if (state.period === null) return null;
  roll(state, timeUs);
  return state.total;
}

/** What the row added, and the next row begins; null where the first trade, or a break, lies within the row. */
export function takeRowFlow(state: RunningFlow): number | null {
  const whole = state.rowIsWhole ? state.row : null;
  state.row = 0;
  state.rowIsWhole = state.period !== null;
  return whole;
}
