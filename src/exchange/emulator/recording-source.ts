// A recording as a venue: its messages in their order and time, once or over and over, with chains that never break.

import type { FrameBatch } from '../../core/market/frame.js';
import type { Feed } from '../../stream/feed.js';
import { type Recorded, readRecorded } from './recorded-frame.js';
import {
  type RecordingTrack,
  acceptsDepth,
  beginPass,
  flushTrack,
  initTrack,
  stepAggTrade,
  stepDepth,
  stepSnapshot,
  stepTrade,
  trackDueUs,
} from './recording-track.js';
import { bookOf } from './text-book.js';
import { AGGREGATION_US } from './trade-batches.js';
import type { VenueMessage } from './venue-message.js';
import type { VenueBook, VenueSource, VenueSymbol } from './venue-source.js';

export interface RecordingSourceOptions {
  /** Opens the recording from its beginning; called again for every loop. */
  readonly open: () => Promise<Feed<FrameBatch>>;
  readonly symbols: readonly VenueSymbol[];
  readonly loop: boolean;
}

/** Records looked at before play, to find the book it begins with. */
const LOOK_AHEAD_LEAST = 2_000;
const LOOK_AHEAD_MOST = 50_000;
const LOOK_AHEAD_US = 30_000_000;
/** Fewer records than this ahead: the next ones are read. */
const LOW_WATER = 2_000;
/** Between the end of one pass and the beginning of the next. */
const PAUSE_US = 100_000;

class RecordingSource implements VenueSource {
  readonly kind = 'recording';
  readonly publishesAll = false;
  readonly symbols: readonly VenueSymbol[];
  startUs = 0;
  readonly #options: RecordingSourceOptions;
  readonly #tracks: Map<string, RecordingTrack>;
  #feed: Feed<FrameBatch> | null = null;
  #queue: Recorded[] = [];
  #next = 0;
  #started = false;
  #fileEnded = false;
  #closed = false;
  /** Deltas between two passes. */
  readonly #bridge: VenueMessage[] = [];
  #shiftIds = 0;
  #shiftUs = 0;
  #highestId = 0;
  #lastUs = 0;

  constructor(options: RecordingSourceOptions) {
    this.#options = options;
    this.symbols = options.symbols;
    this.#tracks = new Map(options.symbols.map(({ symbol }) => [symbol, initTrack(symbol)]));
  }

  ready(): Promise<void> | null {
    const ahead = this.#queue.length - this.#next;
    if (this.#closed || ahead > LOW_WATER) return null;
    if (!this.#fileEnded) return this.#read(ahead + 1);
    return ahead === 0 && this.#options.loop ? this.begin() : null;
  }

  ended(): boolean {
    return this.#closed || (this.#fileEnded && !this.#options.loop && this.#next >= this.#queue.length);
  }

  /** Opens the file (again) and finds the books it begins with. */
  async begin(): Promise<void> {
    await this.#feed?.close();
    this.#feed = await this.#options.open();
    this.#fileEnded = false;
    await this.#lookAhead();
    const first = this.#queue[this.#next];
    if (first === undefined) return;
    if (this.#started) {
      this.#shiftUs = this.#lastUs + PAUSE_US - first.atUs;
      this.#shiftIds = this.#highestId + 1 - lowestId(this.#queue.slice(this.#next));
    } else this.startUs = first.atUs;
    const at = { atUs: first.atUs + this.#shiftUs, take: (message: VenueMessage) => this.#bridge.push(message) };
    for (const track of this.#tracks.values()) {
      const start = this.#startBook(track.symbol);
      if (start !== null) beginPass(track, start, at);
    }
    this.#started = true;
    this.#lastUs = first.atUs + this.#shiftUs;
  }

  pull(untilUs: number, most: number, take: (message: VenueMessage) => void): number {
    const given = { count: 0 };
    const give = (message: VenueMessage): void => {
      given.count++;
      if (message.kind === 'depth') this.#highestId = Math.max(this.#highestId, message.finalId);
      if (message.kind === 'bookTicker') this.#highestId = Math.max(this.#highestId, message.updateId);
      take(message);
    };
    for (const message of this.#bridge.splice(0)) give(message);
    while (this.#next < this.#queue.length && given.count < most) {
      const record = this.#queue[this.#next] as Recorded;
      const atUs = Math.max(this.#lastUs, record.atUs + this.#shiftUs);
      if (atUs > untilUs) break;
      this.#flush(atUs, give);
      this.#lastUs = atUs;
      this.#next++;
      this.#step(record, give);
    }
    const isDrained = this.#next >= this.#queue.length;
    if (isDrained && this.#fileEnded) this.#flush(Infinity, give);
    else if (!isDrained && given.count < most) this.#flush(untilUs, give);
    return isDrained || given.count >= most ? this.#lastUs : untilUs;
  }

  book(symbol: string, limit: number): VenueBook {
    const track = this.#tracks.get(symbol);
    return track === undefined ? { lastUpdateId: 0, bids: [], asks: [] } : bookOf(track.book, limit);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#feed?.close();
  }

  /** Reads on until `atLeast` records lie ahead, or the end. */
  async #read(atLeast: number): Promise<void> {
    while (!this.#closed && this.#queue.length - this.#next < atLeast) {
      const frames = await this.#feed?.next();
      if (frames === null || frames === undefined) {
        this.#fileEnded = true;
        return;
      }
      this.#queue = this.#queue.slice(this.#next);
      this.#next = 0;
      for (let k = 0; k < frames.count; k++) {
        const record = readRecorded(frames, k);
        if (record !== null && this.#tracks.has(symbolOf(record))) this.#queue.push(record);
      }
    }
  }

  async #lookAhead(): Promise<void> {
    let wanted = LOOK_AHEAD_LEAST;
    for (;;) {
      await this.#read(wanted);
      const ahead = this.#queue.length - this.#next;
      if (this.#fileEnded || this.#closed || ahead >= LOOK_AHEAD_MOST) return;
      const found = new Set(this.#queue.filter(({ kind }) => kind === 'snapshot').map(symbolOf));
      const spanUs = (this.#queue[this.#queue.length - 1] as Recorded).atUs - (this.#queue[0] as Recorded).atUs;
      if (found.size === this.#tracks.size || spanUs > LOOK_AHEAD_US) return;
      wanted = ahead + LOOK_AHEAD_LEAST;
    }
  }

  /** The file's first snapshot of the symbol; without one an empty book before its first delta; null with neither. */
  #startBook(symbol: string): VenueBook | null {
    for (const record of this.#queue) {
      if (record.kind !== 'snapshot' || record.symbol !== symbol) continue;
      return { ...record.book, lastUpdateId: record.book.lastUpdateId + this.#shiftIds };
    }
    for (const record of this.#queue) {
      if (record.kind !== 'message' || record.message.symbol !== symbol || record.message.kind !== 'depth') continue;
      return { lastUpdateId: record.message.prevId + this.#shiftIds, bids: [], asks: [] };
    }
    return null;
  }

  #flush(nowUs: number, take: (message: VenueMessage) => void): void {
    for (const track of this.#tracks.values()) {
      if (trackDueUs(track, AGGREGATION_US) <= nowUs) flushTrack(track, nowUs, take);
    }
  }

  #step(record: Recorded, take: (message: VenueMessage) => void): void {
    const track = this.#tracks.get(symbolOf(record)) as RecordingTrack;
    if (record.kind === 'snapshot') {
      stepSnapshot(track, { ...record.book, lastUpdateId: record.book.lastUpdateId + this.#shiftIds });
      return;
    }
    const message = shifted(record.message, this.#shiftIds, this.#lastUs);
    switch (message.kind) {
      case 'depth':
        if (acceptsDepth(track, record.suffix)) stepDepth(track, message, take);
        return;
      case 'aggTrade':
        track.tradesFrom ??= 'aggTrade';
        if (track.tradesFrom === 'aggTrade') stepAggTrade(track, message, take);
        return;
      case 'trade':
        track.tradesFrom ??= this.#hasAggTrades(track.symbol) ? 'aggTrade' : 'trade';
        if (track.tradesFrom === 'trade') stepTrade(track, message, take);
        else take(message);
        return;
      case 'bookTicker':
      case 'markPrice':
      case 'forceOrder':
        take(message);
    }
  }

  #hasAggTrades(symbol: string): boolean {
    return this.#queue.some((record) => record.kind === 'message' && isAggTrade(record.message, symbol));
  }
}

const isAggTrade = (message: VenueMessage, symbol: string): boolean =>
  message.kind === 'aggTrade' && message.symbol === symbol;

const symbolOf = (record: Recorded): string => (record.kind === 'snapshot' ? record.symbol : record.message.symbol);

function shifted(message: VenueMessage, ids: number, atUs: number): VenueMessage {
  if (message.kind === 'bookTicker') return { ...message, atUs, updateId: message.updateId + ids };
  if (message.kind !== 'depth') return { ...message, atUs };
  const { firstId, finalId, prevId } = message;
  return { ...message, atUs, firstId: firstId + ids, finalId: finalId + ids, prevId: prevId + ids };
}

function lowestId(records: readonly Recorded[]): number {
  let lowest = Infinity;
  for (const record of records) {
    if (record.kind === 'snapshot') lowest = Math.min(lowest, record.book.lastUpdateId);
    else if (record.message.kind === 'depth') lowest = Math.min(lowest, record.message.prevId);
    else if (record.message.kind === 'bookTicker') lowest = Math.min(lowest, record.message.updateId);
  }
  return Number.isFinite(lowest) ? lowest : 0;
}

/** Opens the recording and stands at its first message. */
export async function openRecordingSource(options: RecordingSourceOptions): Promise<VenueSource> {
  const source = new RecordingSource(options);
  await source.begin();
  return source;
}
