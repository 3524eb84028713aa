// The steady gate as a table.

import { expect, test } from 'vitest';
import { type SteadyRow, judgeSteady } from '../../src/core/quality/steady-gate.js';
import { steadyGateSection } from '../../src/report/steady-gate-text.js';
import { NO_PAINT, terminalText } from '../../src/report/terminal-text.js';

const FIGURES = { p50: 80_000, p95: 82_000, p99: 93_200, max: 168_000 };
const RESULT = judgeSteady({
  askedSeconds: 1_800,
  seconds: 1_800.2,
  symbols: [{ symbol: 'ETHUSDT', perSecond: 11.97, latency: { raw: FIGURES, excess: FIGURES }, batchSpanP95: 786 }],
  offset: { offsetUs: 1_500, uncertaintyUs: 420 },
  breaks: 0,
  resyncs: 2,
  coverage: [{ symbol: 'ETHUSDT', verifiedUs: 1e6, spanUs: 1e6, waitUs: 0 }],
  reconnects: 0,
  logQueueP95: null,
  logDrops: 0,
  bytesWritten: 123_456_789,
  rotations: 3,
});

test('every threshold with what was measured', () => {
  const document = { title: 'x', banners: [], sections: [steadyGateSection(RESULT)] };
  const text = terminalText(document, { columns: 100, paint: NO_PAINT });
  expect(text.slice(text.indexOf('Gate'))).toMatchInlineSnapshot(`
    "Gate steady-30m: FAIL
      criterion              worst symbol     measured       wanted  verdict
      duration                               1,800.2 s     ≥ 1800 s  PASS
      message rate           ETHUSDT       11.97 msg/s  ≥ 1.0 msg/s  PASS
      latency p50            ETHUSDT          81.50 ms     < 100 ms  PASS
      latency p95            ETHUSDT          83.50 ms     < 150 ms  PASS
      latency p99            ETHUSDT          94.70 ms     < 200 ms  PASS
      latency max, hard cap  ETHUSDT          169.5 ms    < 2500 ms  PASS
      coverage               ETHUSDT                 1       ≥ 0.99  PASS
      breaks                                         0            0  PASS
      resyncs                                        2            0  FAIL
      reconnects                                     0          ≤ 1  PASS
      batch_span p95         ETHUSDT               786       < 1000  PASS
      log queue p95                                  –        < 100  PASS
      log drops                                      0            0  PASS
      NDJSON written                          123.5 MB        > 0 B  PASS
      rotations                                      3          ≥ 1  PASS
      latency p50, latency p95, latency p99, latency max, hard cap: corrected by the clock offset, ±
      0.42 ms
    "
  `);
});

test('a row without a figure shows its absence', () => {
  const row: SteadyRow = { ...RESULT.rows[0]!, measured: null };
  const [table] = steadyGateSection({ ...RESULT, rows: [row] }).blocks;
  expect(table).toMatchObject({ rows: [[{ text: 'duration' }, {}, { text: '–' }, {}, {}]] });
});
