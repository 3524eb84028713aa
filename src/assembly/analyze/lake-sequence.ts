// Events of the lake held against what recordings before them left, so that a seam between both is none.
//
// Within the lake all breaks stand in its rows. Where a recording ends and the lake goes on, or the other way round, only
// the ids can tell what is the same message again, and what is missing: they go on from one to the other here.

import { type EventBatch, FLAG, KIND, type KindCode } from '../../core/market/event-batch.js';
import { INITIAL_SYNC } from '../../exchange/binance/depth-sync.js';
import { demoteToTick } from '../../exchange/binance/emit.js';
import type { Normalizer } from '../../exchange/binance/normalizer.js';
import {
  type SymbolSequence,
  restartSequence,
  sequenceDepth,
  sequenceSnapshot,
  sequenceTicker,
  sequenceTrade,
} from '../../exchange/binance/sequence.js';

/** Rows that one event can become at the most. */
export const ROWS_PER_EVENT = 2;

/** Id of the last trade that the lake gave, by symbol and kind: another one in the sequence is of a recording. */
export type LakeTrades = Map<string, number | null>;

const tradeKey = (code: number, kind: KindCode): string => `${code} ${kind}`;

interface At {
  readonly normalizer: Normalizer;
  readonly trades: LakeTrades;
  /** Of the session that begins with the event; null where none does. */
  readonly session: string | null;
}

/** Judges the event in row i, the last one of the batch: it may become a tick, or get a gap beside it. */
export function sequenceLakeEvent(batch: EventBatch, i: number, at: At): void {
  if (batch.kind[i] === KIND.session) return takeSession({ batch, i }, at);
  const sequence = at.normalizer.sequences[batch.symbol[i] as number];
  if (sequence === undefined) return;
  const kind = batch.kind[i];
  if (kind === KIND.depthDelta) sequenceDepth(sequence, batch, i);
  else if (kind === KIND.depthSnapshot) takeSnapshot(sequence, batch, i);
  else if (kind === KIND.bookTicker) sequenceTicker(sequence, batch, i);
  else if (kind === KIND.trade || kind === KIND.aggTrade) takeTrade(sequence, { batch, i }, at.trades);
  else if (kind === KIND.gap) takeGap(sequence, { batch, i }, at.trades);
}

/** The book that opens a segment which was converted by itself: a book that is whole needs none. */
function takeSnapshot(sequence: SymbolSequence, batch: EventBatch, i: number): void {
  // Deltas that waited for it stand behind it in the lake.
  sequence.waiting = null;
  const isNews = sequenceSnapshot(sequence, batch.id2[i] as number) !== null;
  if (isNews) return;
  batch.levelCount = batch.levelStart[i] as number;
  batch.bidCount[i] = 0;
  batch.askCount[i] = 0;
  demoteToTick(batch, i);
}

interface Row {
  readonly batch: EventBatch;
  readonly i: number;
}

/** Ids that the lake leaves out (trades of insurance funds) are no holes: only the first trade of a seam is judged. */
function takeTrade(sequence: SymbolSequence, { batch, i }: Row, trades: LakeTrades): void {
  if ((batch.flags[i] as number) & FLAG.healed) return;
  const kind = batch.kind[i] as KindCode;
  const [id, recvUs] = [batch.id1[i] as number, batch.recvUs[i] as number];
  const isAggregate = kind === KIND.aggTrade;
  const last = isAggregate ? sequence.lastAggId : sequence.lastTradeId;
  const key = tradeKey(batch.symbol[i] as number, kind);
  const isSeam = last !== null && last !== trades.get(key);
  if (isSeam || (last !== null && id <= last)) sequenceTrade(sequence, batch, i);
  else if (isAggregate) [sequence.lastAggId, sequence.lastAggUs] = [id, recvUs];
  else [sequence.lastTradeId, sequence.lastTradeUs] = [id, recvUs];
  trades.set(key, isAggregate ? sequence.lastAggId : sequence.lastTradeId);
}

function takeGap(sequence: SymbolSequence, { batch, i }: Row, trades: LakeTrades): void {
  if ((batch.flags[i] as number) & FLAG.tradeStream) {
    // The hole is known: the trade behind it need not show it again.
    const code = batch.symbol[i] as number;
    trades.set(tradeKey(code, KIND.trade), sequence.lastTradeId);
    trades.set(tradeKey(code, KIND.aggTrade), sequence.lastAggId);
    return;
  }
  sequence.sync = INITIAL_SYNC;
  sequence.waiting = null;
  sequence.broken = true;
}

/** A segment that was converted by itself repeats the header of its session, which then begins nothing. */
function takeSession({ batch, i }: Row, { normalizer, session }: At): void {
  if (session !== null) {
    if (normalizer.sessions.has(session)) return demoteToTick(batch, i);
    normalizer.sessions.add(session);
  }
  for (const sequence of normalizer.sequences) restartSequence(sequence);
}
