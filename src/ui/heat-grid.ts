// The depth heatmap as numbers: cells of time, bins of price, what rested and what was taken in each.

import type { HeatColumn, HeatView } from '../core/watch/detail.js';
import { quantileNearestRank, sortedCopy } from '../core/stats/quantile.js';
import type { TimeRange } from './axis.js';

export interface HeatGrid {
  /** Cells of time, bins of price. */
  readonly width: number;
  readonly bins: number;
  readonly group: number;
  /** Bin 0 is the highest; it begins at this multiple of `group` ticks. */
  readonly topBin: number;
  /** Resting lots at [cell × bins + bin]. */
  readonly lots: Float64Array;
  readonly buys: Float64Array;
  readonly sells: Float64Array;
  /** By cell: whether the book was known. Cells without any column are neither. */
  readonly state: readonly ('none' | 'unknown' | 'known')[];
  /** Bins of the best prices by cell; -1 where there is none or it is out of view. */
  readonly bid: Int32Array;
  readonly ask: Int32Array;
}

export interface GridShape {
  readonly width: number;
  readonly bins: number;
  readonly range: TimeRange;
  /** Ticks a bin; null: the finest that shows all best prices with some book around. */
  readonly groupTicks: number | null;
  /** Ticks a price group of the data; null for single ticks. */
  readonly dataGroup: number | null;
}

/** The smallest of 1, 2, 5 × 10^k ticks that is at least `least` and a multiple of the groups that the data has. */
export function groupFrom(least: number, dataGroup: number | null): number {
  const unit = Math.max(1, dataGroup ?? 1);
  for (let power = 1; power < 1e12; power *= 10) {
    for (const factor of [1, 2, 5]) {
      const group = factor * power;
      if (group >= least && group % unit === 0) return group;
    }
  }
  return Math.ceil(least / unit) * unit;
}

/** The largest of them that is less than `group`; null where there is none. */
export function finerGroup(group: number, dataGroup: number | null): number | null {
  let finer: number | null = null;
  for (let next = groupFrom(1, dataGroup); next < group; next = groupFrom(next + 1, dataGroup)) finer = next;
  return finer;
}

/** So much of the height is book around the range of the best prices. */
const AIR = 1.6;

/** Null where no column lies in the range, or none has a book. */
export function heatGrid(heat: HeatView, shape: GridShape): HeatGrid | null {
  const { width, bins, range } = shape;
  const seen = heat.columns.filter(({ timeUs }) => timeUs + heat.stepUs > range.fromUs && timeUs < range.toUs);
  const best = bestRange(seen);
  if (best === null || width < 1 || bins < 1) return null;
  const group = groupFrom(shape.groupTicks ?? ((best.high - best.low + 1) * AIR) / bins, shape.dataGroup);
  const grid: HeatGrid = {
    width,
    bins,
    group,
    topBin: topBin(best, group, bins),
    lots: new Float64Array(width * bins),
    buys: new Float64Array(width * bins),
    sells: new Float64Array(width * bins),
    state: Array.from({ length: width }, () => 'none' as const),
    bid: new Int32Array(width).fill(-1),
    ask: new Int32Array(width).fill(-1),
  };
  for (const column of seen) fillColumn(grid, column, cellsOf(column.timeUs, heat.stepUs, shape));
  return grid;
}

interface BestRange {
  readonly low: number;
  readonly high: number;
  readonly last: number;
}

function bestRange(columns: readonly HeatColumn[]): BestRange | null {
  let [low, high] = [Infinity, -Infinity];
  let last: number | null = null;
  for (const { bidTicks, askTicks } of columns) {
    const [bid, ask] = [bidTicks ?? askTicks, askTicks ?? bidTicks];
    if (bid === null || ask === null) continue;
    low = Math.min(low, bid, ask);
    high = Math.max(high, bid, ask);
    last = (bid + ask) / 2;
  }
  return last === null ? null : { low, high, last };
}

/**
 * The view is centred on the range of best prices, or on the last one where the range does not fit; in steps of an
 * eighth of the height, so that it stands still while the price moves a little.
 */
function topBin(best: BestRange, group: number, bins: number): number {
  const fits = (best.high - best.low) / group < bins;
  const middle = fits ? (best.low + best.high) / 2 : best.last;
  const step = Math.max(1, bins >> 3);
  return Math.round(middle / group / step) * step + (bins >> 1);
}

/** A column tells of the step that begins at its time: the cells of that step, first to last. */
function cellsOf(timeUs: number, stepUs: number, { width, range }: GridShape): readonly [first: number, last: number] {
  const perUs = width / (range.toUs - range.fromUs);
  const last = Math.max(0, Math.min(width - 1, Math.ceil((timeUs + stepUs - range.fromUs) * perUs - 1e-6) - 1));
  const first = Math.round((timeUs - range.fromUs) * perUs);
  return [Math.max(0, Math.min(first, last)), last];
}

/** The latest book of a cell counts; what was taken adds up. */
function fillColumn(grid: HeatGrid, column: HeatColumn, cells: readonly [number, number]): void {
  const { bins, group, topBin: top } = grid;
  const binOf = (tick: number): number => {
    const bin = top - Math.floor(tick / group);
    return bin >= 0 && bin < bins ? bin : -1;
  };
  const state = grid.state as ('none' | 'unknown' | 'known')[];
  for (let cell = cells[0]; cell <= cells[1]; cell++) {
    const base = cell * bins;
    grid.lots.fill(0, base, base + bins);
    state[cell] = column.bidTicks === null && column.askTicks === null ? 'unknown' : 'known';
    grid.bid[cell] = column.bidTicks === null ? -1 : binOf(column.bidTicks);
    grid.ask[cell] = column.askTicks === null ? -1 : binOf(column.askTicks);
    for (let i = 0; i < column.ticks.length; i++) {
      const bin = binOf(column.ticks[i] as number);
      if (bin >= 0) grid.lots[base + bin] = (grid.lots[base + bin] as number) + (column.lots[i] ?? 0);
    }
  }
  // Trades stand in the last of the step's cells only, or they would look like many.
  const base = cells[1] * bins;
  for (let i = 0; i < column.tradeTicks.length; i++) {
    const bin = binOf(column.tradeTicks[i] as number);
    if (bin < 0) continue;
    grid.buys[base + bin] = (grid.buys[base + bin] as number) + (column.buyLots[i] ?? 0);
    grid.sells[base + bin] = (grid.sells[base + bin] as number) + (column.sellLots[i] ?? 0);
  }
}

/** Quantities looked at for the scale, at most; spread evenly over the view. */
const MOST_SAMPLES = 1500;
const MOST_HEAT = 7;

/**
 * Intensity of a quantity, 1 to 7 (0 is nothing): its logarithm on the scale from the 10 % to the 95 % quantile of what rests in view,
 * so that neither one wall nor many crumbs decide what the rest looks like.
 */
export function heatScale(grid: HeatGrid): (lots: number) => number {
  const samples: number[] = [];
  const stride = Math.max(1, Math.floor(grid.lots.length / MOST_SAMPLES));
  for (let i = 0; i < grid.lots.length; i += stride) {
    const lots = grid.lots[i] as number;
    if (lots > 0) samples.push(lots);
  }
  const sorted = sortedCopy(samples);
  const low = Math.log(quantileNearestRank(sorted, 0.1) ?? 1);
  const high = Math.log(quantileNearestRank(sorted, 0.95) ?? 1);
  const span = high - low;
  if (span <= 0) return () => (MOST_HEAT + 1) >> 1;
  return (lots) => {
    const share = (Math.log(lots) - low) / span;
    return Math.max(1, Math.min(MOST_HEAT, 1 + Math.floor(share * MOST_HEAT)));
  };
}

export interface Bubble {
  readonly side: 'buy' | 'sell';
  readonly size: 'small' | 'large';
}

/** With more bubbles than this the smaller half of them is left out. */
const MANY = 12;

/**
 * What was taken, by [cell × rows + row] of the screen, `perRow` bins a row: on the side that took more. Large from the
 * 90 % quantile of the bubbles in view; the smaller half is not drawn where there are many.
 */
export function bubbles(grid: HeatGrid, perRow: number): Map<number, Bubble> {
  const rows = Math.ceil(grid.bins / perRow);
  const sums = new Map<number, { buys: number; sells: number }>();
  for (let i = 0; i < grid.buys.length; i++) {
    const [buys, sells] = [grid.buys[i] as number, grid.sells[i] as number];
    if (buys + sells <= 0) continue;
    const cell = Math.floor(i / grid.bins);
    const at = cell * rows + Math.floor((i % grid.bins) / perRow);
    const sum = sums.get(at) ?? { buys: 0, sells: 0 };
    sums.set(at, { buys: sum.buys + buys, sells: sum.sells + sells });
  }
  const sorted = sortedCopy([...sums.values()].map(({ buys, sells }) => buys + sells));
  const large = quantileNearestRank(sorted, 0.9) ?? 0;
  const least = sums.size > MANY ? (quantileNearestRank(sorted, 0.5) ?? 0) : 0;
  const found = new Map<number, Bubble>();
  for (const [at, { buys, sells }] of sums) {
    if (buys + sells < least) continue;
    found.set(at, { side: buys >= sells ? 'buy' : 'sell', size: buys + sells >= large ? 'large' : 'small' });
  }
  return found;
}
