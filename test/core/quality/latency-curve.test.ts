// Distribution functions of latencies from the sketches of a recording.

import { describe, expect, test } from 'vitest';
import { LATENCY_SHARES, latencyCurve } from '../../../src/core/quality/latency-curve.js';
import { initQuality, stepQuality } from '../../../src/core/quality/stream-quality.js';
import { type Row, batchOf } from './events.js';

const rows = Array.from({ length: 1_000 }, (_, k): Row => ({
  kind: 'trade',
  at: k,
  latency: 1 + ((k * 7) % 1_000),
}));

describe('latency curve', () => {
  test('holds the quantiles of what was sent, at fixed shares', () => {
    const state = initQuality();
    stepQuality(state, batchOf(rows));
    const codes = state.symbols.flatMap((symbol, code) => (symbol === undefined ? [] : [code]));
    const curve = latencyCurve(state, codes[0]!)!;
    expect(curve.map(({ share }) => share)).toEqual(LATENCY_SHARES);
    expect(curve[0]).toMatchObject({ rawUs: 1_000, excessUs: 0 });
    expect(curve.at(-1)!.rawUs).toBe(1_000_000);
    for (const { share, rawUs } of curve.slice(1)) {
      const exact = 1_000 * Math.ceil(share * 1_000);
      expect(Math.abs(rawUs - exact)).toBeLessThanOrEqual(exact / 256);
    }
    for (let k = 1; k < curve.length; k++) {
      expect(curve[k]!.rawUs).toBeGreaterThanOrEqual(curve[k - 1]!.rawUs);
      expect(curve[k]!.excessUs).toBeGreaterThanOrEqual(curve[k - 1]!.excessUs);
    }
  });

  test('is absent without exchange times, and for symbols that never came', () => {
    const state = initQuality();
    expect(latencyCurve(state, 0)).toBeNull();
    expect(latencyCurve(state, -1)).toBeNull();
  });
});
