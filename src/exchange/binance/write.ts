// Venue events → payload texts as the exchange writes them in 2026: key order, padded decimals, ids and times.
// The inverse of what normalize reads; used for synthetic recordings and by anything that plays the exchange.

import { type Decimal, powerOfTen } from '../../core/market/decimal.js';
import type { Level } from '../../core/market/event.js';
import type { SentDepth, SentSnapshot, SentTicker, SentTrade, VenueEvent } from '../../core/sim/venue-event.js';

/** How one symbol's numbers are written. */
export interface WireScale {
  readonly tick: Decimal;
  readonly step: Decimal;
  /** Decimals of price and quantity texts; at least those of tick and step. */
  readonly priceDecimals: number;
  readonly qtyDecimals: number;
}

/** A non-negative count of `unit` with exactly `decimals` places: 618002 × 0.1 with 2 is "61800.20". */
export function decimalText(count: number, unit: Decimal, decimals: number): string {
  const scaled = count * unit.mantissa * powerOfTen(decimals - unit.decimals);
  if (decimals === 0) return String(scaled);
  const digits = String(scaled).padStart(decimals + 1, '0');
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

const ms = (us: number): number => Math.floor(us / 1000);
const price = (count: number, scale: WireScale) => decimalText(count, scale.tick, scale.priceDecimals);
const qty = (count: number, scale: WireScale) => decimalText(count, scale.step, scale.qtyDecimals);

function levelsText(levels: readonly Level[], scale: WireScale): string {
  let text = '';
  for (const level of levels) {
    if (text !== '') text += ',';
    text += `["${price(level.priceTicks, scale)}","${qty(level.qtyLots, scale)}"]`;
  }
  return `[${text}]`;
}

function depthText(event: SentDepth, scale: WireScale): string {
  const ids = `"U":${event.firstId},"u":${event.finalId},"pu":${event.prevId ?? event.firstId - 1}`;
  const sides = `"b":${levelsText(event.bids, scale)},"a":${levelsText(event.asks, scale)}`;
  const times = `"E":${ms(event.eventUs)},"T":${ms(event.matchUs)}`;
  return `{"e":"depthUpdate",${times},"s":"${event.symbol}",${ids},${sides},"ps":"${event.symbol}","st":1}`;
}

function aggTradeText(event: SentTrade, scale: WireScale): string {
  const head = `{"e":"aggTrade","E":${ms(event.eventUs)},"s":"${event.symbol}","a":${event.tradeId}`;
  const sizes = `"q":"${qty(event.qtyLots, scale)}","nq":"${qty(event.qtyNoRpiLots ?? event.qtyLots, scale)}"`;
  const fills = `"f":${event.firstFillId ?? event.tradeId},"l":${event.lastFillId ?? event.tradeId}`;
  const tail = `"T":${ms(event.matchUs)},"m":${event.taker === 'sell'},"st":1}`;
  return `${head},"p":"${price(event.priceTicks, scale)}",${sizes},${fills},${tail}`;
}

function bookTickerText(event: SentTicker, scale: WireScale): string {
  const head = `{"e":"bookTicker","u":${event.updateId},"E":${ms(event.eventUs)},"T":${ms(event.matchUs)}`;
  const bid = `"b":"${price(event.bidTicks, scale)}","B":"${qty(event.bidLots, scale)}"`;
  const ask = `"a":"${price(event.askTicks, scale)}","A":"${qty(event.askLots, scale)}"`;
  return `${head},"s":"${event.symbol}","ps":"${event.symbol}",${bid},${ask},"st":1}`;
}

function snapshotText(event: SentSnapshot, scale: WireScale): string {
  const head = `{"lastUpdateId":${event.lastId},"E":${ms(event.eventUs)},"T":${ms(event.matchUs)}`;
  return `${head},"bids":${levelsText(event.bids, scale)},"asks":${levelsText(event.asks, scale)}}`;
}

/** The payload (value of the combined stream's `data`), or the REST body of a snapshot. */
export function payloadText(event: VenueEvent, scale: WireScale): string {
  switch (event.kind) {
    case 'depth_delta':
      return depthText(event, scale);
    case 'depth_snapshot':
      return snapshotText(event, scale);
    case 'book_ticker':
      return bookTickerText(event, scale);
    case 'agg_trade':
      return aggTradeText(event, scale);
  }
}

/** Name of the stream that carries the event, in its shortest form; a snapshot's is its place in a recording. */
export function streamName(event: VenueEvent): string {
  const suffix = {
    depth_delta: 'depth@100ms',
    depth_snapshot: 'snapshot',
    book_ticker: 'bookTicker',
    agg_trade: 'aggTrade',
  }[event.kind];
  return `${event.symbol.toLowerCase()}@${suffix}`;
}
