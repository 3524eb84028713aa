// Counting by symbol, a stretch at a time, gives what counting each event at once gives.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLiveCounts } from '../../../src/assembly/capture/live-counts.js';
import type { CrossingEvent } from '../../../src/core/market/crossing.js';
import { FLAG } from '../../../src/core/market/event-batch.js';
import {
  certificateJson,
  initCertificate,
  markSegment,
  stepCertificate,
} from '../../../src/core/quality/certificate.js';
import { qualityReport } from '../../../src/core/quality/quality-report.js';
import { initQuality, stepQuality } from '../../../src/core/quality/stream-quality.js';
import { type Row, batchOf } from '../../core/quality/events.js';

const SYMBOLS = 65;
const names = Array.from({ length: SYMBOLS }, (_, i) => `S${i}USDT`);

type Draft = Omit<Row, 'at'> & { readonly afterMs: number };
const symbol = fc.integer({ min: 0, max: 5 });
const afterMs = fc.oneof(
  { weight: 20, arbitrary: fc.integer({ min: 0, max: 400 }) },
  { weight: 1, arbitrary: fc.integer({ min: -50, max: 4_000_000 }) },
);
const ids = fc.tuple(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 400 }));
const latency = fc.option(
  fc.oneof({ weight: 20, arbitrary: fc.integer({ min: -3, max: 900 }) }, { weight: 1, arbitrary: fc.constant(1e12) }),
  { nil: undefined },
);
const flags = fc.oneof(
  { weight: 8, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.constantFrom<number>(FLAG.healed, FLAG.buffered) },
);
const message: fc.Arbitrary<Draft> = fc
  .record({
    kind: fc.constantFrom('depthDelta', 'aggTrade', 'trade', 'bookTicker', 'depthSnapshot', 'tick'),
    tickOf: fc.constantFrom('depthDelta', 'aggTrade'),
    symbol,
    afterMs,
    ids,
    latency,
    flags,
  })
  .map((draft) => draft as Draft);
const trouble: fc.Arbitrary<Draft> = fc
  .record({
    kind: fc.constantFrom('gap', 'resync', 'disconnect', 'silence', 'clockStep', 'restFailure', 'session'),
    symbol: fc.option(symbol),
    afterMs,
    ids,
    flags: fc.constantFrom(0, FLAG.tradeStream),
  })
  .map((draft) => (draft.kind === 'gap' || draft.kind === 'resync' ? { ...draft, symbol: draft.symbol ?? 0 } : draft));

const batch = fc.record({
  drafts: fc.array(fc.oneof({ weight: 30, arbitrary: message }, { weight: 1, arbitrary: trouble }), { maxLength: 60 }),
  crosses: fc.option(fc.boolean()),
  /** What is done behind it. */
  then: fc.constantFrom('nothing', 'nothing', 'nothing', 'nothing', 'read', 'mark'),
});

test('quality and certificate, read at any time', () => {
  fc.assert(
    fc.property(fc.array(batch, { maxLength: 25 }), (batches) => {
      const counts = createLiveCounts({ symbols: SYMBOLS, needsBook: true, names });
      const quality = initQuality(2);
      const certificate = initCertificate(true);
      let atMs = 1_000_000;
      for (const { drafts, crosses, then } of batches) {
        const rows = drafts.map((draft): Row => ({ ...draft, at: (atMs += draft.afterMs) }));
        const events = batchOf(rows);
        const crossings: CrossingEvent[] =
          crosses === null || rows.length === 0
            ? []
            : [
                {
                  index: 0,
                  timeUs: atMs * 1_000,
                  symbol: 1,
                  kind: crosses ? 'crossed' : 'uncrossed',
                  bidTicks: 9,
                  askTicks: 8,
                },
              ];
        counts.take(events, crossings);
        stepQuality(quality, events, crossings);
        stepCertificate(certificate, events, names);
        if (then === 'mark') expect(markSegment(counts.certificate)).toEqual(markSegment(certificate));
        if (then === 'read') expect(certificateJson(counts.certificate)).toEqual(certificateJson(certificate));
      }
      expect(qualityReport(counts.quality, names)).toEqual(qualityReport(quality, names));
      expect(certificateJson(counts.certificate)).toEqual(certificateJson(certificate));
    }),
    { numRuns: 300 },
  );
});

test('more than the log holds', () => {
  const counts = createLiveCounts({ symbols: SYMBOLS, needsBook: true, names });
  const quality = initQuality(2);
  for (let n = 0; n < 900; n++) {
    const events = batchOf(
      Array.from({ length: 40 }, (_, k) => ({
        kind: 'aggTrade',
        at: n * 10 + k / 10,
        symbol: (n * 7 + k) % SYMBOLS,
        ids: [n * 40 + k, 0],
        latency: (n * k) % 90,
      })),
    );
    counts.take(events, []);
    stepQuality(quality, events, []);
  }
  expect(qualityReport(counts.quality, names)).toEqual(qualityReport(quality, names));
});
