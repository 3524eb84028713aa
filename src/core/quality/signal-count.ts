// How often a signal stands, how often it begins, and how strong it is.

/** Signals by group, neutral states left out. */
export const SIGNAL_KINDS = {
  ofi: ['buy', 'sell'],
  cvd: ['buy', 'sell'],
  fusion: ['strong_buy', 'strong_sell'],
  divergence: ['bullish', 'bearish', 'inconsistent'],
} as const;
export type SignalGroup = keyof typeof SIGNAL_KINDS;

export interface SignalTally {
  rows: number;
  onsets: number;
  strengthSum: number;
  strengthRows: number;
}

/** Counts of one group, by kind. */
export interface SignalGroupState {
  /** Signal of the row before, null at the begin of a segment. */
  last: string | null;
  readonly tallies: Readonly<Record<string, SignalTally>>;
}

export interface SignalCount {
  readonly group: SignalGroup;
  readonly kind: string;
  /** Rows in the state, and entries into it: a signal that lasts ten rows is one onset. */
  readonly rows: number;
  readonly onsets: number;
  /** Per hour of rows; null where the rows span no time. */
  readonly rowsPerHour: number | null;
  readonly onsetsPerHour: number | null;
  /** Mean strength over the rows in the state; null where there are none. */
  readonly meanStrength: number | null;
}

export function initSignalGroup(group: SignalGroup): SignalGroupState {
  const empty = (): SignalTally => ({ rows: 0, onsets: 0, strengthSum: 0, strengthRows: 0 });
  return { last: null, tallies: Object.fromEntries(SIGNAL_KINDS[group].map((kind) => [kind, empty()])) };
}

/** Takes the signal of a row; neutral, none and null leave the state. */
export function stepSignalGroup(state: SignalGroupState, signal: string | null, strength: number | null): void {
  const tally = signal === null ? undefined : state.tallies[signal];
  if (tally !== undefined) {
    tally.rows++;
    if (signal !== state.last) tally.onsets++;
    if (strength !== null) {
      tally.strengthSum += strength;
      tally.strengthRows++;
    }
  }
  state.last = signal;
}

export function signalCounts(state: SignalGroupState, group: SignalGroup, spanUs: number): SignalCount[] {
  const perHour = (count: number): number | null => (spanUs > 0 ? (count * 3_600_000_000) / spanUs : null);
  return Object.entries(state.tallies).map(([kind, { rows, onsets, strengthSum, strengthRows }]) => ({
    group,
    kind,
    rows,
    onsets,
    rowsPerHour: perHour(rows),
    onsetsPerHour: perHour(onsets),
    meanStrength: strengthRows === 0 ? null : strengthSum / strengthRows,
  }));
}
