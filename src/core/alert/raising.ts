// What has been raised and when: the same thing is not raised again too soon, and what is left out is counted.

/** By name of what is raised; plain data. */
export type Raisings = Map<string, Raising>;

interface Raising {
  isOn: boolean;
  isRaised: boolean;
  lastUs: number;
  /** Beginnings since the last raise that were over before they could be raised. */
  suppressed: number;
}

export interface RaiseInput {
  readonly isOn: boolean;
  readonly timeUs: number;
  /** Least time between two raises of the same. */
  readonly minGapUs: number;
}

export type Raised = { readonly kind: 'raise'; readonly suppressed: number } | { readonly kind: 'clear' };

/**
 * Raised where it begins; where that is too soon after the last time, as soon as it is not, if it still lasts then.
 * `suppressed`: beginnings since the raise before that were left out.
 */
export function stepRaising(raisings: Raisings, name: string, { isOn, timeUs, minGapUs }: RaiseInput): Raised | null {
  let state = raisings.get(name);
  if (state === undefined) {
    if (!isOn) return null;
    state = { isOn: false, isRaised: false, lastUs: -Infinity, suppressed: 0 };
    raisings.set(name, state);
  }
  const isBeginning = isOn && !state.isOn;
  state.isOn = isOn;
  if (!isOn) {
    if (!state.isRaised) return null;
    state.isRaised = false;
    return { kind: 'clear' };
  }
  if (state.isRaised) return null;
  const isSoon = timeUs - state.lastUs < minGapUs;
  if (isSoon && isBeginning) state.suppressed++;
  if (isSoon) return null;
  // A beginning that was put off is told now: it is not one of those left out.
  const suppressed = isBeginning ? state.suppressed : state.suppressed - 1;
  Object.assign(state, { isRaised: true, lastUs: timeUs, suppressed: 0 });
  return { kind: 'raise', suppressed };
}

export const isRaised = (raisings: Raisings, name: string): boolean => raisings.get(name)?.isRaised === true;
