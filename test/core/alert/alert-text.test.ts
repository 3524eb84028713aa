// The sentence of an alert.

import { expect, test } from 'vitest';
import { valuesText, withUntold } from '../../../src/core/alert/alert-text.js';

test.each([
  [{ ofi_z: 3.4213456, cvd_signal: 'buy', cvd_z: null }, 'ofi_z 3.4213, cvd_signal buy, cvd_z null'],
  [{ ts_us: 1_723_161_255_088_169, bid_ticks: 1234567 }, 'ts_us 1723161255088169, bid_ticks 1234567'],
  [{ ofi: 0.000012345678 }, 'ofi 0.000012346'],
  [{}, 'the condition holds'],
])('%j: %s', (values, text) => {
  expect(valuesText(values)).toBe(text);
});

test.each([
  [0, 'x'],
  [1, 'x (1 alert before it not told)'],
  [7, 'x (7 alerts before it not told)'],
])('%i not told', (count, text) => {
  expect(withUntold('x', count)).toBe(text);
});
