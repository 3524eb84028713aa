// The tape of moments.

import { expect, test } from 'vitest';
import { MOMENT, initTape, pushTape, shiftTape } from '../../../../src/core/analysis/collect/tape.js';

test('keeps order and numbers through growth, and forgets from the front', () => {
  const tape = initTape();
  for (let k = 0; k < 700; k++) tape.cells[pushTape(tape, MOMENT.trade, k)] = 2 * k;
  shiftTape(tape, 600);
  expect(tape.count).toBe(100);
  expect([tape.timesUs[0], tape.cells[0], tape.timesUs[99], tape.cells[99 * 4]]).toEqual([600, 1200, 699, 1398]);
});
