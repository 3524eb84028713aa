// Swing highs and lows of the mid, each known only when it is confirmed.
// Two rules: k samples on both sides (as fractals, B. Williams 1995), or a reversal by so many ticks (zigzag).

export type PivotRule =
  /** Above the k samples before it and not below the k after it (a low: mirrored). Confirmed k samples later. */
  | { readonly kind: 'samples'; readonly count: number }
  /** The extreme before the mid came back by so many half ticks or more. Confirmed by the sample that did. */
  | { readonly kind: 'reversal'; readonly halfTicks: number };

/** A confirmed pivot. */
export interface Pivot {
  /** +1 a high, −1 a low. */
  readonly side: 1 | -1;
  /** Time of the extreme, and of the sample that confirmed it; never used before the latter. */
  readonly timeUs: number;
  readonly confirmUs: number;
  /** Mid in half ticks (best bid + best ask), and the cumulative flow, at the extreme. */
  readonly mid2: number;
  readonly flow: number;
}

export interface PivotSample {
  readonly timeUs: number;
  readonly mid2: number;
  readonly flow: number;
}

/** `samples`: the last 2k + 1 samples in a ring. `reversal`: the extremes since the last pivot, in slots 0 (high), 1 (low). */
export interface PivotState {
  readonly rule: PivotRule;
  readonly times: Float64Array;
  readonly mids: Float64Array;
  readonly flows: Float64Array;
  /** Samples seen since the last break. */
  count: number;
  /** Side of the last pivot by reversal; 0 before the first. */
  last: 1 | -1 | 0;
}

/** @throws RangeError for a rule that can find nothing */
export function initPivots(rule: PivotRule): PivotState {
  const least = rule.kind === 'samples' ? rule.count : rule.halfTicks;
  if (!(Number.isInteger(least) && least >= 1)) throw new RangeError(`pivots by ${least} ${rule.kind}`);
  const size = rule.kind === 'samples' ? 2 * rule.count + 1 : 2;
  return {
    rule: { ...rule },
    times: new Float64Array(size),
    mids: new Float64Array(size),
    flows: new Float64Array(size),
    count: 0,
    last: 0,
  };
}

export function clearPivots(state: PivotState): void {
  state.count = 0;
  state.last = 0;
}

/** The pivot that this sample confirms; null when none. Times must not decrease. */
export const stepPivots = (state: PivotState, sample: PivotSample): Pivot | null =>
  state.rule.kind === 'samples'
    ? stepSamples(state, state.rule.count, sample)
    : stepReversal(state, state.rule.halfTicks, sample);

function put(state: PivotState, slot: number, { timeUs, mid2, flow }: PivotSample): void {
  state.times[slot] = timeUs;
  state.mids[slot] = mid2;
  state.flows[slot] = flow;
}

const pivotAt = (state: PivotState, slot: number, { side, confirmUs }: Pick<Pivot, 'side' | 'confirmUs'>): Pivot => ({
  side,
  timeUs: state.times[slot] as number,
  confirmUs,
  mid2: state.mids[slot] as number,
  flow: state.flows[slot] as number,
});

function stepSamples(state: PivotState, k: number, sample: PivotSample): Pivot | null {
  const size = state.mids.length;
  put(state, state.count % size, sample);
  state.count++;
  if (state.count < size) return null;
  // The oldest of the 2k + 1 samples lies in the slot that the next one will take; the middle one k slots behind it.
  const oldest = state.count % size;
  const middle = (oldest + k) % size;
  for (const side of [1, -1] as const) {
    if (isExtreme(state, { oldest, side, k })) return pivotAt(state, middle, { side, confirmUs: sample.timeUs });
  }
  return null;
}

/** Strictly beyond those before, at or beyond those after: of a flat top the first sample is the pivot. */
function isExtreme({ mids }: PivotState, { oldest, side, k }: { oldest: number; side: 1 | -1; k: number }): boolean {
  const size = mids.length;
  const middle = mids[(oldest + k) % size] as number;
  for (let i = 0; i < k; i++) {
    if (!(side * (middle - (mids[(oldest + i) % size] as number)) > 0)) return false;
    if (!(side * (middle - (mids[(oldest + k + 1 + i) % size] as number)) >= 0)) return false;
  }
  return true;
}

const HIGH = 0;
const LOW = 1;

/** Highs and lows alternate; before the first pivot both are looked for. */
function stepReversal(state: PivotState, halfTicks: number, sample: PivotSample): Pivot | null {
  const { mids } = state;
  if (state.count++ === 0) {
    put(state, HIGH, sample);
    put(state, LOW, sample);
    return null;
  }
  if (sample.mid2 > (mids[HIGH] as number)) put(state, HIGH, sample);
  if (sample.mid2 < (mids[LOW] as number)) put(state, LOW, sample);
  const confirmUs = sample.timeUs;
  if (state.last !== 1 && (mids[HIGH] as number) - sample.mid2 >= halfTicks) {
    const pivot = pivotAt(state, HIGH, { side: 1, confirmUs });
    state.last = 1;
    put(state, LOW, sample);
    return pivot;
  }
  if (state.last !== -1 && sample.mid2 - (mids[LOW] as number) >= halfTicks) {
    const pivot = pivotAt(state, LOW, { side: -1, confirmUs });
    state.last = -1;
    put(state, HIGH, sample);
    return pivot;
  }
  return null;
}

/** +1 regular bullish, −1 regular bearish, +2 hidden bullish, −2 hidden bearish, 0 none. */
export type PivotDivergence = 1 | -1 | 2 | -2 | 0;

/**
 * Two pivots of one side, the earlier first. Regular: the price goes on to a new extreme and the flow does not follow
 * (a lower low with a higher flow is bullish, a higher high with a lower flow bearish). Hidden: the flow goes on and the
 * price does not follow (a higher low with a lower flow is bullish, a lower high with a higher flow bearish).
 */
export function pivotDivergence(before: Pivot, pivot: Pivot): PivotDivergence {
  const price = pivot.side * (pivot.mid2 - before.mid2);
  const flow = pivot.side * (pivot.flow - before.flow);
  if (price > 0 && flow < 0) return pivot.side === 1 ? -1 : 1;
  if (price < 0 && flow > 0) return pivot.side === 1 ? -2 : 2;
  return 0;
}
