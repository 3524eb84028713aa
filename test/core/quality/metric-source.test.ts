// How metrics read their values from metrics.json.

import { describe, expect, test } from 'vitest';
import { captureMetrics } from '../../../src/core/quality/capture-metrics.js';
import {
  count,
  counter,
  gauge,
  perConnection,
  perSymbol,
  summary,
  unit,
} from '../../../src/core/quality/metric-source.js';
import { INPUT } from './metrics-input.js';

const METRICS = captureMetrics(INPUT, null);
const FIGURES = { n: 4, mean: 2.5, p50: 2, p95: 4, p99: 4, max: 4 };

describe('samples', () => {
  test('one of a counter or gauge, none where there is no value', () => {
    expect(counter('v13_x_total', count('resyncs', 'x'), (m) => m.resyncs).samples(METRICS)).toEqual([
      { value: 1, labels: {} },
    ]);
    expect(
      gauge('v13_x', unit('ms', 'rest.paused_until_ms', 'x'), (m) => m.rest.paused_until_ms).samples(METRICS),
    ).toEqual([]);
  });

  test('one a symbol and one a connection, by their labels', () => {
    const rows = perSymbol({ name: 'v13_x', kind: 'gauge' }, count('symbols[].coverage', 'x'), (one) => one.coverage);
    expect(rows.samples(METRICS)).toEqual([{ value: 0.99, labels: { symbol: 'BTCUSDT' } }]);
    const ages = perConnection('v13_x', unit('s', 'connections[].age_s', 'x'), (one) => one.age_s);
    expect(ages.samples(METRICS)).toEqual([{ value: 19, labels: { connection: 'public-0', route: 'public' } }]);
  });
});

describe('a summary', () => {
  test('has the quantiles of the window, and sum and count of the run', () => {
    const [sample] = summary({ window: { ...FIGURES, p50: 3 }, run: FIGURES });
    expect(sample).toMatchObject({ value: 10, count: 4, quantiles: [{ share: 0.5, value: 3 }, {}, {}] });
  });

  test('after a silence has no quantiles; before the first value is absent', () => {
    expect(summary({ window: null, run: FIGURES })[0]).toMatchObject({ quantiles: [], count: 4 });
    expect(summary({ window: null, run: null })).toEqual([]);
  });
});
