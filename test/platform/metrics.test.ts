// The metrics registry, its text as an independent reader understands it, and the server.

import { once } from 'node:events';
import { createServer, get } from 'node:http';
import { type AddressInfo } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MetricDefinition, MetricKind } from '../../src/core/quality/metric-family.js';
import { METRICS_CONTENT_TYPE, createMetrics } from '../../src/platform/metrics.js';
import { type MetricsServerOptions, openMetricsServer } from '../../src/platform/metrics-server.js';
import { parseExposition } from './exposition-parser.js';

const define = (kind: MetricKind, name: string, ...labels: string[]): MetricDefinition => ({
  name: `v13_${name}`,
  kind,
  unit: 'ms',
  help: 'What it is.',
  labels,
});

describe('the text', () => {
  test('of a counter, a gauge and a summary', () => {
    const metrics = createMetrics();
    const counter = metrics.counter(define('counter', 'a_total', 'symbol'));
    counter.add({ symbol: 'ETHUSDT' });
    counter.add({ symbol: 'ETHUSDT' }, 2);
    counter.add({ symbol: 'BTCUSDT' }, 0);
    metrics.gauge(define('gauge', 'b')).set(-1.5);
    metrics.gauge(define('gauge', 'absent')).set(null);
    const summary = metrics.summary(define('summary', 'c'));
    for (let k = 1; k <= 100; k++) summary.observe(k);
    expect(metrics.text()).toBe(
      [
        '# HELP v13_a_total What it is. Unit: ms.',
        '# TYPE v13_a_total counter',
        'v13_a_total{symbol="ETHUSDT"} 3',
        'v13_a_total{symbol="BTCUSDT"} 0',
        '# HELP v13_b What it is. Unit: ms.',
        '# TYPE v13_b gauge',
        'v13_b -1.5',
        '# HELP v13_c What it is. Unit: ms.',
        '# TYPE v13_c summary',
        'v13_c{quantile="0.5"} 50',
        'v13_c{quantile="0.95"} 95',
        'v13_c{quantile="0.99"} 99',
        'v13_c_sum 5050',
        'v13_c_count 100',
        '',
      ].join('\n'),
    );
  });

  test('is read back as it was meant, whatever stands in labels and help', () => {
    const odd = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\\n', '"', '\n', '\\', 'a"b\\c\nd', '}', '{x="y"}'),
    );
    fc.assert(
      fc.property(
        odd,
        odd,
        fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer()),
        (help, label, value) => {
          const metrics = createMetrics();
          metrics.gauge({ ...define('gauge', 'x', 'l'), help, unit: '' }).set(value, { l: label });
          const [family] = parseExposition(metrics.text());
          expect(family).toMatchObject({ name: 'v13_x', type: 'gauge', samples: [{ labels: { l: label } }] });
          expect(family!.samples[0]!.value === value).toBe(true);
          expect(family!.help).toBe(help);
        },
      ),
    );
  });
});

describe('bugs are found at once', () => {
  test.each<[string, () => unknown]>([
    ['a counter without _total', () => createMetrics().counter(define('counter', 'x'))],
    ['a gauge with _total', () => createMetrics().gauge(define('gauge', 'x_total'))],
    ['another kind', () => createMetrics().gauge(define('summary', 'x'))],
    ['a bad name', () => createMetrics().gauge(define('gauge', 'X-y'))],
    ['a bad label', () => createMetrics().gauge(define('gauge', 'x', 'a-b'))],
    [
      'a missing label',
      () =>
        createMetrics()
          .gauge(define('gauge', 'x', 'a'))
          .set(1),
    ],
    ['a label too many', () => createMetrics().gauge(define('gauge', 'x')).set(1, { a: 'b' })],
    ['counting down', () => createMetrics().counter(define('counter', 'x_total')).add({}, -1)],
    [
      'a name twice',
      () => {
        const metrics = createMetrics();
        metrics.gauge(define('gauge', 'x'));
        metrics.gauge(define('gauge', 'x'));
      },
    ],
  ])('%s', (_, wrong) => {
    expect(wrong).toThrow();
  });
});

describe('the server', () => {
  const options: MetricsServerOptions = {
    port: 0,
    metrics: () => 'v13_x 1\n',
    health: () => ({ ok: true, text: 'fine' }),
  };
  const ask = async (url: string, path: string, init: RequestInit = {}) => {
    const answer = await fetch(new URL(path, url), init);
    return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
  };

  test('serves /metrics and /healthz on the loopback interface, nothing else', async () => {
    let ok = true;
    const server = await openMetricsServer({ ...options, health: () => ({ ok, text: ok ? 'fine' : 'not synced' }) });
    expect(server.url).toBe(`http://127.0.0.1:${server.port}/metrics`);
    expect(await ask(server.url, '/metrics?x=1')).toEqual({
      status: 200,
      type: METRICS_CONTENT_TYPE,
      text: 'v13_x 1\n',
    });
    expect(await ask(server.url, '/healthz')).toMatchObject({ status: 200, text: 'fine\n' });
    ok = false;
    expect(await ask(server.url, '/healthz')).toMatchObject({ status: 503, text: 'not synced\n' });
    expect(await ask(server.url, '/')).toMatchObject({ status: 404 });
    expect(await ask(server.url, '/metrics', { method: 'POST', body: 'x' })).toMatchObject({ status: 405 });
    await server.close();
  });

  test('a page that came by another name is refused', async () => {
    const server = await openMetricsServer(options);
    const status = await new Promise((resolve) => {
      get({ port: server.port, path: '/metrics', headers: { host: 'evil.example' } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
    });
    expect(status).toBe(403);
    await server.close();
  });

  test('a figure that throws is an answer 500, and the next one is served', async () => {
    let isBroken = true;
    const metrics = () => {
      if (isBroken) throw new Error('no figure');
      return 'v13_x 1\n';
    };
    const server = await openMetricsServer({ ...options, metrics });
    expect(await ask(server.url, '/metrics')).toMatchObject({ status: 500, text: 'no figure\n' });
    isBroken = false;
    expect(await ask(server.url, '/metrics')).toMatchObject({ status: 200 });
    await server.close();
  });

  test('a port in use is a usage error that says what to do; a closed one is free again', async () => {
    const other = createServer();
    other.listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await expect(openMetricsServer({ ...options, port })).rejects.toMatchObject({
      kind: 'usage',
      code: 'V13_METRICS_PORT',
      message: `metrics port ${port}: another program uses it`,
      hint: 'choose another port, or 0 for any that is free',
    });
    other.close();
    await once(other, 'close');
    for (let k = 0; k < 2; k++) {
      const server = await openMetricsServer({ ...options, port });
      // A connection that is kept alive must not hold the port.
      await ask(server.url, '/metrics');
      await server.close();
    }
  });
});
