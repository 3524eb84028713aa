// Metrics of a running program: counters, gauges and summaries by definition, and their text for Prometheus.

import type { MetricDefinition, MetricFamily, MetricSample } from '../core/quality/metric-family.js';
import { type LogSketch, initLogSketch, insertLogSketch, sketchQuantile } from '../core/stats/log-sketch.js';
import { invariant } from './errors.js';

export type Labels = Readonly<Record<string, string>>;

export interface Counter {
  /** Adds 1, or `by` ≥ 0. */
  add(labels?: Labels, by?: number): void;
}

export interface Gauge {
  /** Null: there is no value. */
  set(value: number | null, labels?: Labels): void;
}

export interface Summary {
  /** Takes one integer. */
  observe(value: number, labels?: Labels): void;
}

export interface MetricRegistry {
  counter(definition: MetricDefinition): Counter;
  gauge(definition: MetricDefinition): Gauge;
  summary(definition: MetricDefinition): Summary;
  /** Families that are made when somebody asks: what is counted elsewhere need not be counted twice. */
  collect(source: () => readonly MetricFamily[]): void;
  /** Everything, in the text format 0.0.4 of Prometheus. */
  text(): string;
}

export const METRICS_CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

const SHARES = [0.5, 0.95, 0.99] as const;
const NAME = /^v13_[a-z0-9_]+$/;
const LABEL = /^[a-z_][a-z0-9_]*$/;

const escapeHelp = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
const escapeValue = (text: string): string => escapeHelp(text).replaceAll('"', '\\"');

function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeValue(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function sampleLines(name: string, { labels, value, quantiles, count }: MetricSample): string[] {
  if (quantiles === undefined) return [`${name}${labelText(labels)} ${value}`];
  const own = labelText(labels);
  return [
    ...quantiles.map((one) => `${name}${labelText({ ...labels, quantile: String(one.share) })} ${one.value}`),
    `${name}_sum${own} ${value}`,
    `${name}_count${own} ${count ?? 0}`,
  ];
}

/** `# HELP`, `# TYPE` and samples of each family; one without samples is left out. Ends with a line end. */
export function expositionText(families: readonly MetricFamily[]): string {
  return families
    .filter(({ samples }) => samples.length > 0)
    .map(({ definition: { name, kind, help, unit }, samples }) => {
      const about = unit === '' ? help : `${help} Unit: ${unit}.`;
      const lines = [`# HELP ${name} ${escapeHelp(about)}`, `# TYPE ${name} ${kind}`];
      return [...lines, ...samples.flatMap((sample) => sampleLines(name, sample)), ''].join('\n');
    })
    .join('');
}

function checkDefinition({ name, kind, labels }: MetricDefinition, known: ReadonlySet<string>): void {
  invariant(NAME.test(name) && !known.has(name), `metric name ${name} is wrong or taken`);
  invariant((kind === 'counter') === name.endsWith('_total'), `${name}: counters, and only they, end in _total`);
  invariant(
    labels.every((label) => LABEL.test(label) && label !== 'quantile'),
    `labels of ${name}`,
  );
}

/** Values of one metric by their labels, in the order in which they came. */
class Values<Value> {
  readonly #byKey = new Map<string, { labels: Labels; value: Value }>();
  readonly #definition: MetricDefinition;

  constructor(definition: MetricDefinition) {
    this.#definition = definition;
  }

  at(labels: Labels, start: () => Value): { labels: Labels; value: Value } {
    const { name, labels: wanted } = this.#definition;
    const key = wanted.map((label) => labels[label]).join('\0');
    const found = this.#byKey.get(key);
    if (found !== undefined) return found;
    const isComplete = Object.keys(labels).length === wanted.length && wanted.every((label) => label in labels);
    invariant(isComplete, `labels of ${name}: ${wanted.join(', ')}`, { labels });
    const created = { labels, value: start() };
    this.#byKey.set(key, created);
    return created;
  }

  samples(sampleOf: (labels: Labels, value: Value) => MetricSample | null): MetricFamily {
    const all = [...this.#byKey.values()].map(({ labels, value }) => sampleOf(labels, value));
    return { definition: this.#definition, samples: all.filter((one) => one !== null) };
  }
}

function summarySample(labels: Labels, sketch: LogSketch): MetricSample {
  // A sketch in use is never empty.
  const quantiles = SHARES.map((share) => ({ share, value: sketchQuantile(sketch, share) ?? 0 }));
  return { labels, value: sketch.sum, count: sketch.count, quantiles };
}

/** An empty registry. Wrong definitions and labels are bugs. */
export function createMetrics(): MetricRegistry {
  const names = new Set<string>();
  const sources: (() => readonly MetricFamily[])[] = [];
  const define = <Value>(definition: MetricDefinition, kind: string): Values<Value> => {
    checkDefinition(definition, names);
    invariant(definition.kind === kind, `${definition.name} is no ${kind}`);
    names.add(definition.name);
    return new Values<Value>(definition);
  };
  return {
    counter(definition) {
      const values = define<number>(definition, 'counter');
      sources.push(() => [values.samples((labels, value) => ({ labels, value }))]);
      return {
        add(labels = {}, by = 1) {
          invariant(by >= 0, `${definition.name} counts upwards`);
          values.at(labels, () => 0).value += by;
        },
      };
    },
    gauge(definition) {
      const values = define<number | null>(definition, 'gauge');
      sources.push(() => [values.samples((labels, value) => (value === null ? null : { labels, value }))]);
      return {
        set(value, labels = {}) {
          values.at(labels, () => null).value = value;
        },
      };
    },
    summary(definition) {
      const values = define<LogSketch>(definition, 'summary');
      sources.push(() => [values.samples(summarySample)]);
      return {
        observe(value, labels = {}) {
          insertLogSketch(values.at(labels, () => initLogSketch(2)).value, value);
        },
      };
    },
    collect(source) {
      sources.push(source);
    },
    text: () => expositionText(sources.flatMap((source) => source())),
  };
}
