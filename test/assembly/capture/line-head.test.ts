// Heads written as bytes are the texts that the raw format's writer makes.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LONGEST_HEAD, type LineTimes, writeLineHead } from '../../../src/assembly/capture/line-head.js';
import { LATENCY_PENDING } from '../../../src/store/ndjson/latency-field.js';
import { streamLine } from '../../../src/store/ndjson/raw-line.js';

function written(times: LineTimes): string {
  const bytes = Buffer.alloc(LONGEST_HEAD + 5, 1);
  const end = writeLineHead(bytes, 5, times);
  expect(end).toBeLessThanOrEqual(bytes.length);
  expect([...bytes.subarray(0, 5)]).toEqual([1, 1, 1, 1, 1]);
  return bytes.toString('latin1', 5, end);
}

function asText({ recvUs, eventUs }: LineTimes): string {
  const line = streamLine({ recvUs, latencyEventUs: eventUs, latencyPipelineUs: null, stream: 's', data: '{}' });
  return line.slice(0, line.indexOf('"stream"')).replace(/null,$/, `${LATENCY_PENDING},`);
}

test.each<[LineTimes, string]>([
  [
    { recvUs: 1_763_800_000_123_456, eventUs: 10_020 },
    '{"ts_recv":1763800000123.456,"latency_event_ms":10.020,"latency_pipeline_ms":      null,',
  ],
  [{ recvUs: 0, eventUs: null }, '{"ts_recv":0.000,"latency_event_ms":null,"latency_pipeline_ms":      null,'],
  [
    { recvUs: 1_000_000_000_000, eventUs: -1 },
    '{"ts_recv":1000000000.000,"latency_event_ms":-0.001,"latency_pipeline_ms":      null,',
  ],
])('%j', (times, text) => expect(written(times)).toBe(text));

test('any times', () => {
  const size = fc.oneof(fc.maxSafeNat(), fc.nat(2_000_000), fc.constantFrom(2 ** 53 - 1, 1e15 - 1, 1e15, 1e18, 9e19));
  const signed = fc.tuple(size, fc.boolean()).map(([us, isNegative]) => (isNegative ? -us : us));
  fc.assert(
    fc.property(size, fc.option(signed), (recvUs, eventUs) => {
      const times = { recvUs, eventUs };
      expect(written(times)).toBe(asText(times));
    }),
    { numRuns: 2_000 },
  );
});
