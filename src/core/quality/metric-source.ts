// One metric of a capture: its definition, its place in metrics.json, and how its values are read from there.

import type { MetricDefinition, MetricQuantile, MetricSample } from './metric-family.js';
import type { CaptureMetrics, MetricPercentiles, WindowedPercentiles } from './metrics-document.js';

export interface CaptureMetric extends MetricDefinition {
  /** Keys of metrics.json that hold the same, as a path: `symbols[].recv_rate`. */
  readonly json: readonly string[];
  readonly samples: (metrics: CaptureMetrics) => readonly MetricSample[];
}

type Value = number | null;

const one = (value: Value, labels: MetricSample['labels'] = {}): MetricSample[] =>
  value === null ? [] : [{ value, labels }];

const quantilesOf = ({ p50, p95, p99 }: MetricPercentiles): MetricQuantile[] => [
  { share: 0.5, value: p50 },
  { share: 0.95, value: p95 },
  { share: 0.99, value: p99 },
];

/** Quantiles of the window, sum and count of the run: as Prometheus' own clients do it. */
export function summary({ window, run }: WindowedPercentiles, labels: MetricSample['labels'] = {}): MetricSample[] {
  if (run === null) return [];
  const quantiles = window === null ? [] : quantilesOf(window);
  return [{ labels, value: run.mean * run.n, count: run.n, quantiles }];
}

type Part = Pick<CaptureMetric, 'unit' | 'help' | 'json'>;
type Read = (metrics: CaptureMetrics) => Value;

export const counter = (name: CaptureMetric['name'], part: Part, read: Read): CaptureMetric => ({
  name,
  kind: 'counter',
  labels: [],
  ...part,
  samples: (metrics) => one(read(metrics)),
});

export const gauge = (name: CaptureMetric['name'], part: Part, read: Read): CaptureMetric => ({
  ...counter(name, part, read),
  kind: 'gauge',
});

type SymbolPart = CaptureMetrics['symbols'][number];

/** One value a symbol. */
export const perSymbol = (
  definition: Pick<CaptureMetric, 'name' | 'kind'>,
  part: Part,
  read: (symbol: SymbolPart) => Value,
): CaptureMetric => ({
  ...definition,
  ...part,
  labels: ['symbol'],
  samples: ({ symbols }) => symbols.flatMap((each) => one(read(each), { symbol: each.symbol })),
});

type ConnectionPart = CaptureMetrics['connections'][number];

export const perConnection = (
  name: CaptureMetric['name'],
  part: Part,
  read: (connection: ConnectionPart) => Value,
): CaptureMetric => ({
  name,
  kind: 'gauge',
  ...part,
  labels: ['connection', 'route'],
  samples: ({ connections }) =>
    connections.flatMap((each) => one(read(each), { connection: each.name, route: each.route })),
});

export const count = (json: string, help: string): Part => ({ unit: '', help, json: [json] });
export const unit = (name: string, json: string, help: string): Part => ({ unit: name, help, json: [json] });
