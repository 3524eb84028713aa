// What a metric is: its definition, and its values at one moment.

export type MetricKind = 'counter' | 'gauge' | 'summary';

export interface MetricDefinition {
  /** As Prometheus wants it: lower case, the unit last, counters end in `_total`. */
  readonly name: `v13_${string}`;
  readonly kind: MetricKind;
  /** `ms`, `B`, `msg/s`, `messages` …; empty for plain numbers. */
  readonly unit: string;
  readonly help: string;
  readonly labels: readonly string[];
}

export interface MetricQuantile {
  /** 0..1. */
  readonly share: number;
  readonly value: number;
}

/** One value of a counter or gauge, or the quantiles, sum and count of a summary. */
export interface MetricSample {
  readonly labels: Readonly<Record<string, string>>;
  /** Counter, gauge: the value. Summary: the sum of all that was observed. */
  readonly value: number;
  /** Summaries only. */
  readonly quantiles?: readonly MetricQuantile[];
  readonly count?: number;
}

export interface MetricFamily {
  readonly definition: MetricDefinition;
  /** Absent values have no sample: there is no NaN for "not known". */
  readonly samples: readonly MetricSample[];
}
