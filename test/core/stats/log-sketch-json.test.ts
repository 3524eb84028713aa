// Log sketches through JSON, and what is refused.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { logSketchFromJson, logSketchToJson } from '../../../src/core/stats/log-sketch-json.js';
import { initLogSketch, insertLogSketch } from '../../../src/core/stats/log-sketch.js';

const values = fc.array(fc.integer({ min: -3_000_000, max: 3_000_000 }), { maxLength: 60 });

test('through JSON text and back, and then on', () => {
  fc.assert(
    fc.property(values, values, (before, after) => {
      const sketch = initLogSketch();
      for (const x of before) insertLogSketch(sketch, x);
      const back = logSketchFromJson(JSON.parse(JSON.stringify(logSketchToJson(sketch))))!;
      for (const s of [sketch, back]) for (const x of after) insertLogSketch(s, x);
      expect(logSketchToJson(back)).toEqual(logSketchToJson(sketch));
    }),
  );
});

test('what it looks like', () => {
  const sketch = initLogSketch(1);
  for (const x of [-40, 0, 3, 3]) insertLogSketch(sketch, x);
  expect(logSketchToJson(sketch)).toEqual({
    digits: 1,
    count: 4,
    sum: -34,
    min: -40,
    max: 3,
    positive: [0, 1, 3, 2],
    negative: [36, 1],
  });
});

test.each([
  null,
  7,
  {},
  { digits: 4, count: 0, sum: 0, min: null, max: null, positive: [], negative: [] },
  { digits: 2, count: 2, sum: 1, min: 1, max: 1, positive: [1, 1], negative: [] },
  { digits: 2, count: 1, sum: 1, min: null, max: 1, positive: [1, 1], negative: [] },
  { digits: 2, count: 1, sum: 1, min: 1, max: 1, positive: [1], negative: [] },
  { digits: 2, count: 2, sum: 1, min: 1, max: 1, positive: [2, 1, 1, 1], negative: [] },
  { digits: 2, count: 1, sum: 1, min: 1, max: 1, positive: [1e9, 1], negative: [] },
])('not a sketch: %j', (json) => {
  expect(logSketchFromJson(json)).toBeNull();
});
