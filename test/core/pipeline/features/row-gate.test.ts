// Which rows are whole.

import { expect, test } from 'vitest';
import { createTopLevels } from '../../../../src/core/book/top-levels.js';
import type { RowMoment } from '../../../../src/core/pipeline/feature.js';
import {
  breakRowGate,
  closeRowGate,
  initRowGate,
  seesChange,
} from '../../../../src/core/pipeline/features/row-gate.js';

const next = createTopLevels(1);
const READABLE = { bookReason: null } as RowMoment;
const CROSSED = { bookReason: 'crossed' } as RowMoment;

test('the first row, one with a break, one without a book and the one after it are not whole', () => {
  const gate = initRowGate();
  const closed = [closeRowGate(gate, READABLE), closeRowGate(gate, READABLE)];
  breakRowGate(gate);
  closed.push(closeRowGate(gate, READABLE), closeRowGate(gate, CROSSED), closeRowGate(gate, READABLE));
  expect([...closed, closeRowGate(gate, READABLE)]).toEqual([false, true, false, false, false, true]);
});

test('an update with nothing to compare it with spoils its row', () => {
  const gate = initRowGate();
  closeRowGate(gate, READABLE);
  expect(seesChange(gate, { timeUs: 1, prev: next, next })).toBe(true);
  expect(closeRowGate(gate, READABLE)).toBe(true);
  expect(seesChange(gate, { timeUs: 1, prev: null, next })).toBe(false);
  expect(closeRowGate(gate, READABLE)).toBe(false);
});
