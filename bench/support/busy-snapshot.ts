// A snapshot of a busy symbol with as much in it as a screen of 120 × 40 asks for, made by formulas.

import type { HeatColumn, SymbolDetail } from '../../src/core/watch/detail.js';
import type { WatchSnapshot } from '../../src/core/watch/snapshot.js';
import {
  NOON_US,
  connectionFigures,
  symbolDetail,
  symbolSummary,
  tapeTrade,
  watchSignal,
  watchSnapshot,
} from '../../test/support/watch-sample.js';

const POINTS = 240;
const HEAT_COLUMNS = 120;
const HEAT_LEVELS = 100;
const BARS = 12;
const BAR_LEVELS = 40;
const LADDER = 40;
const BASE = 251_240;

const list = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
/** Some size that is neither even nor random. */
const size = (i: number): number => 1 + ((i * 7919) % 9973);

/** `shift` moves the market on, so that one frame differs from the one before. */
export function busySnapshot(shift: number, symbols = 50): WatchSnapshot {
  const names = list(symbols, (i) => `SYMBOL${i}USDT`);
  return watchSnapshot({
    nowUs: NOON_US + shift * 100_000,
    symbols: ['ETHUSDT', ...names].map((symbol) => symbolSummary({ symbol })),
    connections: list(4, (i) => connectionFigures({ name: `market-${i}` })),
    alerts: list(20, (i) => ({
      timeUs: NOON_US - i,
      symbol: 'ETHUSDT',
      rule: 'gap',
      text: `gap ${i}`,
      isActive: false,
    })),
    troubles: list(20, (i) => ({ timeUs: NOON_US - i, kind: 'resync', text: `ETHUSDT lost update ${i}` })),
    detail: busyDetail(shift),
  });
}

function busyDetail(shift: number): SymbolDetail {
  const bid = BASE + (shift % 5);
  const side = (step: 1 | -1) => list(LADDER, (i) => (step === 1 ? bid + 1 + i : bid - i));
  return symbolDetail({
    ladder: {
      reason: null,
      lastUs: NOON_US + shift * 100_000,
      bidTicks: side(-1),
      bidLots: list(LADDER, (i) => size(i + shift)),
      askTicks: side(1),
      askLots: list(LADDER, (i) => size(i * 3 + shift)),
    },
    series: busySeries(shift),
    tape: list(100, (i) => tapeTrade({ id: i, qtyLots: size(i), side: i % 2 === 0 ? 'buy' : 'sell' })),
    signals: list(100, (i) => watchSignal({ timeUs: NOON_US - i * 1_000_000 })),
    heat: { stepUs: 500_000, columns: list(HEAT_COLUMNS, (i) => heatColumn(i, shift)) },
    footprint: list(BARS, (i) => ({
      fromUs: NOON_US - (BARS - i) * 60_000_000,
      toUs: NOON_US - (BARS - 1 - i) * 60_000_000,
      openTicks: bid,
      closeTicks: bid + 3,
      ticks: list(BAR_LEVELS, (k) => bid + 20 - k),
      buyLots: list(BAR_LEVELS, (k) => size(i * 40 + k)),
      sellLots: list(BAR_LEVELS, (k) => size(i * 41 + k)),
    })),
  });
}

function busySeries(shift: number): SymbolDetail['series'] {
  const wave = (period: number, scale: number) => list(POINTS, (i) => scale * Math.sin((i + shift) / period));
  return {
    stepUs: 250_000,
    timeUs: list(POINTS, (i) => NOON_US + shift * 100_000 - (POINTS - i) * 250_000),
    segment: list(POINTS, (i) => (i < 90 ? 0 : 1)),
    mid: wave(9, 4).map((value) => 2512 + Math.round(value * 100) / 100),
    ofiZ: wave(3, 3),
    cvdZ: wave(5, 2),
    cvd: wave(40, 800),
    fusion: wave(4, 2.5),
    marks: list(12, (i) => watchSignal({ timeUs: NOON_US - i * 5_000_000, side: i % 2 === 0 ? 'buy' : 'sell' })),
  };
}

function heatColumn(i: number, shift: number): HeatColumn {
  const bid = BASE + Math.round(8 * Math.sin((i + shift) / 9));
  return {
    timeUs: NOON_US + shift * 100_000 - (HEAT_COLUMNS - i) * 500_000,
    bidTicks: bid,
    askTicks: bid + 1,
    ticks: list(HEAT_LEVELS, (k) => bid - HEAT_LEVELS / 2 + k),
    lots: list(HEAT_LEVELS, (k) => size(k * 13 + i)),
    tradeTicks: [bid, bid + 1],
    buyLots: [0, size(i)],
    sellLots: [size(i + 1), 0],
  };
}
