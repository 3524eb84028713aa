// What signals say at a row.

import { expect, test } from 'vitest';
import { createReader, readSignals } from '../../../../src/core/analysis/collect/signal-reader.js';
import type { SignalRow } from '../../../../src/core/pipeline/row.js';
import { spec } from '../../../support/study-plans.js';

test('a signal with nothing to say leaves nothing of the row before', () => {
  const reader = createReader([
    { spec: spec('a'), read: ({ ofiZ }) => (ofiZ === null ? null : { value: ofiZ, side: 1 }) },
    { spec: spec('b'), read: () => null },
  ]);
  const said = { values: new Float64Array(2), sides: new Int8Array(2) };
  readSignals(reader, { ofiZ: 3 } as SignalRow, said);
  expect([...said.values, ...said.sides]).toEqual([3, NaN, 1, 0]);
  readSignals(reader, { ofiZ: null } as SignalRow, said);
  expect([...said.values, ...said.sides]).toEqual([NaN, NaN, 0, 0]);
  expect(reader.specs.map(({ name }) => name)).toEqual(['a', 'b']);
});
