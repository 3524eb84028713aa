// Follows one symbol frame by frame, and keeps what its open row and its CVD bars are made of, until the wanted row comes.
//
// The chain itself is only looked at. What it does with windows when it closes bars and rows is done once more on copies
// of what it held before the frame; where that gives anything else than the row says, a check fails.

import { ALL_SYMBOLS } from '../market/event-batch.js';
import { MAX_QUIET_US } from '../pipeline/chain.js';
import type { SignalRow } from '../pipeline/row.js';
import type { SymbolChain } from '../pipeline/symbol-chain.js';
import { closeCvdBar, closedDeltaLots, cvdBarDue } from '../flow/cvd-bar.js';
import { stepTrend } from '../signal/trend.js';
import { timeRingSlot } from '../stats/time-ring.js';
import { takeEvent } from './why-events.js';
import { type Sight, bookOf, rollSight, sightOf } from './why-sight.js';
import { judge } from './why-window.js';
import { buildWhy } from './why-row.js';
import { type FrameOutcome, type WhyTrail, toQty } from './why-state.js';
import type { WhyBook, WhyTrend } from './why.js';

/** Lets the trail look at the symbol's chain as it stands, before the first frame is followed. */
export function beginTrail(trail: WhyTrail, state: SymbolChain | undefined): void {
  trail.sight = state === undefined ? null : sightOf(state);
  trail.bookBefore = trail.sight?.book ?? null;
}

/** Follows one frame that has gone through the chain. `trail.found` is there once the wanted row was made. */
export function stepTrail(trail: WhyTrail, outcome: FrameOutcome): void {
  const { state, code, events } = outcome;
  const own = Array.from({ length: events.count }, (_, i) => i).filter(
    (i) => events.symbol[i] === code || events.symbol[i] === ALL_SYMBOLS,
  );
  if (own.length === 0) return;
  const rows = outcome.rows.filter(({ symbol }) => symbol === state.symbol);
  const atUs = events.recvUs[own[0] as number] as number;
  const copy = trail.sight;
  // A clock that begins, or begins anew after a long quiet, closes nothing.
  const closes = copy !== null && copy.started && atUs - copy.nowUs <= MAX_QUIET_US;
  const isEventGrid = trail.config.grid.kind === 'event';
  if (isEventGrid) {
    if (closes) closeDue(trail, { state, copy }, atUs);
    for (const i of own) takeEvent(trail, outcome, i);
  }
  for (const row of rows) {
    if (closes) closeDue(trail, { state, copy }, row.timeUs);
    const book = isEventGrid ? bookOf(state.book, state.ofi.weights.length) : (copy?.book ?? null);
    sealRow(trail, state, { row, copy, book });
  }
  if (!isEventGrid) {
    if (closes) closeDue(trail, { state, copy }, atUs);
    for (const i of own) takeEvent(trail, outcome, i);
  }
  trail.sight = sightOf(state);
}

/** Closes the bars that are due, as the chain has done, on the copy. */
function closeDue(trail: WhyTrail, { state, copy }: { state: SymbolChain; copy: Sight }, untilUs: number): void {
  const { bar, z } = copy.cvd;
  while (cvdBarDue(bar, untilUs)) {
    const toUs = bar.endUs as number;
    closeCvdBar(bar);
    trail.bar = {
      ...{ fromUs: toUs - bar.barUs, toUs, isPartial: bar.closedPartial },
      ...{ buyLots: bar.closedBuyLots, sellLots: bar.closedSellLots, trades: trail.barTrades },
    };
    trail.barTrades = [];
    if (trail.config.cvd.mode !== 'delta') continue;
    const lots = closedDeltaLots(bar);
    trail.cvdWindow = lots === null ? null : judge(z, toUs, toQty(state, lots));
  }
}

interface Seal {
  readonly row: SignalRow;
  readonly copy: Sight | null;
  readonly book: WhyBook | null;
}

/** The row takes its samples from the copies; the wanted one is kept with all that is known of it. */
function sealRow(trail: WhyTrail, state: SymbolChain, { row, copy, book }: Seal): void {
  const { config } = trail;
  if (copy !== null && rollSight(config, copy, row.timeUs)) trail.cvdWindow = null;
  const ofiWindow = copy === null || row.ofi === null ? null : judge(copy.ofi.z, row.timeUs, row.ofi);
  const samplesRows = config.cvd.mode === 'level' && config.cvd.sample === 'row';
  if (samplesRows && copy !== null) {
    trail.cvdWindow = row.cvd === null ? trail.cvdWindow : judge(copy.cvd.z, row.timeUs, row.cvd);
  }
  const trend = copy === null ? null : trendOf(copy, row);
  if (row.timeUs === trail.rowUs) trail.found = buildWhy(trail, state, { row, bookAfter: book, ofiWindow, trend });
  trail.previousUs = row.timeUs;
  trail.bookBefore = book;
  trail.updates = [];
  trail.breaks = [];
  trail.rowTrades = [];
  trail.otherFrames = 0;
}

/** Takes the row's mid into the copied trend, and says between which mids it goes. */
function trendOf({ trend }: Sight, { timeUs, bidTicks, askTicks }: SignalRow): WhyTrend | null {
  if (bidTicks === null || askTicks === null) return null;
  const endHalfTicks = bidTicks + askTicks;
  const trendBp = stepTrend(trend, timeUs, endHalfTicks);
  const { ring } = trend;
  const oldest = timeRingSlot(ring, ring.first);
  const isKnown = trend.reason === null;
  return {
    startHalfTicks: isKnown ? (ring.cells[oldest] ?? null) : null,
    startUs: isKnown ? (ring.timesUs[oldest] ?? null) : null,
    endHalfTicks,
    trendBp,
  };
}
