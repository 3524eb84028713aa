// Venue messages → payload texts as the exchange writes them: key order, decimals as texts, the optional fields of 2026.

import type { TextLevel, VenueDepth, VenueMessage } from './venue-message.js';
import type { VenueBook } from './venue-source.js';

/** `full`: with `st`, `ps`, `nq`, `ap`, as in production since 2026. `old`: without them, as demo and old recordings. */
export type FieldSet = 'full' | 'old';

export interface Stamp {
  /** E, ms since the epoch. */
  readonly sentMs: number;
  readonly fields: FieldSet;
}

/** Funding is due every eight hours. */
const FUNDING_MS = 8 * 3_600_000;
export const nextFundingMs = (nowMs: number): number => (Math.floor(nowMs / FUNDING_MS) + 1) * FUNDING_MS;

export function levelsText(levels: readonly TextLevel[]): string {
  let text = '[';
  for (let i = 0; i < levels.length; i++) {
    const level = levels[i] as TextLevel;
    text += `${i === 0 ? '' : ','}["${level[0]}","${level[1]}"]`;
  }
  return `${text}]`;
}

function depthPayload(message: VenueDepth, { sentMs, fields }: Stamp): string {
  const { symbol } = message;
  const head = `{"e":"depthUpdate","E":${sentMs},"T":${sentMs - message.ageMs},"s":"${symbol}"`;
  const ids = `"U":${message.firstId},"u":${message.finalId},"pu":${message.prevId}`;
  const tail = fields === 'full' ? `,"ps":"${symbol}","st":1}` : '}';
  return `${head},${ids},"b":${levelsText(message.bids)},"a":${levelsText(message.asks)}${tail}`;
}

/** The value of the combined stream's `data`. */
export function payloadOf(message: VenueMessage, stamp: Stamp): string {
  const { symbol } = message;
  const { sentMs } = stamp;
  const isFull = stamp.fields === 'full';
  const matchMs = sentMs - message.ageMs;
  const st = isFull ? ',"st":1}' : '}';
  switch (message.kind) {
    case 'depth':
      return depthPayload(message, stamp);
    case 'aggTrade': {
      const { id, price, qty, qtyNoRpi, firstFill, lastFill, buyerIsMaker } = message;
      const sizes = isFull ? `"q":"${qty}","nq":"${qtyNoRpi}"` : `"q":"${qty}"`;
      const fills = `"f":${firstFill},"l":${lastFill},"T":${matchMs},"m":${buyerIsMaker}`;
      return `{"e":"aggTrade","E":${sentMs},"s":"${symbol}","a":${id},"p":"${price}",${sizes},${fills}${st}`;
    }
    case 'trade': {
      const what = `"t":${message.id},"p":"${message.price}","q":"${message.qty}"`;
      const tail = `"X":"${message.origin}","m":${message.buyerIsMaker}}`;
      return `{"e":"trade","E":${sentMs},"T":${matchMs},"s":"${symbol}",${what},${tail}`;
    }
    case 'bookTicker': {
      const [bid, ask] = [message.bid, message.ask];
      const head = `{"e":"bookTicker","u":${message.updateId},"E":${sentMs},"T":${matchMs},"s":"${symbol}"`;
      const pair = isFull ? `,"ps":"${symbol}"` : '';
      return `${head}${pair},"b":"${bid[0]}","B":"${bid[1]}","a":"${ask[0]}","A":"${ask[1]}"${st}`;
    }
    case 'markPrice': {
      const average = isFull ? `"ap":"${message.average}",` : '';
      const prices = `"p":"${message.mark}",${average}"i":"${message.index}","P":"${message.settle}"`;
      const funding = `"r":"${message.rate}","T":${nextFundingMs(sentMs)}`;
      return `{"e":"markPriceUpdate","E":${sentMs},"s":"${symbol}",${prices},${funding}${st}`;
    }
    case 'forceOrder': {
      const order = JSON.stringify({ ...message.order, T: matchMs });
      return `{"e":"forceOrder","E":${sentMs},"o":${order}}`;
    }
  }
}

/** REST body of `GET /fapi/v1/depth`. */
export function depthBody(book: VenueBook, times: { readonly sentMs: number; readonly matchMs: number }): string {
  const head = `{"lastUpdateId":${book.lastUpdateId},"E":${times.sentMs},"T":${times.matchMs}`;
  return `${head},"bids":${levelsText(book.bids)},"asks":${levelsText(book.asks)}}`;
}
