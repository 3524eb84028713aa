// The last trades of one symbol in columns: what the tape shows.

import { type EventBatch, FLAG, KIND } from '../market/event-batch.js';
import type { TapeTrade } from './detail.js';

/** Trades kept. */
export const TAPE_TRADES = 512;

/** Trade number n stands at n modulo the length of the columns. */
export interface TradeTape {
  readonly timeUs: Float64Array;
  readonly id: Float64Array;
  readonly priceTicks: Float64Array;
  readonly qtyLots: Float64Array;
  /** FLAG bits. */
  readonly flags: Uint16Array;
  /** Trades that have ever been added. */
  added: number;
  /** An aggTrade has been seen: `trade` messages are the same fills again, as in the chain. */
  isAggregated: boolean;
}

export function initTradeTape(trades: number = TAPE_TRADES): TradeTape {
  const column = (): Float64Array => new Float64Array(trades);
  return {
    timeUs: column(),
    id: column(),
    priceTicks: column(),
    qtyLots: column(),
    flags: new Uint16Array(trades),
    added: 0,
    isAggregated: false,
  };
}

/** Takes trade row i of a batch; false where it repeats what aggTrade says. */
export function stepTradeTape(tape: TradeTape, batch: EventBatch, i: number): boolean {
  if (batch.kind[i] === KIND.aggTrade) tape.isAggregated = true;
  else if (tape.isAggregated) return false;
  const slot = tape.added % tape.timeUs.length;
  tape.timeUs[slot] = batch.recvUs[i] as number;
  tape.id[slot] = batch.id1[i] as number;
  tape.priceTicks[slot] = batch.price[i] as number;
  tape.qtyLots[slot] = batch.qty[i] as number;
  tape.flags[slot] = batch.flags[i] as number;
  tape.added++;
  return true;
}

/** Newest first, at most `most` of them. */
export function tapeView(tape: TradeTape, most: number): TapeTrade[] {
  const capacity = tape.timeUs.length;
  const trades: TapeTrade[] = [];
  for (let n = tape.added - 1; n >= Math.max(0, tape.added - Math.min(most, capacity)); n--) {
    const slot = n % capacity;
    const flags = tape.flags[slot] as number;
    trades.push({
      timeUs: tape.timeUs[slot] as number,
      id: tape.id[slot] as number,
      side: flags & FLAG.buyerIsMaker ? 'sell' : 'buy',
      priceTicks: tape.priceTicks[slot] as number,
      qtyLots: tape.qtyLots[slot] as number,
      healed: (flags & FLAG.healed) !== 0,
    });
  }
  return trades;
}
