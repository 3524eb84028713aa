// Random figures of the machinery for property tests of panels.

import fc, { type Arbitrary } from 'fast-check';
import type { ConnectionFigures, LatencyFigures, WriterFigures } from '../../src/core/watch/figures.js';
import { anyText, count, maybe, name, percentiles, positive, real, record, time } from './any-values.js';

export const anyLatency: Arbitrary<LatencyFigures> = record<LatencyFigures>({
  raw: maybe(percentiles),
  corrected: maybe(percentiles),
  correctedBy: maybe(fc.constantFrom('offset', 'excess')),
  offsetMs: maybe(real),
  uncertaintyMs: maybe(positive),
  pipeline: maybe(percentiles),
  histogram: maybe(
    fc.record({ fromMs: real, stepMs: fc.constantFrom(1, 0.5, 20), counts: fc.array(count, { maxLength: 60 }) }),
  ),
});

export const anyWriter: Arbitrary<WriterFigures> = record<WriterFigures>({
  queueBytes: count,
  queueP95Bytes: maybe(count),
  queueMaxBytes: maybe(count),
  stalls: count,
  logDepth: count,
  logP95: maybe(count),
  logMax: maybe(count),
  logDrops: count,
  bytes: count,
  bytesPerSecond: maybe(positive),
  segment: count,
  segmentBytes: count,
  diskFreeBytes: maybe(count),
  weightUsed: fc.nat(6000),
  weightLimit: fc.constantFrom(0, 2400, 6000),
  restPausedUntilUs: maybe(time),
});

export const anyConnection: Arbitrary<ConnectionFigures> = record<ConnectionFigures>({
  name: anyText,
  route: fc.constantFrom('public', 'market', ''),
  host: anyText,
  state: fc.constantFrom('connecting', 'open', 'backoff', 'closing'),
  sinceUs: time,
  ageMs: maybe(positive),
  streams: fc.nat(1024),
  acknowledged: fc.nat(1024),
  silent: fc.array(name, { maxLength: 5 }),
  lastMessageUs: maybe(time),
  nextRollOverUs: maybe(time),
  isRollingOver: fc.boolean(),
  attempts: count,
  lastError: maybe(anyText),
});
