// Lists of the onsets that do not overlap, with what came of each.

import type { EventList } from './collected.js';
import { type Columns, closeColumns, initColumns } from './columns.js';

const EMPTY = {
  timeUs: new Float64Array(0),
  side: new Int8Array(0),
  value: new Float64Array(0),
  y: new Float64Array(0),
  yMid: new Float64Array(0),
  yExecutable: new Float64Array(0),
  takenTicksLots: new Float64Array(0),
  sides: new Int8Array(0),
  volatility: new Uint8Array(0),
  spread: new Uint8Array(0),
};

export type EventState = Columns<typeof EMPTY>;

export function initEvents(signals: number, most: number): EventState {
  const widths = {
    timeUs: 1,
    side: 1,
    value: 1,
    y: 1,
    yMid: 1,
    yExecutable: 1,
    takenTicksLots: 1,
    sides: signals,
    volatility: 1,
    spread: 1,
  };
  return initColumns(EMPTY, widths, most);
}

export const eventList = (events: EventState): EventList => ({
  stride: events.stride,
  seen: events.seen,
  ...closeColumns(events),
});
