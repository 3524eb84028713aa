// Moments of one symbol in the order they happened, from the chain to the collector: quotes, trades, rows, breaks.

export const MOMENT = { quote: 1, unreadable: 2, trade: 3, row: 4, broken: 5 } as const;

/** Quote: a..d bid and ask in ticks, their sizes in lots. Trade: price in ticks, lots, side. Others: the time alone. */
export interface Tape {
  count: number;
  kinds: Uint8Array;
  timesUs: Float64Array;
  /** Four numbers a moment. */
  cells: Float64Array;
}

const FIRST_ROOM = 256;

export const initTape = (): Tape => ({
  count: 0,
  kinds: new Uint8Array(FIRST_ROOM),
  timesUs: new Float64Array(FIRST_ROOM),
  cells: new Float64Array(FIRST_ROOM * 4),
});

function grow(tape: Tape): void {
  const { kinds, timesUs, cells } = tape;
  tape.kinds = new Uint8Array(kinds.length * 2);
  tape.timesUs = new Float64Array(timesUs.length * 2);
  tape.cells = new Float64Array(cells.length * 2);
  tape.kinds.set(kinds);
  tape.timesUs.set(timesUs);
  tape.cells.set(cells);
}

/** Adds a moment; the caller writes its numbers to `cells` from the returned offset on. */
export function pushTape(tape: Tape, kind: number, timeUs: number): number {
  if (tape.count === tape.kinds.length) grow(tape);
  tape.kinds[tape.count] = kind;
  tape.timesUs[tape.count] = timeUs;
  return tape.count++ * 4;
}

/** Forgets the first `n` moments. */
export function shiftTape(tape: Tape, n: number): void {
  tape.kinds.copyWithin(0, n, tape.count);
  tape.timesUs.copyWithin(0, n, tape.count);
  tape.cells.copyWithin(0, n * 4, tape.count * 4);
  tape.count -= n;
}
