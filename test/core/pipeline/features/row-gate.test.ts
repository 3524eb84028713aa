// Which rows are whole.

import { expect, test } from 'vitest';
import { createTopLevels } from '../../../../src/core/book/top-levels.js';
import {
  breakRowGate,
  closeRowGate,
  initRowGate,
  seesChange,
} from '../../../../src/core/pipeline/features/row-gate.js';

const next = createTopLevels(1);

test('the first row, one with a break, one without a book and the one after it are not whole', () => {
  const gate = initRowGate();
  const closed = [closeRowGate(gate, null), closeRowGate(gate, null)];
  breakRowGate(gate);
  closed.push(closeRowGate(gate, null), closeRowGate(gate, 'crossed'), closeRowGate(gate, null));
  expect([...closed, closeRowGate(gate, null)]).toEqual([false, true, false, false, false, true]);
});

test('an update with nothing to compare it with spoils its row', () => {
  const gate = initRowGate();
  closeRowGate(gate, null);
  expect(seesChange(gate, { timeUs: 1, matchUs: null, prev: next, next })).toBe(true);
  expect(closeRowGate(gate, null)).toBe(true);
  expect(seesChange(gate, { timeUs: 1, matchUs: null, prev: null, next })).toBe(false);
  expect(closeRowGate(gate, null)).toBe(false);
});
