// Decisions whose outcomes are not known yet: what each signal said, and for which horizons it counts.

/** Decision i (first ≤ i < end) stands at slot i modulo the room; i counts all decisions from the beginning. */
export interface DecisionRing {
  readonly signals: number;
  readonly horizons: number;
  first: number;
  end: number;
  timesUs: Float64Array;
  /** One a signal: its value (NaN: none) and its side as said, and marks by horizon (bit h). */
  values: Float64Array;
  sides: Int8Array;
  /** In the zone of that side. */
  long: Uint32Array;
  short: Uint32Array;
  /** First sample in the zone. */
  entered: Uint32Array;
  /** Entered, and the refractory time of the onset before is over. */
  onset: Uint32Array;
  /** In the zone, at least the horizon after the last one so marked. */
  spaced: Uint32Array;
  /** The signals in their zone at any horizon: the first `actives` of a decision's places. */
  active: Uint16Array;
  actives: Uint16Array;
  /** One a decision: spaced whatever the signals say. */
  grid: Uint32Array;
  /** One a horizon: return of the mid over the horizon before, bp; NaN: unknown. */
  past: Float64Array;
  /** Codes of the regimes at the decision. */
  volatility: Uint8Array;
  spread: Uint8Array;
  /** Variance of the mid's return over a second, bp²; NaN: unknown. */
  variance: Float64Array;
}

const FIRST_ROOM = 1024;

const arraysOf = (room: number, signals: number, horizons: number) => ({
  timesUs: new Float64Array(room),
  values: new Float64Array(room * signals),
  sides: new Int8Array(room * signals),
  long: new Uint32Array(room * signals),
  short: new Uint32Array(room * signals),
  entered: new Uint32Array(room * signals),
  onset: new Uint32Array(room * signals),
  spaced: new Uint32Array(room * signals),
  active: new Uint16Array(room * signals),
  actives: new Uint16Array(room),
  grid: new Uint32Array(room),
  past: new Float64Array(room * horizons),
  volatility: new Uint8Array(room),
  spread: new Uint8Array(room),
  variance: new Float64Array(room),
});

export const initDecisionRing = (signals: number, horizons: number): DecisionRing => ({
  signals,
  horizons,
  first: 0,
  end: 0,
  ...arraysOf(FIRST_ROOM, signals, horizons),
});

type Cells = Float64Array | Int8Array | Uint8Array | Uint16Array | Uint32Array;

function grow(ring: DecisionRing): void {
  const { signals, horizons, first, end } = ring;
  const mask = ring.timesUs.length - 1;
  const room = 2 * (mask + 1);
  const wider = arraysOf(room, signals, horizons);
  for (const name of Object.keys(wider) as (keyof typeof wider)[]) {
    const from: Cells = ring[name];
    const to: Cells = wider[name];
    const width = from.length / (mask + 1);
    for (let i = first; i < end; i++) {
      const at = (i & mask) * width;
      to.set(from.subarray(at, at + width), (i & (room - 1)) * width);
    }
  }
  Object.assign(ring, wider);
}

export const isDecisionRingTight = (ring: DecisionRing): boolean => ring.end - ring.first === ring.timesUs.length;

/** Slot of decision i. */
export const decisionSlot = (ring: DecisionRing, i: number): number => i & (ring.timesUs.length - 1);

/** Side of the signal at mark = slot · signals + signal, at the horizon of a bit: +1, −1; 0 outside the zone. */
export const sideOf = (ring: DecisionRing, mark: number, bit: number): number =>
  ((ring.long[mark] as number) & bit) !== 0 ? 1 : ((ring.short[mark] as number) & bit) !== 0 ? -1 : 0;

/** Slot for the next decision: all its cells are for the caller to fill. Grows where nothing has been settled. */
export function pushDecisionRing(ring: DecisionRing, timeUs: number): number {
  if (isDecisionRingTight(ring)) grow(ring);
  const slot = decisionSlot(ring, ring.end++);
  ring.timesUs[slot] = timeUs;
  return slot;
}
