// From a venue's message to its listeners: published first, serialised once, sent bare or in an envelope.

import { dueBatch, stepBatcher } from './depth-batches.js';
import { type Emulation, elapsedUs, shownMs } from './emulation.js';
import { applySocketFaults, sendWithFaults } from './fault-delivery.js';
import { type FaultHit, stepMessageFaults } from './fault-script.js';
import { BASE_DEPTH_MS, type StreamEntry, entriesOf, isHeard } from './hub.js';
import { type Outgoing, sendTo } from './outgoing.js';
import { payloadOf } from './payload.js';
import { type PublishedSymbol, bookTickerOf, markOf, publish } from './published-market.js';
import { bookFields } from './truth-log.js';
import type { VenueDepth, VenueMessage } from './venue-message.js';

/** Sends a message to all listeners of these streams, as far as the fault script lets it. */
function emit(
  emulation: Emulation,
  symbol: PublishedSymbol,
  to: { message: VenueMessage; entries: readonly StreamEntry[] },
) {
  const { message, entries } = to;
  const someHear = entries.some(({ listeners }) => listeners.length > 0);
  const hits = hitsOf(emulation, message, someHear);
  if (!someHear) return;
  const sentMs = shownMs(emulation);
  const payload = payloadOf(message, { sentMs, fields: emulation.fields });
  for (const entry of entries) {
    if (entry.listeners.length === 0) continue;
    const outgoing: Outgoing = { entry, message, isAscii: symbol.isAscii, sentMs, payload };
    if (hits.length > 0) applySocketFaults(emulation, outgoing, hits);
    // Closing a connection takes it out of the list.
    for (const connection of hits.length === 0 ? entry.listeners : [...entry.listeners]) {
      if (hits.length === 0) sendTo(emulation, connection, outgoing);
      else sendWithFaults(emulation, connection, { outgoing, hits });
    }
    if (entry.held.length > 0) releaseHeld(entry, message);
  }
}

/** What was held back follows the message after it. */
function releaseHeld(entry: StreamEntry, message: VenueMessage): void {
  const due = entry.held.filter((held) => held.message !== message);
  if (due.length === 0) return;
  entry.held = entry.held.filter((held) => held.message === message);
  for (const { release } of due) release();
}

const NO_HITS: readonly FaultHit[] = [];

function hitsOf(emulation: Emulation, message: VenueMessage, isHeard: boolean): readonly FaultHit[] {
  if (emulation.faults.faults.length === 0) return NO_HITS;
  const moment = { symbol: message.symbol, stream: message.kind, elapsedUs: elapsedUs(emulation), isHeard };
  return stepMessageFaults(emulation.faults, moment);
}

/** Takes a message from the source: into the published market, then to whoever listens. */
export function broadcast(emulation: Emulation, message: VenueMessage): void {
  const symbol = emulation.market.get(message.symbol);
  if (symbol === undefined) return;
  publish(symbol, message, shownMs(emulation));
  if (message.kind === 'depth') broadcastDepth(emulation, symbol, message);
  else if (message.kind === 'markPrice') broadcastMark(emulation, symbol, message);
  else emit(emulation, symbol, { message, entries: entriesFor(emulation, symbol, message) });
}

const entriesFor = ({ hub }: Emulation, { lower }: PublishedSymbol, { kind }: VenueMessage): readonly StreamEntry[] =>
  entriesOf(hub, lower, kind);

function broadcastDepth(emulation: Emulation, symbol: PublishedSymbol, message: VenueDepth): void {
  const { hub, truth } = emulation;
  const entries = entriesOf(hub, symbol.lower, 'depth');
  if (truth !== null && emulation.everyBook) truth.line('book', bookFields(symbol));
  const isBase = ({ served }: StreamEntry): boolean => served.periodMs === BASE_DEPTH_MS;
  emit(emulation, symbol, { message, entries: entries.every(isBase) ? entries : entries.filter(isBase) });
  for (const entry of entries) {
    if (entry.batcher === null || entry.listeners.length === 0) continue;
    const batch = stepBatcher(entry.batcher, message);
    if (batch !== null) emit(emulation, symbol, { message: batch, entries: [entry] });
  }
  if (symbol.hasOwnTickers || !isHeard(hub, symbol.lower, 'bookTicker')) return;
  const ticker = bookTickerOf(symbol, message.atUs);
  if (ticker === null || sameBest(symbol, ticker)) return;
  symbol.ticker = ticker;
  emit(emulation, symbol, { message: ticker, entries: entriesFor(emulation, symbol, ticker) });
}

function sameBest({ ticker }: PublishedSymbol, now: NonNullable<PublishedSymbol['ticker']>): boolean {
  if (ticker === null) return false;
  return String(ticker.bid) === String(now.bid) && String(ticker.ask) === String(now.ask);
}

/** Half a tick of the timer early is still in time. */
const MARK_SLACK_US = 100_000;

function broadcastMark(emulation: Emulation, symbol: PublishedSymbol, message: VenueMessage): void {
  for (const entry of entriesFor(emulation, symbol, message)) {
    if (message.atUs - entry.markUs < (entry.served.periodMs ?? 0) * 1_000 - MARK_SLACK_US) continue;
    entry.markUs = message.atUs;
    emit(emulation, symbol, { message, entries: [entry] });
  }
}

/** What is due because time has passed: slow depth streams, and mark prices that the source does not have. */
export function broadcastDue(emulation: Emulation): void {
  const { hub, market, clock } = emulation;
  for (const entry of hub.batched) {
    const batch = entry.batcher === null ? null : dueBatch(entry.batcher, clock.nowUs);
    const symbol = batch === null ? undefined : market.get(batch.symbol);
    if (batch !== null && symbol !== undefined) emit(emulation, symbol, { message: batch, entries: [entry] });
  }
}

/** Once a second of the market: mark prices from the middle of the book, where the source has none. */
export function broadcastMarks(emulation: Emulation): void {
  const { hub, market, clock } = emulation;
  for (const symbol of market.values()) {
    if (symbol.hasOwnMarks || !isHeard(hub, symbol.lower, 'markPrice')) continue;
    const mark = markOf(symbol, clock.nowUs);
    if (mark !== null) broadcastMark(emulation, symbol, mark);
  }
}
