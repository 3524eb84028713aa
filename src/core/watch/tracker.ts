// Everything that a screen shows of the past of a session: fed with every batch of events and rows, asked now and then.
//
// Plain data, bounded whatever comes; reads the chain and changes nothing in it. The same for a live capture and a replay.

import { ALL_SYMBOLS, type EventBatch, FLAG, KIND } from '../market/event-batch.js';
import type { Chain } from '../pipeline/chain.js';
import type { SignalRow } from '../pipeline/row.js';
import type { WatchSignal } from './detail.js';
import { type LastItems, addItem, initLastItems } from './last-items.js';
import { stepMessageRate } from './message-rate.js';
import { stepSeries } from './series-history.js';
import { stepSignalEdges } from './signal-edges.js';
import {
  type TrackedSymbol,
  initSymbolHistory,
  initTrackedSymbol,
  isTrade,
  loseSight,
  takeBook,
  takeTrade,
} from './tracked-symbol.js';

export interface TrackerOptions {
  /** How many symbols there will be. */
  readonly symbols: number;
  /** With so many or fewer, every symbol has its history from the start. */
  readonly all?: number;
  /** With more, so many have one: those last asked for. */
  readonly most?: number;
}

export interface Tracker {
  /** Every symbol has a history. */
  readonly isWhole: boolean;
  readonly most: number;
  /** Index = symbol code of the events. */
  readonly symbols: (TrackedSymbol | undefined)[];
  readonly byName: Map<string, TrackedSymbol>;
  /** Symbols with a history, the one asked for longest ago first; empty where all have one. */
  readonly watched: string[];
  /** Of all symbols. */
  readonly signals: LastItems<WatchSignal>;
  /** Receive time of the newest event, µs; null before the first. */
  newestUs: number | null;
}

/** Symbols of one screen: as many histories take 160 MB at most. */
export const ALL_HISTORIES = 64;
const MOST_HISTORIES = 8;
const SIGNALS = 2_048;

export const createTracker = ({ symbols, all = ALL_HISTORIES, most = MOST_HISTORIES }: TrackerOptions): Tracker => ({
  isWhole: symbols <= all,
  most,
  symbols: [],
  byName: new Map(),
  watched: [],
  signals: initLastItems(SIGNALS),
  newestUs: null,
});

const NOT_RECEIVED = FLAG.healed | FLAG.buffered;

/**
 * Takes every event of a batch, after the chain has: books are sampled as they stand then. Whoever replays sees to it that
 * a batch spans no more than a fraction of a second.
 */
export function trackEvents(tracker: Tracker, chain: Chain, batch: EventBatch): void {
  const { kind, flags, symbol, recvUs, count } = batch;
  const { symbols } = tracker;
  for (let i = 0; i < count; i++) {
    const code = kind[i] as number;
    if (code >= KIND.gap && code <= KIND.session) {
      trackControl(tracker, batch, i);
      continue;
    }
    const bits = flags[i] as number;
    if (bits & FLAG.buffered) continue;
    const own = symbol[i] as number;
    const tracked = symbols[own] ?? enter(tracker, chain, own);
    if (tracked === null) continue;
    const { history } = tracked;
    if (isTrade(code)) {
      if (history !== null) takeTrade(history, batch, i);
      if ((bits & FLAG.healed) === 0) tracked.lastTradeId = batch.id1[i] as number;
    }
    if (bits & NOT_RECEIVED) continue;
    const us = recvUs[i] as number;
    stepMessageRate(tracked.rate, us);
    tracked.lastMessageUs = us;
    if (history === null || us < history.sampleDueUs) continue;
    const state = chain.symbols[own];
    if (state !== undefined) takeBook(history, state, us);
  }
  if (count > 0) tracker.newestUs = Math.max(tracker.newestUs ?? 0, recvUs[count - 1] as number);
}

/** Null for a symbol that the chain does not know. */
function enter(tracker: Tracker, chain: Chain, code: number): TrackedSymbol | null {
  const symbol = chain.symbols[code]?.symbol;
  if (symbol === undefined) return null;
  const hasHistory = tracker.isWhole || tracker.watched.includes(symbol);
  const tracked = initTrackedSymbol(symbol, hasHistory);
  tracker.symbols[code] = tracked;
  tracker.byName.set(symbol, tracked);
  return tracked;
}

/** After these the book is another one or none. */
const BLINDING: ReadonlySet<number> = new Set([KIND.disconnect, KIND.silence, KIND.session]);

function trackControl(tracker: Tracker, batch: EventBatch, i: number): void {
  const kind = batch.kind[i] as number;
  const isLost = kind === KIND.gap && ((batch.flags[i] as number) & FLAG.tradeStream) === 0;
  if (!isLost && !BLINDING.has(kind)) return;
  const code = batch.symbol[i] as number;
  const concerned = code === ALL_SYMBOLS ? tracker.symbols : [tracker.symbols[code]];
  for (const tracked of concerned) {
    if (tracked === undefined) continue;
    if (tracked.history !== null) loseSight(tracked.history, batch.recvUs[i] as number);
    if (kind === KIND.session) tracked.lastTradeId = null;
  }
}

/** Takes rows in their order; keeps the last of each symbol, which nobody may change afterwards. */
export function trackRows(tracker: Tracker, rows: readonly SignalRow[]): void {
  for (const row of rows) {
    const tracked = tracker.byName.get(row.symbol);
    if (tracked === undefined) continue;
    const { history } = tracked;
    tracked.row = row;
    if (history !== null) stepSeries(history.series, row);
    for (const signal of stepSignalEdges(tracked.edges, row)) {
      tracked.lastSignal = signal;
      addItem(tracker.signals, signal);
      if (history !== null) addItem(history.marks, signal);
    }
  }
}

/** Gives a symbol a history from now on, where not all have one; the one asked for longest ago may lose its own. */
export function watchSymbol(tracker: Tracker, symbol: string): void {
  const { watched, byName, isWhole, most } = tracker;
  if (isWhole || watched.at(-1) === symbol) return;
  const at = watched.indexOf(symbol);
  if (at >= 0) watched.splice(at, 1);
  watched.push(symbol);
  const tracked = byName.get(symbol);
  if (tracked !== undefined) tracked.history ??= initSymbolHistory();
  if (watched.length <= most) return;
  const left = byName.get(watched.shift() ?? '');
  if (left !== undefined) left.history = null;
}
