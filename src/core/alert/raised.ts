// An alert as it is shown, recorded and sent on.

export interface RaisedAlert {
  /** µs since the epoch, of the data. */
  readonly timeUs: number;
  /** Null where it concerns no single symbol. */
  readonly symbol: string | null;
  /** The expression, or the name of the built-in one: `stale`, `resync`, `gap`, `latency`, `disk`. */
  readonly rule: string;
  readonly text: string;
  readonly isActive: boolean;
}
