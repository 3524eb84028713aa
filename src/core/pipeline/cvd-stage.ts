// The CVD stage: trades → running sum and bars → z, by bar (mode delta) or of the sum itself (mode level).

import { addToCvdBar, closeCvdBar, closedDeltaLots, cvdBarDue, openCvdBar } from '../flow/cvd-bar.js';
import { rollCvdDay, signedLots, stepCvd } from '../flow/cvd.js';
import { type EventBatch, FLAG } from '../market/event-batch.js';
import { clearTrend } from '../signal/trend.js';
import { clearRollingZ, stepRollingZ } from '../stats/rolling-z.js';
import type { ChainConfig } from './config.js';
import type { SymbolChain } from './symbol-chain.js';

const toQty = (state: SymbolChain, lots: number): number => (lots * state.stepMantissa) / state.stepDivisor;

/** Takes a z sample; its result stands until the next one (as-of). */
function sample(state: SymbolChain, x: number): void {
  const { cvd } = state;
  cvd.value = stepRollingZ(cvd.z, x);
  cvd.reason = cvd.z.reason;
}

/**
 * The running sum restarts with the UTC day. In mode level every window begins anew with a new segment: a z across the
 * restart would measure the restart. In mode delta nothing spans it.
 */
export function rollDay(state: SymbolChain, config: ChainConfig, timeUs: number): void {
  if (!rollCvdDay(state.cvd.level, timeUs) || config.cvd.mode !== 'level') return;
  state.segment++;
  clearRollingZ(state.ofi.z);
  clearRollingZ(state.cvd.z);
  clearTrend(state.trend);
  state.cvd.value = null;
  state.cvd.reason = 'warming';
}

/** Signed lots of trade row i, in the quantity that the configuration counts; positive: the taker bought. */
export function tradeLots(config: ChainConfig, batch: EventBatch, i: number): number {
  const flags = batch.flags[i] as number;
  const noRpi = config.cvd.quantity === 'nq' && (flags & FLAG.hasQtyNoRpi) !== 0;
  const qty = (noRpi ? batch.qty2[i] : batch.qty[i]) as number;
  return signedLots(qty, (flags & FLAG.buyerIsMaker) !== 0);
}

/** Adds a trade of so many signed lots. True when a bar was opened for it, whose end is now due. */
export function addTrade(state: SymbolChain, config: ChainConfig, signed: number): boolean {
  const { cvd } = state;
  // The chain's clock, not the frame's own time: where that steps back over midnight, the day must not begin twice.
  const timeUs = state.nowUs;
  rollDay(state, config, timeUs);
  const opens = cvd.bar.endUs === null;
  if (opens) openCvdBar(cvd.bar, timeUs);
  if (!cvd.seen) {
    cvd.seen = true;
    cvd.reason = 'partial';
  }
  stepCvd(cvd.level, signed, timeUs);
  addToCvdBar(cvd.bar, signed);
  if (config.cvd.mode === 'level' && config.cvd.sample === 'trade') sample(state, toQty(state, cvd.level.sumLots));
  return opens;
}

/** Closes every bar that ends at or before `timeUs`; in mode delta each is a sample, unless a break spoilt it. */
export function closeBars(state: SymbolChain, config: ChainConfig, timeUs: number): void {
  const { cvd } = state;
  while (cvdBarDue(cvd.bar, timeUs)) {
    closeCvdBar(cvd.bar);
    if (config.cvd.mode !== 'delta') continue;
    const delta = closedDeltaLots(cvd.bar);
    if (delta !== null) {
      sample(state, toQty(state, delta));
      continue;
    }
    cvd.value = null;
    cvd.reason = 'partial';
  }
}

export interface CvdValue {
  readonly delta: number | null;
  readonly sum: number | null;
  readonly ema: number | null;
}

/** Whether the last closed bar belongs to this session and segment and is whole. */
export const barIsKnown = (state: SymbolChain): boolean =>
  state.cvd.seen && state.cvd.bar.closed > 0 && !state.cvd.bar.closedPartial && state.cvd.reason !== 'partial';

const barLots = (state: SymbolChain): number | null => (barIsKnown(state) ? closedDeltaLots(state.cvd.bar) : null);

/** The row's CVD values, after rollDay for its time; in mode level with row samples it takes one. */
export function closeCvd(state: SymbolChain, config: ChainConfig): CvdValue {
  const { cvd } = state;
  const { level } = cvd;
  const sum = level.trades === 0 ? null : toQty(state, level.sumLots);
  if (config.cvd.mode === 'level' && config.cvd.sample === 'row' && sum !== null) sample(state, sum);
  const lots = config.cvd.mode === 'delta' ? barLots(state) : level.trades === 0 ? null : level.lastLots;
  return {
    delta: lots === null ? null : toQty(state, lots),
    sum,
    ema: level.ema.count === 0 ? null : toQty(state, level.ema.value),
  };
}
