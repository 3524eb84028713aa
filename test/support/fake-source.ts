// A made-up session that moves by itself: any number of symbols, the same values at the same moment every time.

import type { SymbolDetail, WatchSignal } from '../../src/core/watch/detail.js';
import type { SymbolSummary, WatchRequest, WatchSnapshot } from '../../src/core/watch/snapshot.js';
import type { WatchSource } from '../../src/ui/source.js';
import {
  NOON_US,
  symbolDetail,
  symbolSummary,
  tapeTrade,
  watchRow,
  watchSignal,
  watchSnapshot,
  watchTotals,
} from './watch-sample.js';

export interface FakeSession {
  readonly symbols: number;
  /** Messages a second and symbol. */
  readonly rate: number;
}

const wave = (step: number, phase: number): number =>
  Math.sin(step / 7 + phase) * 2.4 + Math.sin(step / 3.1 + phase * 2);

/** Names in the order of the alphabet: AAAUSDT, AABUSDT, … */
export const fakeSymbol = (i: number): string =>
  `${[676, 26, 1].map((place) => String.fromCharCode(65 + (Math.floor(i / place) % 26))).join('')}USDT`;

function summary(i: number, step: number, rate: number): SymbolSummary {
  const z = wave(step, i);
  const mid = 2500 + i + Math.round(wave(step, i / 2) * 100) / 100;
  return symbolSummary({
    symbol: fakeSymbol(i),
    lastMessageUs: NOON_US + step * 100_000 - 10_000,
    messages: step * (rate / 10),
    perSecond: rate,
    row: watchRow({
      timeUs: NOON_US + step * 100_000,
      mid,
      bidTicks: Math.round(mid * 100),
      askTicks: Math.round(mid * 100) + 1,
      ofiZ: z,
      ofiSignal: z > 2 ? 'buy' : z < -2 ? 'sell' : 'neutral',
      cvdZ: wave(step, i + 1),
      fusion: wave(step, i + 2),
    }),
  });
}

function series(step: number, points: number): SymbolDetail['series'] {
  const at = Array.from({ length: points }, (_, i) => step - points + i);
  return {
    stepUs: 100_000,
    timeUs: at.map((i) => NOON_US + i * 100_000),
    segment: at.map(() => 0),
    mid: at.map((i) => 2500 + wave(i, 0)),
    ofiZ: at.map((i) => wave(i, 1)),
    cvdZ: at.map((i) => wave(i, 2)),
    cvd: at.map((i) => wave(i, 3) * 100),
    fusion: at.map((i) => wave(i, 4)),
    marks: [],
  };
}

function detail(symbol: string, step: number, request: WatchRequest): SymbolDetail {
  const levels = Array.from({ length: request.levels }, (_, i) => i);
  const base = 250_000 + Math.round(wave(step, 0) * 100);
  const lots = levels.map((i) => 500 + Math.round(Math.abs(wave(step, i)) * 3000));
  const signals: WatchSignal[] = levels.map((i) =>
    watchSignal({ symbol, timeUs: NOON_US + (step - i * 30) * 100_000 }),
  );
  return symbolDetail({
    symbol,
    ladder: {
      reason: null,
      lastUs: NOON_US + step * 100_000,
      bidTicks: levels.map((i) => base - i),
      bidLots: lots,
      askTicks: levels.map((i) => base + 1 + i),
      askLots: lots,
    },
    series: series(step, request.series.points),
    tape: Array.from({ length: request.tape }, (_, i) =>
      tapeTrade({ id: step - i, timeUs: NOON_US + (step - i) * 100_000, side: i % 3 === 0 ? 'sell' : 'buy' }),
    ),
    signals: signals.slice(0, request.signals),
  });
}

/** The session `step` tenths of a second after noon. */
export function fakeSnapshot(session: FakeSession, step: number, request: WatchRequest): WatchSnapshot {
  const symbols = Array.from({ length: session.symbols }, (_, i) => summary(i, step, session.rate));
  return watchSnapshot({
    source: 'live',
    env: 'emulator',
    nowUs: NOON_US + step * 100_000,
    symbols,
    totals: watchTotals({
      symbols: session.symbols,
      synced: session.symbols,
      messages: step * session.symbols * (session.rate / 10),
      perSecond: session.symbols * session.rate,
    }),
    detail: request.symbol === null ? null : detail(request.symbol, step, request),
  });
}

/** Each pull is a tenth of a second later. */
export function fakeSource(session: FakeSession): WatchSource {
  let step = 0;
  return {
    snapshot: (request) => fakeSnapshot(session, step++, request),
    player: null,
    why: (signal) => Promise.resolve([`the ${signal.kind} signal of ${signal.symbol}`, 'frame 1', 'frame 2']),
  };
}
