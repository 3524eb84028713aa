// Crossings as the chain hands them out: beside the rows, for they are rare. `Crossed` in event.ts is the same in words.

/**
 * A book whose best bid reached its best ask (a message was lost or wrong, though no id shows it), or one that is in
 * order again. A snapshot, a depth gap or another session ends a crossing without an `uncrossed`.
 */
export interface CrossingEvent {
  /** Row of the event batch that did it. */
  readonly index: number;
  /** Chain clock: greatest receive time seen, µs. */
  readonly timeUs: number;
  /** Symbol code of the events. */
  readonly symbol: number;
  readonly kind: 'crossed' | 'uncrossed';
  /** Best prices then, in ticks; null where a side is empty. */
  readonly bidTicks: number | null;
  readonly askTicks: number | null;
}
