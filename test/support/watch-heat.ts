// A minute of a book for frames of heatmap and footprint, made by formulas: walls, a walk of the price, a lost book.

import type { FootprintBar, HeatColumn, HeatView } from '../../src/core/watch/detail.js';
import { NOON_US } from './watch-sample.js';

const STEP_US = 1_000_000;
const COLUMNS = 60;
const BASE = 251_240;
/** Above and below stands a wall. */
const WALLS: readonly number[] = [BASE + 12, BASE - 10];

const bestBid = (i: number): number => BASE + Math.round(6 * Math.sin(i / 10));

function heatColumn(i: number): HeatColumn {
  const timeUs = NOON_US - (COLUMNS - i) * STEP_US;
  const none = { ticks: [], lots: [], tradeTicks: [], buyLots: [], sellLots: [] };
  if (i >= 30 && i < 34) return { timeUs, bidTicks: null, askTicks: null, ...none };
  const bid = bestBid(i);
  const ticks = Array.from({ length: 30 }, (_, k) => (k < 15 ? bid - k : bid + 1 + (k - 15)));
  const lots = ticks.map((tick) => (WALLS.includes(tick) ? 50_000 : 500 + 100 * (Math.abs(tick * 7 + i) % 13)));
  const trades = i % 7 === 0 ? { tradeTicks: [bid], buyLots: [0], sellLots: [100 * (i + 1)] } : null;
  const large = i === 45 ? { tradeTicks: [bid + 1], buyLots: [90_000], sellLots: [0] } : null;
  return { timeUs, bidTicks: bid, askTicks: bid + 1, ...none, ticks, lots, ...trades, ...large };
}

export const minuteHeat = (): HeatView => ({
  stepUs: STEP_US,
  columns: Array.from({ length: COLUMNS }, (_, i) => heatColumn(i)),
});

/** Four bars of fifteen seconds, highest price first; the third without trades. */
export function minuteFootprint(): FootprintBar[] {
  const bar = (k: number, change: Partial<FootprintBar>): FootprintBar => ({
    fromUs: NOON_US - (4 - k) * 15_000_000,
    toUs: NOON_US - (3 - k) * 15_000_000,
    openTicks: null,
    closeTicks: null,
    ticks: [],
    buyLots: [],
    sellLots: [],
    ...change,
  });
  const ticks = [251_243, 251_242, 251_241, 251_240];
  return [
    bar(0, { openTicks: 251_241, closeTicks: 251_243, ticks, buyLots: [500, 8000, 1250, 0], sellLots: [0, 1000, 2500, 40] }),
    bar(1, { openTicks: 251_243, closeTicks: 251_240, ticks, buyLots: [20, 0, 300, 700], sellLots: [900, 4000, 1_250_000, 60] }),
    bar(2, {}),
    bar(3, { openTicks: 251_241, closeTicks: 251_241, ticks: [251_241], buyLots: [1000], sellLots: [1000] }),
  ];
} // prettier-ignore
