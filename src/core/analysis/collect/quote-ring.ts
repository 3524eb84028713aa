// Best quotes in order of time, as far back as the longest lag wants, read as of any time by cursors that only move on.

import { type TimeRing, initTimeRing, isTimeRingTight, pushTimeRing } from '../../stats/time-ring.js';

/** The best prices and the sizes at them; null stands for quotes that cannot be read. */
export interface Quote {
  readonly bidTicks: number;
  readonly askTicks: number;
  readonly bidLots: number;
  readonly askLots: number;
}

/** Cells of a sample: bid and ask in ticks, their sizes in lots. NaN in the first cell: the quotes cannot be read. */
export const BID = 0;
export const ASK = 1;
export const BID_LOTS = 2;
export const ASK_LOTS = 3;
export const QUOTE_WIDTH = 4;

export interface QuoteRing {
  readonly ring: TimeRing;
  /** How far back cursors look, µs. */
  readonly keepUs: number;
}

export const initQuoteRing = (keepUs: number): QuoteRing => ({ ring: initTimeRing(QUOTE_WIDTH), keepUs });

/**
 * Index of the last sample at or before `timeUs`, looking from index `from` on; −1 where there is none. Times asked for
 * with the same cursor must not decrease.
 */
export function asOf({ ring }: QuoteRing, from: number, timeUs: number): number {
  const { timesUs, first, end } = ring;
  const mask = timesUs.length - 1;
  let i = from < first ? first : from;
  if (i >= end || (timesUs[i & mask] as number) > timeUs) return -1;
  while (i + 1 < end && (timesUs[(i + 1) & mask] as number) <= timeUs) i++;
  return i;
}

/** Forgets what no cursor asks for any more: all before the sample that stood at `timeUs` − keepUs. */
function trim(quotes: QuoteRing, timeUs: number): void {
  const kept = asOf(quotes, quotes.ring.first, timeUs - quotes.keepUs);
  if (kept >= 0) quotes.ring.first = kept;
}

/** Whether the next sample makes the ring forget or grow: what lags behind should be settled first. */
export const isQuoteRingTight = ({ ring }: QuoteRing): boolean => isTimeRingTight(ring);

/** Adds the quotes as of `timeUs`. Grows only where the time to be kept fills more than half of the ring. */
export function pushQuoteRing(quotes: QuoteRing, timeUs: number, quote: Quote | null): void {
  const { ring } = quotes;
  if (isTimeRingTight(ring)) trim(quotes, timeUs);
  const at = pushTimeRing(ring, timeUs) * QUOTE_WIDTH;
  const { cells } = ring;
  cells[at + BID] = quote === null ? NaN : quote.bidTicks;
  cells[at + ASK] = quote === null ? NaN : quote.askTicks;
  cells[at + BID_LOTS] = quote === null ? 0 : quote.bidLots;
  cells[at + ASK_LOTS] = quote === null ? 0 : quote.askLots;
}

/** Offset of sample `index` in the cells of the ring. */
export const quoteOffset = ({ ring }: QuoteRing, index: number): number =>
  (index & (ring.timesUs.length - 1)) * QUOTE_WIDTH;
