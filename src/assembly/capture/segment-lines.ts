// The lines that open a segment: the session's header, and the book of every synced symbol, so that it can be read alone.

import { type Ladder, levelCount, readTop } from '../../core/book/ladder.js';
import { formatUnits } from '../../core/market/decimal.js';
import type { Instrument } from '../../core/market/instrument.js';
import type { SymbolSequence } from '../../exchange/binance/sequence.js';
import { sessionLine } from '../../store/ndjson/raw-line.js';
import type { SessionHeader } from '../../store/ndjson/session-header.js';
import { type LineSlab, addControl, addControlText } from './line-slab.js';
import type { ChainRunner } from '../run-chain.js';
import type { LiveRun } from './live-run.js';

/** As many levels a side as the snapshot that the book came from. */
const MOST_LEVELS = 1_000;

function sideOf(ladder: Ladder, instrument: Instrument): [string, string][] {
  const wanted = Math.min(MOST_LEVELS, levelCount(ladder));
  const ticks = new Float64Array(wanted);
  const lots = new Float64Array(wanted);
  const found = readTop(ladder, ticks, lots);
  return Array.from({ length: found }, (_, i) => [
    formatUnits(ticks[i] ?? 0, instrument.tick),
    formatUnits(lots[i] ?? 0, instrument.step),
  ]);
}

/** What the book of a symbol is; null where it has none. */
export function checkpointOf(runner: ChainRunner, sequence: SymbolSequence): object | null {
  const book = runner.chain.symbols[sequence.scale.code]?.book;
  if (book === undefined || sequence.sync.phase === 'waiting') return null;
  const { instrument } = sequence;
  return {
    symbol: instrument.symbol,
    last_id: sequence.sync.lastId,
    bids: sideOf(book.bids, instrument),
    asks: sideOf(book.asks, instrument),
    trade_id: sequence.lastAggId ?? sequence.lastTradeId,
  };
}

/** Adds the opening lines of segment `header.segment`. Call it when everything added before has been run. */
export function addSegmentHead(
  slab: LineSlab,
  run: LiveRun,
  head: { readonly header: Omit<SessionHeader, 'version'>; readonly recvUs: number; readonly books: boolean },
): void {
  addControlText(slab, head.recvUs, (recvUs) => sessionLine(recvUs, head.header));
  if (!head.books) return;
  for (const sequence of run.runner.normalizer.sequences) {
    const checkpoint = checkpointOf(run.runner, sequence);
    if (checkpoint !== null) addControl(slab, 'checkpoint', { recvUs: head.recvUs, fields: checkpoint });
  }
}
