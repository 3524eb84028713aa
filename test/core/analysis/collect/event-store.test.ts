// Lists of events.

import { expect, test } from 'vitest';
import { offerRow } from '../../../../src/core/analysis/collect/columns.js';
import { eventList, initEvents } from '../../../../src/core/analysis/collect/event-store.js';

test('beyond the limit every second one is kept, and the list says so', () => {
  const events = initEvents(2, 4);
  for (let k = 0; k < 5; k++) {
    const row = offerRow(events);
    if (row >= 0) events.at.timeUs[row] = k;
  }
  const list = eventList(events);
  expect([list.stride, list.seen, [...list.timeUs], list.sides.length]).toEqual([2, 5, [0, 2, 4], 6]);
});
