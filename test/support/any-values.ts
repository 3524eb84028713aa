// Random values that snapshots of the screen are made of: numbers of every size, nulls, words as data may hold them.

import fc, { type Arbitrary } from 'fast-check';
import { type NullReason, REASON_CODE } from '../../src/core/market/reason.js';
import type { WatchSignal } from '../../src/core/watch/detail.js';
import type { Percentiles } from '../../src/core/watch/figures.js';

type Fields<T> = { readonly [K in keyof T]: Arbitrary<T[K]> };
/** A record of plain fields; names its type, so that no field can be forgotten. */
export const record = <T extends object>(fields: Fields<T>): Arbitrary<T> => fc.record(fields) as Arbitrary<T>;

export const maybe = <T>(one: Arbitrary<T>): Arbitrary<T | null> => fc.option(one, { nil: null, freq: 4 });
export const count = fc.oneof(fc.nat(9), fc.nat(100_000), fc.nat(2 ** 40));
export const real = fc.oneof(
  fc.double({ min: -10, max: 10, noNaN: true }),
  fc.double({ min: -1e9, max: 1e9, noNaN: true }),
  fc.constantFrom(0, -0, 1e-12, -1e15),
);
export const positive = fc.double({ min: 0, max: 1e9, noNaN: true });
export const share = fc.double({ min: 0, max: 1, noNaN: true });
export const ticks = fc.oneof(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 99_999_999 }));
export const NOW_US = Date.UTC(2024, 7, 8, 12) * 1000;
export const time = fc.integer({ min: NOW_US - 9e11, max: NOW_US + 1e9 });
export const reason = fc.constantFrom(...(Object.keys(REASON_CODE) as NullReason[]));
export const side = fc.constantFrom('buy' as const, 'sell' as const, 'neutral' as const);
/** Words as they may come out of data: wide characters, escapes, nothing at all. */
export const anyText = fc.oneof(
  fc.constantFrom('', 'gap', '等待快照', '\u001b[31mred\u001b[0m', 'a\nb\tc', '👍🏽 e\u0301', 'x'.repeat(300)),
  fc.string({ unit: 'binary', maxLength: 30 }),
);
export const name = fc.oneof(
  fc.constantFrom('ETHUSDT', 'BTCUSDT', '1000PEPEUSDT', 'BTCUSDT_261225', '币安人生USDT', 'A'),
  fc.stringMatching(/^[A-Z0-9]{1,20}$/),
);

export const percentiles: Arbitrary<Percentiles> = record<Percentiles>({
  n: count,
  p50: real,
  p95: real,
  p99: real,
  max: real,
});

export const signal: Arbitrary<WatchSignal> = record<WatchSignal>({
  timeUs: time,
  symbol: name,
  kind: fc.constantFrom('ofi', 'cvd', 'fusion', 'divergence'),
  side: fc.constantFrom('buy', 'sell', 'none'),
  value: real,
  strength: maybe(positive),
  consistency: maybe(share),
  label: maybe(fc.constantFrom('bullish', 'bearish', 'inconsistent')),
  mid: maybe(positive),
});
