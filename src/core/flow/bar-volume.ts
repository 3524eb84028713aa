// How much volume one bar of equal volume holds: a fixed size, or a share of what was traded lately.

export interface BarVolumeConfig {
  /** Size of every bar, lots; 0: a share of the trailing volume. */
  readonly fixedLots: number;
  readonly share: number;
  /** Span of the trailing volume, µs. */
  readonly trailingUs: number;
}

/** The span is cut into slices that begin at whole multiples of their length; the open one does not count yet. */
export interface BarVolume {
  readonly config: BarVolumeConfig;
  readonly sliceUs: number;
  /** Lots of the last whole slices, in a ring. */
  readonly slices: Float64Array;
  head: number;
  filled: number;
  /** Number of the open slice; null before the first trade. */
  open: number | null;
  openLots: number;
  /** Data began within the open slice. */
  openIsPartial: boolean;
  /** Lots of all slices in the ring: an exact integer. */
  sum: number;
  /** Size told last. */
  lots: number | null;
}

const SLICES = 60;

/** @throws RangeError for sizes, shares and spans that make no bar */
export function initBarVolume(config: BarVolumeConfig): BarVolume {
  const { fixedLots, share, trailingUs } = config;
  if (!(fixedLots >= 0 && fixedLots < Infinity)) throw new RangeError(`bars of ${fixedLots} lots`);
  if (!(share > 0 && share <= 1)) throw new RangeError(`a share of ${share}: not within (0, 1]`);
  if (!(trailingUs >= SLICES)) throw new RangeError(`a trailing span of ${trailingUs} µs: less than ${SLICES}`);
  return {
    config: { fixedLots, share, trailingUs },
    sliceUs: Math.floor(trailingUs / SLICES),
    slices: new Float64Array(SLICES),
    head: 0,
    filled: 0,
    open: null,
    openLots: 0,
    openIsPartial: true,
    sum: 0,
    lots: null,
  };
}

export function clearBarVolume(state: BarVolume): void {
  state.slices.fill(0);
  state.head = 0;
  state.filled = 0;
  state.open = null;
  state.openLots = 0;
  state.openIsPartial = true;
  state.sum = 0;
  state.lots = null;
}

function closeSlice(state: BarVolume): void {
  const { slices, head } = state;
  if (!state.openIsPartial) {
    state.sum += state.openLots - (slices[head] as number);
    slices[head] = state.openLots;
    state.head = head + 1 === SLICES ? 0 : head + 1;
    if (state.filled < SLICES) state.filled++;
  }
  state.openLots = 0;
  state.openIsPartial = false;
}

/** Closes the slices that have ended by `timeUs`. After a long quiet all are empty, however many there were. */
function rollSlices(state: BarVolume, timeUs: number): void {
  const slice = Math.floor(timeUs / state.sliceUs);
  const passed = state.open === null ? 0 : Math.min(slice - state.open, SLICES + 2);
  for (let k = 0; k < passed; k++) closeSlice(state);
  state.open = slice;
}

/**
 * Lots of a bar that opens with the trade of `lots` at `timeUs`, a whole number of at least 1: a share of the volume of
 * the slices that have closed before it, the trade not among them; where they hold none, the size told last. Null until
 * the trailing span has passed since the first trade.
 */
export function stepBarVolume(state: BarVolume, lots: number, timeUs: number): number | null {
  const { config } = state;
  if (config.fixedLots > 0) return Math.max(1, Math.round(config.fixedLots));
  rollSlices(state, timeUs);
  state.openLots += lots;
  if (state.filled === SLICES && state.sum > 0) state.lots = Math.max(1, Math.round(config.share * state.sum));
  return state.lots;
}
