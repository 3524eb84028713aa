// Rates of writing, time left, and the words for both.

import { expect, test } from 'vitest';
import { findDisk, findLatency, initWriteRate, secondsLeft, stepWriteRate } from '../../../src/core/alert/disk-rule.js';
import { DEFAULT_QUALITY } from '../../../src/core/alert/quality-figures.js';

test('the rate is that of the last five minutes', () => {
  const state = initWriteRate();
  const rates = Array.from({ length: 601 }, (_, s) => stepWriteRate(state, s * 1e6, s < 300 ? 0 : (s - 300) * 1000));
  expect(rates[29]).toBeNull();
  expect(rates[30]).toBe(0);
  expect(rates[600]).toBe(1000);
  expect(state.samples.length).toBeLessThan(40);
});

test.each([
  [{ freeBytes: 3e9, writtenBytes: 0, stopBytes: 1e9 }, 1e6, 2000],
  [{ freeBytes: 1e8, writtenBytes: 0, stopBytes: 1e9 }, 1e6, 0],
  [{ freeBytes: 3e9, writtenBytes: 0, stopBytes: 1e9 }, 0, null],
  [{ freeBytes: 3e9, writtenBytes: 0, stopBytes: 1e9 }, null, null],
  [{ freeBytes: null, writtenBytes: 0, stopBytes: 1e9 }, 1e6, null],
])('%j at %s bytes/s: %s s', (disk, rate, expected) => {
  expect(secondsLeft(disk, rate)).toBe(expected);
});

test('the words', () => {
  const base = { nowUs: 0, symbols: [], latencyP99Us: 1_234_567, disk: null };
  expect(findLatency(base, DEFAULT_QUALITY).text).toBe('latency p99 1235 ms, limit 1000 ms');
  const rate = { samples: [{ timeUs: -60e6, bytes: 0 }] };
  const disk = (freeBytes: number) => ({ ...base, disk: { freeBytes, writtenBytes: 60e6, stopBytes: 1e9 } });
  const left = (freeBytes: number) => findDisk(structuredClone(rate), disk(freeBytes), DEFAULT_QUALITY).text;
  expect(left(6.4e9)).toBe('6400 MB are free, the capture ends at 1000 MB: in 1.5 h at this rate');
  expect(left(1.6e9)).toBe('1600 MB are free, the capture ends at 1000 MB: in 10 min at this rate');
});
