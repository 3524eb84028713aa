// What a certificate counts, per stream, per symbol and per session: plain data, in parts that can be added up.

import { type LogSketch, initLogSketch, mergeLogSketch } from '../stats/log-sketch.js';
import type { IdRange } from './id-range.js';
import { STREAM_NAMES } from './stream-name.js';

/** A hole: messages that the exchange numbered and the recording does not hold as received. */
export interface Gap {
  /** Receive time of the message that showed it, and of the last one before it, µs; null where there was none. */
  readonly atUs: number;
  readonly sinceUs: number | null;
  /** Trades: missing ids, both inclusive. Depth: the last id held and the `pu` that came instead. */
  readonly fromId: number;
  readonly toId: number;
  /** Trades: ids that nobody has brought yet; empty on depth. */
  readonly open: IdRange[];
  /** Trades: time of the healed trade that brought the last of them. Depth: time of the snapshot that began the book anew. */
  closedUs: number | null;
  /** Time with a whole book between the two messages, µs: not verified while ids are open. */
  readonly coveredUs: number;
}

export interface Resync {
  readonly atUs: number;
  /** From the message that showed the gap to the snapshot, µs. */
  readonly recoveryUs: number;
}

/** `toUs` null: still open, or its session ended. */
export interface Span {
  readonly fromUs: number;
  readonly toUs: number | null;
}

export interface Trouble {
  readonly kind: 'disconnect' | 'silence' | 'clock_step' | 'rest_failure';
  readonly atUs: number;
  /** In order of arrival; null: all. */
  readonly symbols: string[] | null;
}

export interface StreamTally {
  /** Messages as received, with repeats and with deltas that wait for their snapshot; healed trades are none. */
  messages: number;
  /** Of these: no id above what had been received before. */
  repeats: number;
  /** Of these: receive time before that of the message before it. */
  backSteps: number;
  /** Meaningful once messages > 0. */
  firstUs: number;
  lastUs: number;
  /** Null on streams without ids, and before the first message. */
  firstId: number | null;
  lastId: number | null;
  gaps: Gap[];
  /** Ids of healed trades as they came, and how many of them filled a hole. */
  healed: IdRange[];
  filledIds: number;
  /** Verified time lost to holes shown here, less that of holes closed here, µs. */
  lostUs: number;
  /** recv − E, µs, as it is. */
  readonly latency: LogSketch;
}

export interface SymbolTally {
  /** Time in which the book was whole, µs. */
  bookUs: number;
  snapshots: number;
  resyncs: Resync[];
  /** Spans without a book that ended here. */
  unsynced: Span[];
  /** u − U + 1 over the depth messages. */
  batches: number;
  batchIds: number;
  batchMax: number;
}

export interface SessionTally {
  events: number;
  /** Receive times over everything; meaningful once events > 0. */
  firstUs: number;
  lastUs: number;
  troubles: Trouble[];
  /** recv − E, µs, over all symbols, by place in STREAM_NAMES. Three digits: two would show steps of 8 ms beside a second. */
  readonly latency: readonly LogSketch[];
}

export const initStreamTally = (): StreamTally => ({
  messages: 0,
  repeats: 0,
  backSteps: 0,
  firstUs: 0,
  lastUs: 0,
  firstId: null,
  lastId: null,
  gaps: [],
  healed: [],
  filledIds: 0,
  lostUs: 0,
  latency: initLogSketch(2),
});

export const initSymbolTally = (): SymbolTally => ({
  bookUs: 0,
  snapshots: 0,
  resyncs: [],
  unsynced: [],
  batches: 0,
  batchIds: 0,
  batchMax: 0,
});

export const initSessionTally = (): SessionTally => ({
  events: 0,
  firstUs: 0,
  lastUs: 0,
  troubles: [],
  latency: STREAM_NAMES.map(() => initLogSketch(3)),
});

export function addStreamTally(into: StreamTally, from: StreamTally): void {
  if (from.messages > 0) {
    if (into.messages === 0) into.firstUs = from.firstUs;
    into.lastUs = from.lastUs;
  }
  into.messages += from.messages;
  into.repeats += from.repeats;
  into.backSteps += from.backSteps;
  into.firstId ??= from.firstId;
  into.lastId = from.lastId ?? into.lastId;
  into.gaps = into.gaps.concat(from.gaps);
  into.healed = into.healed.concat(from.healed);
  into.filledIds += from.filledIds;
  into.lostUs += from.lostUs;
  mergeLogSketch(into.latency, from.latency);
}

export function addSymbolTally(into: SymbolTally, from: SymbolTally): void {
  into.bookUs += from.bookUs;
  into.snapshots += from.snapshots;
  into.resyncs = into.resyncs.concat(from.resyncs);
  into.unsynced = into.unsynced.concat(from.unsynced);
  into.batches += from.batches;
  into.batchIds += from.batchIds;
  into.batchMax = Math.max(into.batchMax, from.batchMax);
}

export function addSessionTally(into: SessionTally, from: SessionTally): void {
  if (from.events > 0) {
    if (into.events === 0) into.firstUs = from.firstUs;
    into.lastUs = Math.max(into.lastUs, from.lastUs);
  }
  into.events += from.events;
  into.troubles = into.troubles.concat(from.troubles);
  into.latency.forEach((sketch, place) => {
    const other = from.latency[place];
    if (other !== undefined) mergeLogSketch(sketch, other);
  });
}

/** A tally in two: what has been counted since the last mark, and the sum of everything before it. */
export interface Parts<Tally> {
  part: Tally;
  /** Null before the first mark. */
  before: Tally | null;
}

/** One stream of one symbol. */
export interface StreamTrack extends Parts<StreamTally> {
  /** Greatest id received in this session, and when it came. */
  lastId: number | null;
  lastNewUs: number | null;
  lastUs: number | null;
  /** bookUsAt of the message that brought lastId. */
  coveredAtUs: number;
  /** Trade streams: holes with open ids, rising. */
  openGaps: Gap[];
}

export interface SymbolTrack extends Parts<SymbolTally> {
  readonly symbol: string;
  /** By place in STREAM_NAMES; a stream is entered with its first message. */
  readonly streams: (StreamTrack | undefined)[];
  /** The book has its snapshot and no depth message of it is missing. */
  synced: boolean;
  /** Disconnected or silent, or the clock was set: until the next depth message. */
  stopped: boolean;
  /** The book is known to be whole up to this time; null while there is none. */
  anchorUs: number | null;
  /** Time with a whole book over all parts, µs. */
  bookUs: number;
  /** When anything could be verified first: the first book, or message where no book is asked for. */
  beganUs: number | null;
  /** Begin of the running span without a book. */
  unsyncedFromUs: number | null;
  /** The depth gap that waits for its resync. */
  gap: Gap | null;
}

/** Plain data. One for a session; `part` is what came since the last mark. */
export interface CertificateState extends Parts<SessionTally> {
  /** False where no depth was asked for: then time is verified by the messages of any stream. */
  readonly needsBook: boolean;
  /** Index = symbol code of the events. */
  readonly symbols: (SymbolTrack | undefined)[];
}

/** How to make and add tallies of one kind. */
export interface TallyKind<Tally> {
  readonly init: () => Tally;
  readonly add: (into: Tally, from: Tally) => void;
}

export const STREAM_TALLY: TallyKind<StreamTally> = { init: initStreamTally, add: addStreamTally };
export const SYMBOL_TALLY: TallyKind<SymbolTally> = { init: initSymbolTally, add: addSymbolTally };
export const SESSION_TALLY: TallyKind<SessionTally> = { init: initSessionTally, add: addSessionTally };

/** Begins a new part. */
export function turnPart<Tally>(parts: Parts<Tally>, kind: TallyKind<Tally>): void {
  if (parts.before === null) parts.before = parts.part;
  else kind.add(parts.before, parts.part);
  parts.part = kind.init();
}

/** All parts as one; for reading only. */
export function wholeOf<Tally>({ part, before }: Parts<Tally>, kind: TallyKind<Tally>): Tally {
  if (before === null) return part;
  const sum = kind.init();
  kind.add(sum, before);
  kind.add(sum, part);
  return sum;
}
