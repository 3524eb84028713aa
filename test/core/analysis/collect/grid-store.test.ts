// The sample of decisions.

import { expect, test } from 'vitest';
import { initDecisionRing, pushDecisionRing } from '../../../../src/core/analysis/collect/decision-ring.js';
import { closeStore, initStore, storeDecision } from '../../../../src/core/analysis/collect/grid-store.js';

test('values, past returns of judged horizons, and outcomes that are not known yet', () => {
  const store = initStore({ signals: 2, judged: [1], isExecutable: true, most: 2 });
  const ring = initDecisionRing(2, 2);
  for (let k = 0; k < 3; k++) {
    const slot = pushDecisionRing(ring, 10 * k);
    ring.values.set([k, NaN], slot * 2);
    ring.sides.set([1, -1], slot * 2);
    ring.past.set([-1, k], slot * 2);
    storeDecision(store, ring, slot);
  }
  const kept = closeStore(store);
  expect([kept.stride, kept.moments]).toEqual([2, 2]);
  expect([...kept.timeUs]).toEqual([0, 20]);
  expect([...kept.values]).toEqual([0, NaN, 2, NaN]);
  expect([...kept.sides]).toEqual([1, -1, 1, -1]);
  expect([...kept.past]).toEqual([0, 2]);
  expect([kept.y, kept.yLong, kept.yShort].map((y) => [...y])).toEqual([[NaN, NaN], [NaN, NaN], [NaN, NaN]]); // prettier-ignore
  expect(kept.yLong).not.toBe(kept.y);
});
