// metrics.json: its figures, its schema, and that Prometheus gets every one of them.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CAPTURE_METRICS, captureFamilies } from '../../../src/core/quality/capture-metric-list.js';
import { captureMetrics } from '../../../src/core/quality/capture-metrics.js';
import type { CaptureMetrics } from '../../../src/core/quality/metrics-document.js';
import { createMetrics, expositionText } from '../../../src/platform/metrics.js';
import { parseExposition } from '../../platform/exposition-parser.js';
import { violations } from '../../store/ndjson/schema-check.js';
import { ROOT } from '../../support/docs.js';
import { EMPTY, INPUT } from './metrics-input.js';

const SCHEMA = JSON.parse(readFileSync(join(ROOT, 'docs/metrics.schema.json'), 'utf8')) as Record<string, unknown>;
const FIRST = captureMetrics(INPUT, null);
const LATER = captureMetrics(
  {
    ...INPUT,
    nowUs: INPUT.nowUs + 10_000_000,
    symbols: INPUT.symbols.map((one) => ({ ...one, total_messages: one.total_messages + 120 })),
    restPausedUntilUs: INPUT.nowUs + 60_000_000,
  },
  FIRST,
);

describe('the figures', () => {
  test('sums over symbols', () => {
    expect(FIRST).toMatchObject({
      total_messages: 800,
      breaks: 2,
      resyncs: 1,
      synced_symbols: 1,
      uptime_s: 20,
      trades: { gaps: 1, gaps_open: 1, missing: 5, healed: 4 },
      batch_span: { avg: 251.5, p95: 1_000, max: 1_000 },
    });
  });

  test('rates are counted from one document to the next, by symbol', () => {
    expect(FIRST.recv_rate).toBeNull();
    expect(FIRST.symbols[0]!.recv_rate).toBeNull();
    expect(LATER.recv_rate).toBe(24);
    expect(LATER.symbols.map((one) => one.recv_rate)).toEqual([12, 12]);
  });

  test('a document of another session is no beginning for a rate', () => {
    expect(captureMetrics({ ...INPUT, session: 'another' }, FIRST).recv_rate).toBeNull();
    expect(captureMetrics(INPUT, FIRST).recv_rate).toBeNull();
  });

  test('latencies stay negative as measured, and are corrected by the offset beside it', () => {
    const { raw, corrected } = FIRST.latency_event_ms;
    expect(raw.window).toMatchObject({ n: 2, p50: -1_190, max: -1_188 });
    expect(corrected?.window).toMatchObject({ n: 2, mean: 81, p50: 80, max: 82 });
    expect(corrected?.run?.max).toBe(90);
    expect(FIRST.latency_pipeline_ms).toMatchObject({ window: null, run: { p99: 0.04 } });
  });

  test('absent is null, before anything has come', () => {
    const empty = captureMetrics(EMPTY, null);
    expect(empty.latency_event_ms).toEqual({ raw: { window: null, run: null }, corrected: null });
    expect(empty.batch_span).toEqual({ avg: null, p95: null, max: null });
    expect(empty.clock).toMatchObject({ offset_ms: null, uncertainty_ms: null });
  });
});

describe('docs/metrics.schema.json', () => {
  test.each<[string, CaptureMetrics]>([
    ['first', FIRST],
    ['later', LATER],
    ['empty', captureMetrics(EMPTY, null)],
  ])('describes the %s document', (_, document) => {
    expect(violations(SCHEMA, JSON.parse(JSON.stringify(document)))).toEqual([]);
  });

  test('has the keys in the order of the document', () => {
    const keysOf = (of: unknown) => Object.keys((of as { properties: object }).properties);
    const { symbol, connection, percentiles } = SCHEMA['$defs'] as Record<string, unknown>;
    expect(keysOf(SCHEMA).sort()).toEqual(Object.keys(FIRST).sort());
    expect(keysOf(symbol).sort()).toEqual(Object.keys(FIRST.symbols[0]!).sort());
    expect(keysOf(connection)).toEqual(Object.keys(FIRST.connections[0]!));
    expect(keysOf(percentiles)).toEqual(Object.keys(FIRST.latency_event_ms.raw.run!));
  });

  test.each<[string, object]>([
    ['a key too many', { ...FIRST, more: 1 }],
    ['a missing key', { ...FIRST, resyncs: undefined }],
    ['NaN, which JSON writes as null', { ...FIRST, uptime_s: NaN }],
    ['a negative count', { ...FIRST, resyncs: -1 }],
    ['an unknown state', { ...FIRST, connections: [{ ...FIRST.connections[0], state: 'dead' }] }],
    ['a share above one hundred per cent as text', { ...FIRST, symbols: [{ ...FIRST.symbols[0], coverage: '101 %' }] }],
  ])('refuses %s', (_, document) => {
    expect(violations(SCHEMA, JSON.parse(JSON.stringify(document)))).not.toEqual([]);
  });
});

/** Paths of everything in a document that is a figure: `symbols[].recv_rate`. */
function pathsOf(value: unknown, at = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => pathsOf(item, `${at}[]`));
  if (typeof value !== 'object' || value === null) return [at];
  return Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, at === '' ? key : `${at}.${key}`));
}

describe('the metrics for Prometheus', () => {
  const families = parseExposition(expositionText(captureFamilies(LATER)));
  const sample = (name: string, labels: Record<string, string> = {}) =>
    families
      .flatMap(({ samples }) => samples)
      .find((one) => one.name === name && JSON.stringify(one.labels) === JSON.stringify(labels))?.value;

  test('are read by an independent reader, each with its help and type', () => {
    const byName = new Map(families.map((family) => [family.name, family]));
    for (const { name, kind, help } of CAPTURE_METRICS) {
      expect(byName.get(name), name).toMatchObject({ type: kind });
      expect(byName.get(name)!.help).toContain(help);
    }
  });

  test('hold the figures of the document', () => {
    expect(sample('v13_messages_total', { symbol: 'BTCUSDT' })).toBe(620);
    expect(sample('v13_synced', { symbol: 'ETHUSDT' })).toBe(0);
    expect(sample('v13_latency_event_ms', { clock: 'corrected', quantile: '0.5' })).toBe(80);
    expect(sample('v13_latency_event_ms_count', { clock: 'raw' })).toBe(3);
    expect(sample('v13_connection_state', { connection: 'market-0', route: 'market', state: 'backoff' })).toBe(1);
    expect(sample('v13_coverage', { symbol: 'ETHUSDT' })).toBeUndefined();
  });

  test('leave nothing of the document out', () => {
    const named = CAPTURE_METRICS.flatMap(({ json }) => json);
    const about = ['schema', 'software', 'session', 'venue', 'env', 'written_at_ms', 'symbols[].symbol'];
    const labels = ['connections[].name', 'connections[].route'];
    const isNamed = (path: string) =>
      [...named, ...about, ...labels].some((one) => path === one || path.startsWith(`${one}.`));
    expect(pathsOf(LATER).filter((path) => !isNamed(path))).toEqual([]);
    const known = pathsOf(LATER);
    expect(named.filter((one) => !known.some((path) => path === one || path.startsWith(`${one}.`)))).toEqual([]);
  });

  test('have unique names that a registry would accept', () => {
    for (const { samples: _, ...definition } of CAPTURE_METRICS) {
      const metrics = createMetrics();
      expect(() => metrics[definition.kind](definition)).not.toThrow();
    }
    expect(new Set(CAPTURE_METRICS.map(({ name }) => name)).size).toBe(CAPTURE_METRICS.length);
  });

  test('show the absence of what is not known by no sample', () => {
    const text = expositionText(captureFamilies(captureMetrics(EMPTY, null)));
    expect(text).not.toMatch(/NaN|null|undefined|Inf/);
    expect(parseExposition(text).map(({ name }) => name)).not.toContain('v13_clock_offset_ms');
  });
});
