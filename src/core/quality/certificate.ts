// The certificate of a recording: what was received, what is missing and what was fetched later, by exact ids and times.

import { ALL_SYMBOLS, type EventBatch, FLAG, KIND } from '../market/event-batch.js';
import { insertLogSketch } from '../stats/log-sketch.js';
import { type Certificate, certificateOf } from './certificate-json.js';
import {
  type CertificateState,
  SESSION_TALLY,
  STREAM_TALLY,
  SYMBOL_TALLY,
  type StreamTrack,
  type SymbolTrack,
  type Trouble,
  initSessionTally,
  turnPart,
} from './certificate-state.js';
import {
  bookUsAt,
  coverDepth,
  coverMessage,
  endTrackSession,
  initSymbolTrack,
  streamTrackOf,
  takeDepthGap,
  takeHealed,
  takeResync,
  takeSnapshot,
  takeTradeGap,
} from './certificate-track.js';
import { AGG_STREAM, DEPTH_STREAM, TRADE_STREAM, hasIds, placeOf } from './stream-name.js';
import { MAX_LATENCY_US } from './stream-quality.js';

/** @param needsBook false where no depth was asked for */
export const initCertificate = (needsBook = true): CertificateState => ({
  symbols: [],
  part: initSessionTally(),
  before: null,
  needsBook,
});

/**
 * Takes every event of a batch; the first event has an effect. A batch must hold a trade gap and the trade that showed
 * it together, as the normaliser writes them. Memory grows with symbols, holes and healed ranges, not with time.
 * @param names symbols by their codes
 */
export function stepCertificate(state: CertificateState, batch: EventBatch, names: readonly string[]): void {
  const { kind, flags, symbol, recvUs, price, count } = batch;
  if (count === 0) return;
  const { part, symbols } = state;
  if (part.events === 0) {
    part.firstUs = recvUs[0] as number;
    part.lastUs = part.firstUs;
  }
  part.events += count;
  let lastUs = part.lastUs;
  for (let i = 0; i < count; i++) {
    const code = kind[i] as number;
    const us = recvUs[i] as number;
    if (us > lastUs) lastUs = us;
    if (code >= KIND.gap && code <= KIND.session) {
      takeControl(state, batch, { i, names });
      continue;
    }
    const track = symbols[symbol[i] as number] ?? addTrack(state, symbol[i] as number, names);
    const bits = flags[i] as number;
    if (bits & FLAG.healed) {
      takeHealed(streamTrackOf(track, AGG_STREAM), batch.id1[i] as number, us);
      continue;
    }
    // Deltas that waited were counted on arrival.
    if (bits & FLAG.buffered) continue;
    if (code === KIND.depthSnapshot) takeSnapshot(track, us);
    else if (code === KIND.depthDelta) coverDepth(track, us);
    else if (!state.needsBook) coverMessage(track, us);
    const place = placeOf(code, price[i] as number);
    takeMessage(track, batch, { i, place });
    if (!(bits & FLAG.hasEventTime)) continue;
    const latencyUs = us - (batch.eventUs[i] as number);
    if (latencyUs > MAX_LATENCY_US || latencyUs < -MAX_LATENCY_US) continue;
    insertLogSketch((track.streams[place] as StreamTrack).part.latency, latencyUs);
    insertLogSketch(part.latency[place] as (typeof part.latency)[number], latencyUs);
  }
  part.lastUs = lastUs;
}

function addTrack(state: CertificateState, code: number, names: readonly string[]): SymbolTrack {
  const track = initSymbolTrack(names[code] ?? `symbol ${code}`);
  state.symbols[code] = track;
  return track;
}

interface Place {
  readonly i: number;
  readonly place: number;
}

function takeMessage(track: SymbolTrack, batch: EventBatch, { i, place }: Place): void {
  const stream = streamTrackOf(track, place);
  const { part } = stream;
  const us = batch.recvUs[i] as number;
  if (part.messages === 0) part.firstUs = us;
  part.messages++;
  if (stream.lastUs !== null && us < stream.lastUs) part.backSteps++;
  stream.lastUs = us;
  part.lastUs = us;
  if (place === DEPTH_STREAM) takeDepthIds(track, batch, i);
  if (!hasIds(place)) return;
  const id = (place === DEPTH_STREAM ? batch.id2[i] : batch.id1[i]) as number;
  // A trade that passed on though its id is lower begins anew behind a damaged id.
  const isRepeat = stream.lastId !== null && id <= stream.lastId;
  if (isRepeat && (place === DEPTH_STREAM || batch.kind[i] === KIND.tick)) {
    part.repeats++;
    return;
  }
  part.firstId ??= batch.id1[i] as number;
  part.lastId = id;
  stream.lastId = id;
  stream.lastNewUs = us;
  if (place === AGG_STREAM || place === TRADE_STREAM) stream.coveredAtUs = bookUsAt(track, us);
}

function takeDepthIds(track: SymbolTrack, batch: EventBatch, i: number): void {
  const { part } = track;
  if (!track.synced) track.unsyncedFromUs ??= batch.recvUs[i] as number;
  const span = (batch.id2[i] as number) - (batch.id1[i] as number) + 1;
  if (!Number.isSafeInteger(span)) return;
  part.batches++;
  part.batchIds += span;
  if (span > part.batchMax) part.batchMax = span;
}

const TROUBLES: Readonly<Partial<Record<number, Trouble['kind']>>> = {
  [KIND.disconnect]: 'disconnect',
  [KIND.silence]: 'silence',
  [KIND.clockStep]: 'clock_step',
  [KIND.restFailure]: 'rest_failure',
};

interface Row {
  readonly i: number;
  readonly names: readonly string[];
}

function takeControl(state: CertificateState, batch: EventBatch, { i, names }: Row): void {
  const kind = batch.kind[i] as number;
  const code = batch.symbol[i] as number;
  const us = batch.recvUs[i] as number;
  if (kind === KIND.session) {
    for (const track of state.symbols) if (track !== undefined) endTrackSession(track);
    return;
  }
  const track = code === ALL_SYMBOLS ? null : (state.symbols[code] ?? addTrack(state, code, names));
  const trouble = TROUBLES[kind];
  if (trouble !== undefined) return takeTrouble(state, track, { kind: trouble, us });
  if (track === null) return;
  if (kind === KIND.resync) return takeResync(track, us);
  const ids = { fromId: batch.id1[i] as number, toId: batch.id2[i] as number };
  if (!((batch.flags[i] as number) & FLAG.tradeStream)) return takeDepthGap(track, us, ids);
  takeTradeGap(track, { place: tradePlaceAfter(batch, i), atUs: us, ...ids });
}

/** The trade that showed a gap stands right behind it, and tells which of the two trade streams it is. */
function tradePlaceAfter(batch: EventBatch, i: number): number {
  const next = i + 1;
  if (next >= batch.count) return AGG_STREAM;
  return placeOf(batch.kind[next] as number, batch.price[next] as number) === TRADE_STREAM ? TRADE_STREAM : AGG_STREAM;
}

function takeTrouble(
  state: CertificateState,
  track: SymbolTrack | null,
  { kind, us }: { readonly kind: Trouble['kind']; readonly us: number },
): void {
  const { troubles } = state.part;
  const last = troubles.at(-1);
  if (track === null) troubles.push({ kind, atUs: us, symbols: null });
  else if (last?.kind === kind && last.atUs === us && last.symbols !== null) last.symbols.push(track.symbol);
  else troubles.push({ kind, atUs: us, symbols: [track.symbol] });
  if (kind === 'rest_failure') return;
  // Behind a step of the clock the times on both sides tell nothing of what passed between them.
  for (const one of track === null ? state.symbols : [track]) if (one !== undefined) one.stopped = true;
}

/** The whole session so far. */
export const certificateJson = (state: CertificateState): Certificate => certificateOf(state, 'whole');

/**
 * What came since the last mark, and a new mark: one part for each segment. Counts and times with a whole book add up
 * to those of the session; holes are as they stand at the mark, and may be filled by a later part.
 */
export function markSegment(state: CertificateState): Certificate {
  const part = certificateOf(state, 'part');
  turnPart(state, SESSION_TALLY);
  for (const track of state.symbols) {
    if (track === undefined) continue;
    turnPart(track, SYMBOL_TALLY);
    for (const stream of track.streams) if (stream !== undefined) turnPart(stream, STREAM_TALLY);
  }
  return part;
}

export interface VerifiedTime {
  readonly symbol: string;
  /** See CoverageCertificate. */
  readonly verifiedUs: number;
  /** When anything could be verified first; null while nothing could. */
  readonly beganUs: number | null;
  /** Known at this moment: the book is whole (a message has come, where no book is asked for), and the connection up. */
  readonly isKnown: boolean;
}

/** Verified time of every symbol so far, over all parts: cheap enough to be asked for every second. */
export const verifiedTimes = (state: CertificateState): VerifiedTime[] =>
  state.symbols.flatMap((track) => {
    if (track === undefined) return [];
    const stream = track.streams[AGG_STREAM] ?? track.streams[TRADE_STREAM];
    const lostUs = (stream?.part.lostUs ?? 0) + (stream?.before?.lostUs ?? 0);
    const { symbol, bookUs, beganUs, anchorUs, stopped } = track;
    return [{ symbol, verifiedUs: bookUs - lostUs, beganUs, isKnown: anchorUs !== null && !stopped }];
  });
