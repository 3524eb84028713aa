// The order of times that a table must keep.

import { expect, test } from 'vitest';
import { type CsvFile, checkTime } from '../../../../src/store/importers/csv/csv-file.js';

const FILE: CsvFile = {
  place: { path: 'x.csv', line: 3, columns: ['time'] },
  symbol: null,
  venue: null,
  at: [0],
  cells: 1,
};

test('steps back within the slack pass, larger ones are errors', () => {
  const step = (us: number) => () => checkTime(FILE, { us, lastUs: 100_000, slackUs: 10_000, column: 0 });
  expect(step(100_000)).not.toThrow();
  expect(step(90_000)).not.toThrow();
  expect(step(89_999)).toThrow('x.csv:3: column 1 (time): 10.001 ms before a row above it');
});
