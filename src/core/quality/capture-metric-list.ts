// The metrics of a capture as Prometheus gets them: definitions, and where each stands in metrics.json.

import { type CaptureMetric, count, counter, gauge, perConnection, perSymbol, summary, unit } from './metric-source.js';
import type { MetricFamily } from './metric-family.js';
import type { CaptureMetrics } from './metrics-document.js';

const STATES = ['connecting', 'open', 'backoff', 'closing'] as const;

const RECEPTION: readonly CaptureMetric[] = [
  perSymbol(
    { name: 'v13_messages_total', kind: 'counter' },
    { unit: '', help: 'Messages received.', json: ['symbols[].total_messages', 'total_messages'] },
    (symbol) => symbol.total_messages,
  ),
  perSymbol(
    { name: 'v13_recv_rate', kind: 'gauge' },
    { unit: 'msg/s', help: 'Messages a second since the document before.', json: ['symbols[].recv_rate', 'recv_rate'] },
    (symbol) => symbol.recv_rate,
  ),
  counter(
    'v13_malformed_total',
    count('malformed', 'Frames that are no messages; kept in the recording.'),
    (m) => m.malformed,
  ),
  {
    name: 'v13_latency_event_ms',
    kind: 'summary',
    unit: 'ms',
    help: 'Receive time minus event time E; clock="raw" as measured, "corrected" by the measured clock offset. Quantiles over the rolling window, sum and count over the run.',
    labels: ['clock'],
    json: ['latency_event_ms.raw', 'latency_event_ms.corrected', 'latency_window_s'],
    samples: ({ latency_event_ms: { raw, corrected } }) => [
      ...summary(raw, { clock: 'raw' }),
      ...(corrected === null ? [] : summary(corrected, { clock: 'corrected' })),
    ],
  },
  {
    name: 'v13_latency_pipeline_ms',
    kind: 'summary',
    unit: 'ms',
    help: 'Receipt to computed signals. Quantiles over the rolling window, sum and count over the run.',
    labels: [],
    json: ['latency_pipeline_ms'],
    samples: (metrics) => summary(metrics.latency_pipeline_ms),
  },
  gauge(
    'v13_clock_offset_ms',
    unit('ms', 'clock.offset_ms', "The exchange's clock minus ours."),
    (m) => m.clock.offset_ms,
  ),
  gauge(
    'v13_clock_uncertainty_ms',
    unit('ms', 'clock.uncertainty_ms', 'The true offset lies within this of the measured one.'),
    (m) => m.clock.uncertainty_ms,
  ),
  counter('v13_clock_steps_total', count('clock.steps', "Steps of this machine's clock."), (m) => m.clock.steps),
];

const CONTINUITY: readonly CaptureMetric[] = [
  perSymbol(
    { name: 'v13_breaks_total', kind: 'counter' },
    { unit: '', help: 'Depth messages whose pu is not the u before them.', json: ['symbols[].breaks', 'breaks'] },
    (symbol) => symbol.breaks,
  ),
  perSymbol(
    { name: 'v13_resyncs_total', kind: 'counter' },
    { unit: '', help: 'Books begun anew from a snapshot.', json: ['symbols[].resyncs', 'resyncs'] },
    (symbol) => symbol.resyncs,
  ),
  counter('v13_reconnects_total', count('reconnects', 'Connections lost unplanned.'), (m) => m.reconnects),
  counter('v13_rollovers_total', count('rollovers', 'Planned replacements of a connection.'), (m) => m.rollovers),
  counter(
    'v13_silences_total',
    count('silences', 'Times that a stream which ought to speak did not.'),
    (m) => m.silences,
  ),
  gauge('v13_batch_span_avg', count('batch_span.avg', 'Mean of u − U + 1 over the run.'), (m) => m.batch_span.avg),
  gauge(
    'v13_batch_span_p95',
    count('batch_span.p95', '95th percentile of u − U + 1 over the run.'),
    (m) => m.batch_span.p95,
  ),
  gauge('v13_batch_span_max', count('batch_span.max', 'Largest u − U + 1 of the run.'), (m) => m.batch_span.max),
  perSymbol(
    { name: 'v13_synced', kind: 'gauge' },
    { unit: '', help: '1 while the book is known, else 0.', json: ['symbols[].synced', 'synced_symbols'] },
    (symbol) => (symbol.synced ? 1 : 0),
  ),
  perSymbol(
    { name: 'v13_coverage', kind: 'gauge' },
    count('symbols[].coverage', 'Share of the run in which the book was known.'),
    (symbol) => symbol.coverage,
  ),
  perSymbol(
    { name: 'v13_trade_gaps_total', kind: 'counter' },
    { unit: '', help: 'Holes in the ids of trades.', json: ['symbols[].trade_gaps', 'trades.gaps'] },
    (symbol) => symbol.trade_gaps,
  ),
  perSymbol(
    { name: 'v13_trades_missing_total', kind: 'counter' },
    { unit: '', help: 'Trades in those holes.', json: ['symbols[].trades_missing', 'trades.missing'] },
    (symbol) => symbol.trades_missing,
  ),
  perSymbol(
    { name: 'v13_trades_healed_total', kind: 'counter' },
    { unit: '', help: 'Trades fetched over REST afterwards.', json: ['symbols[].trades_healed', 'trades.healed'] },
    (symbol) => symbol.trades_healed,
  ),
  gauge(
    'v13_trade_gaps_open',
    count('trades.gaps_open', 'Holes in the ids of trades that REST has not filled.'),
    (m) => m.trades.gaps_open,
  ),
];

const STORAGE: readonly CaptureMetric[] = [
  gauge(
    'v13_log_queue_depth',
    unit('lines', 'log_queue.depth', 'Log lines that wait for the worker.'),
    (m) => m.log_queue.depth,
  ),
  gauge('v13_log_queue_depth_max', unit('lines', 'log_queue.max', 'Most of them so far.'), (m) => m.log_queue.max),
  gauge(
    'v13_log_queue_depth_p95',
    unit('lines', 'log_queue.p95', '95th percentile, over the arrivals of lines.'),
    (m) => m.log_queue.p95,
  ),
  counter(
    'v13_log_drops_total',
    unit('lines', 'log_queue.drops', 'Log lines lost: dropped by the full queue, or by a broken disk.'),
    (m) => m.log_queue.drops,
  ),
  gauge(
    'v13_writer_queue_depth',
    unit('chunks', 'writer_queue.depth', 'Chunks that wait for the disk.'),
    (m) => m.writer_queue.depth,
  ),
  gauge(
    'v13_writer_queue_depth_max',
    unit('chunks', 'writer_queue.max', 'Most of them so far.'),
    (m) => m.writer_queue.max,
  ),
  gauge(
    'v13_writer_queue_depth_p95',
    unit('chunks', 'writer_queue.p95', '95th percentile, over the arrivals of chunks.'),
    (m) => m.writer_queue.p95,
  ),
  gauge(
    'v13_writer_queue_bytes',
    unit('B', 'writer_queue.depth_bytes', 'Bytes that wait for the disk.'),
    (m) => m.writer_queue.depth_bytes,
  ),
  gauge(
    'v13_writer_queue_bytes_max',
    unit('B', 'writer_queue.max_bytes', 'Most of them so far.'),
    (m) => m.writer_queue.max_bytes,
  ),
  gauge(
    'v13_writer_queue_bytes_p95',
    unit('B', 'writer_queue.p95_bytes', '95th percentile, over the arrivals of chunks.'),
    (m) => m.writer_queue.p95_bytes,
  ),
  counter(
    'v13_writer_stalls_total',
    count('writer_queue.stalls', 'Times that reading from the sockets was held back.'),
    (m) => m.writer_queue.stalls,
  ),
  counter('v13_written_bytes_total', unit('B', 'storage.bytes', 'Bytes recorded.'), (m) => m.storage.bytes),
  gauge('v13_segment', count('storage.segment', 'Number of the open segment, from 0.'), (m) => m.storage.segment),
  gauge(
    'v13_segment_bytes',
    unit('B', 'storage.segment_bytes', 'Size of the open segment.'),
    (m) => m.storage.segment_bytes,
  ),
  gauge(
    'v13_disk_free_bytes',
    unit('B', 'storage.disk_free_bytes', 'Free space under the data folder.'),
    (m) => m.storage.disk_free_bytes,
  ),
  gauge('v13_cache_size', unit('events', 'cache_size', 'Events held in memory for look-up.'), (m) => m.cache_size),
  gauge('v13_rss_bytes', unit('B', 'rss_bytes', 'Memory of the process.'), (m) => m.rss_bytes),
  gauge('v13_uptime_s', unit('s', 'uptime_s', 'Time since the capture began.'), (m) => m.uptime_s),
];

const VENUE: readonly CaptureMetric[] = [
  gauge(
    'v13_rest_weight_used',
    count('rest.weight_used', 'Request weight used in the running minute.'),
    (m) => m.rest.weight_used,
  ),
  gauge(
    'v13_rest_weight_limit',
    count('rest.weight_limit', 'Request weight allowed a minute.'),
    (m) => m.rest.weight_limit,
  ),
  counter('v13_rest_requests_total', count('rest.requests', 'REST requests sent.'), (m) => m.rest.requests),
  counter('v13_rest_failures_total', count('rest.failures', 'REST requests that failed.'), (m) => m.rest.failures),
  counter('v13_snapshots_total', count('rest.snapshots', 'Order book snapshots used.'), (m) => m.rest.snapshots),
  gauge(
    'v13_rest_paused_until_ms',
    unit(
      'ms since the epoch',
      'rest.paused_until_ms',
      'Until when the exchange has stopped our requests; absent while it has not.',
    ),
    (m) => m.rest.paused_until_ms,
  ),
  {
    name: 'v13_connection_state',
    kind: 'gauge',
    unit: '',
    help: '1 for the state that the connection is in, 0 for the others.',
    labels: ['connection', 'route', 'state'],
    json: ['connections[].state'],
    samples: ({ connections }) =>
      connections.flatMap(({ name: connection, route, state }) =>
        STATES.map((each) => ({ labels: { connection, route, state: each }, value: state === each ? 1 : 0 })),
      ),
  },
  perConnection(
    'v13_connection_streams',
    count('connections[].streams', 'Streams of the connection.'),
    (c) => c.streams,
  ),
  perConnection(
    'v13_connection_acknowledged',
    count('connections[].acknowledged', 'Streams whose subscription the exchange has confirmed.'),
    (c) => c.acknowledged,
  ),
  perConnection(
    'v13_connection_silent',
    count('connections[].silent', 'Streams that ought to have spoken and did not.'),
    (c) => c.silent,
  ),
  perConnection(
    'v13_connection_attempts',
    count('connections[].attempts', 'Attempts since the last connection that held.'),
    (c) => c.attempts,
  ),
  perConnection('v13_connection_age_s', unit('s', 'connections[].age_s', 'Age of the socket.'), (c) => c.age_s),
  perConnection(
    'v13_connection_quiet_s',
    unit('s', 'connections[].quiet_s', 'Time since the last message.'),
    (c) => c.quiet_s,
  ),
];

/** All of them, in the order in which they are served. */
export const CAPTURE_METRICS: readonly CaptureMetric[] = [...RECEPTION, ...CONTINUITY, ...STORAGE, ...VENUE];

export const captureFamilies = (metrics: CaptureMetrics): MetricFamily[] =>
  CAPTURE_METRICS.map((definition) => ({ definition, samples: definition.samples(metrics) }));
