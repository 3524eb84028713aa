// The null audit: the same bounds on outcomes whose true hit rate is exactly the bar, to see how often they would pass.

import { type RngState, nextUniform } from '../../stats/rng.js';
import { bootstrapRatios } from '../calendar-blocks.js';
import type { EventList } from '../collect/collected.js';
import { hitBounds } from './bounds.js';
import { joinFactor } from './hit-sample.js';
import { drawShifts, leastShift } from './shifts.js';
import { type StoreSeries, momentAt } from './store-series.js';

/** Error asked for in the audit. */
export const AUDIT_ALPHA = 0.05;
const REPLICATIONS = 200;
/** Enough for the spread of a rate; fewer than a verdict uses, since there are hundreds of audits. */
const AUDIT_BLOCKS = 256;

export interface AuditQuestion {
  readonly series: StoreSeries;
  /** The signal's own onsets: their number, spacing and sides are kept. */
  readonly events: EventList;
  readonly horizonUs: number;
  /** Length of a calendar block, µs. */
  readonly lengthUs: number;
  /** True hit rate to be planted; null leaves the shifted outcomes as they are and tests against their own mean. */
  readonly bar: number | null;
  readonly runs: number;
  readonly rng: RngState;
}

export interface AuditCount {
  readonly runs: number;
  /** Runs whose lower bound lay above the true rate, and whose upper bound lay below it. */
  readonly passed: number;
  readonly failed: number;
}

interface Setting extends AuditQuestion {
  /** Moment of each event, and calendar block of each moment. */
  readonly moments: Int32Array;
  readonly blockOf: Int32Array;
  readonly blocks: number;
  readonly shifts: Int32Array;
}

/** Calendar block of each moment, numbered from 0 without holes, at most `AUDIT_BLOCKS`. */
function blocksOfMoments(timeUs: Float64Array, lengthUs: number): { blockOf: Int32Array; blocks: number } {
  const blockOf = new Int32Array(timeUs.length);
  let blocks = 0;
  let last = -1;
  for (let m = 0; m < timeUs.length; m++) {
    const number = Math.floor((timeUs[m] as number) / lengthUs);
    if (number !== last) blocks++;
    last = number;
    blockOf[m] = blocks - 1;
  }
  const factor = joinFactor(blocks, AUDIT_BLOCKS);
  for (let m = 0; m < blockOf.length; m++) blockOf[m] = Math.floor((blockOf[m] as number) / factor);
  return { blockOf, blocks: Math.ceil(blocks / factor) };
}

/** Side times outcome of event `e` at a shift; NaN where there is none. */
function outcomeAt({ series, events, moments }: Setting, e: number, shift: number): { m: number; outcome: number } {
  const all = series.yLong.length;
  const m = ((moments[e] as number) + shift) % all;
  const side = events.side[e] as number;
  return { m, outcome: side > 0 ? (series.yLong[m] as number) : -(series.yShort[m] as number) };
}

/** Hit rate of the events over all shifts: what knowing nothing gives. */
function shiftedRate(setting: Setting): number | null {
  let hits = 0;
  let n = 0;
  for (const shift of setting.shifts) {
    for (let e = 0; e < setting.moments.length; e++) {
      const { outcome } = outcomeAt(setting, e, shift);
      if (outcome > 0) hits++;
      if (outcome > 0 || outcome < 0) n++;
    }
  }
  return n === 0 ? null : hits / n;
}

/** Turns misses into hits, or hits into misses, at random, so that a rate of `from` becomes `to`. */
function lifted(isHit: boolean, { from, to }: { from: number; to: number }, rng: RngState): boolean {
  if (to > from) return isHit || nextUniform(rng) < (to - from) / (1 - from);
  return isHit && nextUniform(rng) < to / from;
}

/** One audit: outcomes at this shift with the true rate, through the bounds of the verdict. */
function runOnce(setting: Setting, shift: number, rates: { from: number; to: number }): 'above' | 'below' | null {
  const total = new Float64Array(setting.blocks);
  const count = new Float64Array(setting.blocks);
  let hits = 0;
  let n = 0;
  for (let e = 0; e < setting.moments.length; e++) {
    const { m, outcome } = outcomeAt(setting, e, shift);
    if (!(outcome > 0 || outcome < 0)) continue;
    const b = setting.blockOf[m] as number;
    count[b] = (count[b] as number) + 1;
    n++;
    if (!lifted(outcome > 0, rates, setting.rng)) continue;
    total[b] = (total[b] as number) + 1;
    hits++;
  }
  const options = { replications: REPLICATIONS, rng: setting.rng };
  const [rate] = bootstrapRatios([{ kind: 'rate', total, count }], options);
  if (rate === undefined) return null;
  // Without the bound of long runs, which only widens: the audit errs on the strict side.
  const bounds = hitBounds({ count: { hits, n }, rate, slow: null }, AUDIT_ALPHA);
  if (bounds !== null && bounds.lower > rates.to) return 'above';
  return bounds !== null && bounds.upper < rates.to ? 'below' : null;
}

function prepare(question: AuditQuestion): Setting | null {
  const { series, events, horizonUs, lengthUs, runs, rng } = question;
  const all = series.timeUs.length;
  const least = leastShift(series, horizonUs);
  const shifts = drawShifts(all, least, { most: runs, rng });
  if (shifts.length === 0 || events.timeUs.length === 0) return null;
  const moments = Int32Array.from(events.timeUs, (time) => Math.min(all - 1, momentAt(series.timeUs, time)));
  return { ...question, moments, shifts, ...blocksOfMoments(series.timeUs, lengthUs) };
}

/**
 * Shifts the signal's onsets along the recording, so that they know nothing, makes the true hit rate the bar, and counts
 * how often the bounds at 5 % exclude it. Yields the number of runs done. Null where no shift is possible.
 */
export function* audit(question: AuditQuestion): Generator<number, AuditCount | null, undefined> {
  const setting = prepare(question);
  const from = setting === null ? null : shiftedRate(setting);
  if (setting === null || from === null) return null;
  const to = question.bar ?? from;
  let passed = 0;
  let failed = 0;
  for (let r = 0; r < setting.runs; r++) {
    if (r % 50 === 0) yield r;
    // Where fewer shifts are possible than runs are asked for, they serve again with other coins.
    const side = runOnce(setting, setting.shifts[r % setting.shifts.length] as number, { from, to });
    if (side === 'above') passed++;
    if (side === 'below') failed++;
  }
  return { runs: setting.runs, passed, failed };
}
