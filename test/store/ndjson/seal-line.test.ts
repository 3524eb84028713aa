// The seal line: read back exactly, refused with any byte changed, ignored by the chain.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readControl } from '../../../src/core/market/control.js';
import { type Seal, MAX_SEAL_BYTES, isSealLike, parseSeal, sealLine } from '../../../src/store/ndjson/seal-line.js';
import { START_US } from '../lines.js';

const SEAL: Seal = {
  ...{ recvUs: START_US + 123_456, segment: 3, lines: 1000, bytes: 190_000, sha256: 'ab'.repeat(32) },
  ...{ state: 'recovered', tornBytes: 17 },
};

test('keys stand in the order of the format', () => {
  expect(sealLine(SEAL)).toMatch(
    /^\{"ts_recv":1723161255123\.456,"control":"seal","segment":3,"lines":1000,"bytes":190000,"sha256":"(ab){32}","state":"recovered","torn_bytes":17,"check":"[0-9a-f]{16}"\}\n$/,
  );
});

test('what is written is read back', () => {
  const count = fc.nat(Number.MAX_SAFE_INTEGER);
  const seals = fc.record({
    ...{ recvUs: fc.integer({ min: 1, max: 4e15 }), segment: count, lines: count, bytes: count, tornBytes: count },
    sha256: fc.stringMatching(/^[0-9a-f]{64}$/),
    state: fc.constantFrom('clean' as const, 'recovered' as const),
  });
  fc.assert(
    fc.property(seals, (seal) => {
      const line = sealLine(seal);
      expect(line.length).toBeLessThan(MAX_SEAL_BYTES);
      expect(parseSeal(line)).toEqual(seal);
      expect(parseSeal(line.trimEnd())).toEqual(seal);
    }),
  );
});

test('with any one bit flipped it is none', () => {
  const line = Buffer.from(sealLine(SEAL).trimEnd());
  for (let i = 0; i < line.length; i++) {
    for (const bit of [1, 4, 128]) {
      const flipped = Buffer.from(line);
      flipped[i]! ^= bit;
      expect([i, bit, parseSeal(flipped.toString('latin1'))]).toEqual([i, bit, null]);
    }
  }
});

describe('other lines', () => {
  test.each(['', '{}', 'null', '{"ts_recv":1.000,"control":"session"}', ' {"ts_recv":1.000,"control":"seal"}'])(
    '%s is none',
    (line) => expect([isSealLike(line), parseSeal(line)]).toEqual([false, null]),
  );
  test('a seal without its fields looks like one and is none', () => {
    const line = '{"ts_recv":1.000,"control":"seal","segment":0}';
    expect([isSealLike(line), parseSeal(line)]).toEqual([true, null]);
  });
});

test('for the chain it is a note without content', () => {
  expect(readControl(JSON.parse(sealLine(SEAL)) as Record<string, unknown>)).toEqual({ control: 'seal' });
});
