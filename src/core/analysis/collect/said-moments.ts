// Moments at which a signal from elsewhere speaks, told in their turn between what the market does.

/** Ascending times, each once; side +1 or −1, and the value that goes with it. */
export interface SaidMoments {
  readonly timeUs: Float64Array;
  readonly side: Int8Array;
  readonly value: Float64Array;
}

/** Plain data. */
export interface SaidState {
  readonly moments: SaidMoments;
  /** First moment that has not been told. */
  next: number;
  /** Moments before the data, or before the range. */
  early: number;
  told: number;
}

/** What all signals say; the signal from elsewhere is the last of them. */
interface Saying {
  readonly values: Float64Array;
  readonly sides: Int8Array;
}

export const initSaid = (moments: SaidMoments): SaidState => ({ moments, next: 0, early: 0, told: 0 });

function tell({ moments }: SaidState, { values, sides }: Saying, at: number): void {
  values[values.length - 1] = moments.value[at] as number;
  sides[sides.length - 1] = moments.side[at] as number;
}

/** At a row: what is said at this very instant, else nothing. Gives whether something was. */
export function saidAt(state: SaidState, saying: Saying, timeUs: number): boolean {
  const { values, sides } = saying;
  values[values.length - 1] = 0;
  sides[sides.length - 1] = 0;
  if (state.moments.timeUs[state.next] !== timeUs) return false;
  tell(state, saying, state.next++);
  state.told++;
  return true;
}

/**
 * The next moment before `timeUs`, put into what is said; null where there is none. Those before `fromUs` are counted and
 * passed over. At an instant what the market did comes first: it was known then.
 */
export function saidBefore(
  state: SaidState,
  saying: Saying,
  { timeUs, fromUs }: { readonly timeUs: number; readonly fromUs: number },
): number | null {
  const { moments } = state;
  for (; state.next < moments.timeUs.length; state.next++) {
    const us = moments.timeUs[state.next] as number;
    if (us >= timeUs) return null;
    if (us < fromUs) {
      state.early++;
      continue;
    }
    tell(state, saying, state.next++);
    state.told++;
    return us;
  }
  return null;
}
