// Book tickers in the order of their update ids: a small buffer that gives each one back when enough later ones are there.

export interface ImpactQuote {
  readonly updateId: number;
  /** Clock of the bins, µs. */
  readonly timeUs: number;
  readonly bidTicks: number;
  readonly bidLots: number;
  readonly askTicks: number;
  readonly askLots: number;
}

/** Plain data; ascending by update id. */
export interface QuoteOrder {
  readonly waiting: ImpactQuote[];
  readonly capacity: number;
  /** Of the last one given back. */
  lastId: number;
  newestUs: number;
}

/** Messages of one connection change places within milliseconds. */
const CAPACITY = 512;
const WAIT_US = 2_000_000;

export const initQuoteOrder = (capacity = CAPACITY): QuoteOrder => ({
  waiting: [],
  capacity,
  lastId: -Infinity,
  newestUs: -Infinity,
});

/** Takes a quote; what is ready is then given by readyQuote. One that comes too late is dropped. */
export function orderQuote(order: QuoteOrder, quote: ImpactQuote): void {
  const { waiting } = order;
  if (quote.updateId < order.lastId) return;
  if (quote.timeUs > order.newestUs) order.newestUs = quote.timeUs;
  let place = waiting.length;
  while (place > 0 && (waiting[place - 1] as ImpactQuote).updateId > quote.updateId) place--;
  if (place === waiting.length) waiting.push(quote);
  else waiting.splice(place, 0, quote);
}

/** The one with the smallest id, where enough have come since or two seconds are over; null where none is ready. */
export function readyQuote(order: QuoteOrder): ImpactQuote | null {
  const [first] = order.waiting;
  if (first === undefined) return null;
  const isReady = order.waiting.length > order.capacity || order.newestUs - first.timeUs > WAIT_US;
  return isReady ? takeQuote(order) : null;
}

/** The next one in order; null when none waits. */
export function takeQuote(order: QuoteOrder): ImpactQuote | null {
  const quote = order.waiting.shift() ?? null;
  if (quote !== null) order.lastId = quote.updateId;
  return quote;
}
