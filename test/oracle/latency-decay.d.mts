// What the second computation of latency decay gives.

export interface DecayRow {
  readonly signal: string;
  readonly scheme: string;
  readonly latencyUs: number;
  readonly n: number;
  readonly hits: number;
  readonly ties: number;
  readonly edgeBp: number;
}

export function latencyDecay(path: string, tick: number, step: number): DecayRow[];
