// Rows of the lake's table `quotes`: one for each change of the best quotes that the exchange's book ticker sends.

import { type EventBatch, FLAG } from '../../core/market/event-batch.js';
import type { OpenPart } from '../../store/lake/part-set.js';
import { QUOTE_COLUMNS, columnNumber } from '../../store/lake/tables.js';

const Q = {
  recv: columnNumber(QUOTE_COLUMNS, 'ts_recv_us'),
  event: columnNumber(QUOTE_COLUMNS, 'ts_event_us'),
  match: columnNumber(QUOTE_COLUMNS, 'ts_match_us'),
  id: columnNumber(QUOTE_COLUMNS, 'update_id'),
  bidPrice: columnNumber(QUOTE_COLUMNS, 'bid_price'),
  bidQty: columnNumber(QUOTE_COLUMNS, 'bid_qty'),
  askPrice: columnNumber(QUOTE_COLUMNS, 'ask_price'),
  askQty: columnNumber(QUOTE_COLUMNS, 'ask_qty'),
  bidTicks: columnNumber(QUOTE_COLUMNS, 'bid_ticks'),
  bidLots: columnNumber(QUOTE_COLUMNS, 'bid_lots'),
  askTicks: columnNumber(QUOTE_COLUMNS, 'ask_ticks'),
  askLots: columnNumber(QUOTE_COLUMNS, 'ask_lots'),
};

/** What a tick and a lot are: unit divided by scale. */
export interface QuoteScale {
  readonly priceUnit: number;
  readonly priceScale: number;
  readonly qtyUnit: number;
  readonly qtyScale: number;
}

/** Appends a book ticker to a part of the table `quotes`. */
export async function writeQuote(
  part: OpenPart,
  state: QuoteScale,
  { batch, i }: { readonly batch: EventBatch; readonly i: number },
): Promise<void> {
  const { block } = part;
  if (block.rows === block.capacity) await part.flush();
  const row = block.rows++;
  const flags = batch.flags[i] as number;
  const [bidTicks, bidLots] = [batch.price[i] as number, batch.qty[i] as number];
  const [askTicks, askLots] = [batch.price2[i] as number, batch.qty2[i] as number];
  block.setNumber(Q.recv, row, batch.recvUs[i] as number);
  block.setNumber(Q.event, row, flags & FLAG.hasEventTime ? (batch.eventUs[i] as number) : null);
  block.setNumber(Q.match, row, flags & FLAG.hasMatchTime ? (batch.matchUs[i] as number) : null);
  block.setNumber(Q.id, row, batch.id1[i] as number);
  block.setNumber(Q.bidPrice, row, (bidTicks * state.priceUnit) / state.priceScale);
  block.setNumber(Q.bidQty, row, (bidLots * state.qtyUnit) / state.qtyScale);
  block.setNumber(Q.askPrice, row, (askTicks * state.priceUnit) / state.priceScale);
  block.setNumber(Q.askQty, row, (askLots * state.qtyUnit) / state.qtyScale);
  block.setNumber(Q.bidTicks, row, bidTicks);
  block.setNumber(Q.bidLots, row, bidLots);
  block.setNumber(Q.askTicks, row, askTicks);
  block.setNumber(Q.askLots, row, askLots);
}
