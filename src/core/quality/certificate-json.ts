// The certificate as plain JSON: the same from live events and from the bytes read again. Times are integer µs.

import { type LogSketchJson, logSketchToJson } from '../stats/log-sketch-json.js';
import {
  type CertificateState,
  type Gap,
  type Parts,
  type Resync,
  SESSION_TALLY,
  STREAM_TALLY,
  SYMBOL_TALLY,
  type Span,
  type StreamTally,
  type SymbolTally,
  type SymbolTrack,
  type TallyKind,
  type Trouble,
  wholeOf,
} from './certificate-state.js';
import { type IdRange, countIds, normalRanges } from './id-range.js';
import { AGG_STREAM, DEPTH_STREAM, STREAM_NAMES, type StreamName, TRADE_STREAM } from './stream-name.js';

export const CERTIFICATE_SCHEMA = 'v13.certificate/1';

export interface Certificate {
  readonly schema: typeof CERTIFICATE_SCHEMA;
  /** Rows counted, among them rows that are no messages. */
  readonly events: number;
  /** Receive times over everything; null without events. */
  readonly firstUs: number | null;
  readonly lastUs: number | null;
  /** What happened around the streams, in order. */
  readonly troubles: readonly Trouble[];
  /** In name order. */
  readonly symbols: readonly SymbolCertificate[];
  /** Latency over all symbols, of streams whose messages carry E. */
  readonly latency: readonly StreamLatency[];
}

export interface StreamLatency {
  readonly stream: StreamName;
  /** recv − E, µs, as it is (a wrong clock makes it negative); mergeable. */
  readonly raw: LogSketchJson;
}

export interface SymbolCertificate {
  readonly symbol: string;
  readonly coverage: CoverageCertificate;
  readonly snapshots: number;
  /** Books begun again after a gap. */
  readonly resyncs: readonly Resync[];
  /** Spans in which depth came and no book was known: before the first snapshot, and from the last message held before a gap. */
  readonly unsynced: readonly Span[];
  /** u − U + 1 of the depth messages; null without depth. */
  readonly batchSpan: { readonly n: number; readonly mean: number; readonly max: number } | null;
  /** Streams with at least one message, healed trade or gap. */
  readonly streams: readonly StreamCertificate[];
}

/**
 * Verified time: the book is synced (every depth message continues the one before it, no more than an hour apart), the
 * connection has not been noted as down or silent nor the clock as set since the last depth message, and no trade hole
 * is open. The time between two depth messages counts when the second one shows that nothing is missing between them;
 * nothing counts behind the last one. A trade hole takes away the time with a whole book between the two trades around
 * it, until all its ids are healed. Trades are aggTrade where it was received, else trade; without trades the book alone
 * counts. Where the session asked for no depth, the messages of any stream take the place of the book's.
 */
export interface CoverageCertificate {
  /** Time with a whole book; without depth, time between messages. */
  readonly bookUs: number;
  /** In a segment's part below 0 where a hole shown in it reaches back into the segment before. */
  readonly verifiedUs: number;
}

export interface StreamCertificate {
  readonly stream: StreamName;
  /** As received, with repeats. */
  readonly messages: number;
  /** Of these: no id above those before. */
  readonly repeats: number;
  readonly backSteps: number;
  readonly firstUs: number | null;
  readonly lastUs: number | null;
  /** Depth: U of the first message, u of the last. Null on streams without ids. */
  readonly firstId: number | null;
  readonly lastId: number | null;
  readonly gaps: readonly GapCertificate[];
  /** Ids of trades fetched over REST, neighbours as one range. */
  readonly healed: readonly IdRange[];
  /** Of these: filled a hole. */
  readonly healedIds: number;
  /** Missing ids that nobody has brought. */
  readonly openIds: number;
  /** Trade ids held ÷ (held + open), healed ones included; null on other streams. */
  readonly heldShare: number | null;
  /** recv − E, µs; null where no message carries E. */
  readonly latency: LogSketchJson | null;
}

export interface GapCertificate {
  /** Receive time of the message that showed it, and of the last one held before it. */
  readonly atUs: number;
  readonly sinceUs: number | null;
  /** Trades: missing ids, both inclusive. Depth: the last id held, and the one that came instead of its successor. */
  readonly fromId: number;
  readonly toId: number;
  /** Trades: how many ids; depth ids do not tell how many messages. */
  readonly missing: number | null;
  /** Trades: ids still missing. */
  readonly open: readonly IdRange[];
  /** Trades: the last missing id was healed. Depth: the book was begun again. Null: neither. */
  readonly closedUs: number | null;
}

type Extent = 'whole' | 'part';

const tallyOf = <Tally>(parts: Parts<Tally>, kind: TallyKind<Tally>, extent: Extent): Tally =>
  extent === 'part' ? parts.part : wholeOf(parts, kind);

function gapOf(gap: Gap, isTrade: boolean): GapCertificate {
  const { atUs, sinceUs, fromId, toId, open, closedUs } = gap;
  const missing = isTrade ? toId - fromId + 1 : null;
  return { atUs, sinceUs, fromId, toId, missing, open: open.map((range) => ({ ...range })), closedUs };
}

const isTradePlace = (place: number): boolean => place === AGG_STREAM || place === TRADE_STREAM;

function streamOf(tally: StreamTally, place: number): StreamCertificate[] {
  const { messages, repeats, backSteps, firstUs, lastUs, firstId, lastId, gaps, healed, filledIds, latency } = tally;
  const stream = STREAM_NAMES[place];
  if (stream === undefined || messages + gaps.length + healed.length === 0) return [];
  const openIds = gaps.reduce((sum, gap) => sum + countIds(gap.open), 0);
  const held = messages - repeats + filledIds;
  const isTrade = isTradePlace(place);
  return [
    {
      stream,
      messages,
      repeats,
      backSteps,
      firstUs: messages === 0 ? null : firstUs,
      lastUs: messages === 0 ? null : lastUs,
      firstId,
      lastId,
      gaps: gaps.map((gap) => gapOf(gap, isTrade)),
      healed: normalRanges(healed),
      healedIds: filledIds,
      openIds,
      heldShare: isTrade && held + openIds > 0 ? held / (held + openIds) : null,
      latency: latency.count === 0 ? null : logSketchToJson(latency),
    },
  ];
}

function symbolOf(track: SymbolTrack, extent: Extent): SymbolCertificate {
  const tally: SymbolTally = tallyOf(track, SYMBOL_TALLY, extent);
  const streams = track.streams.map((stream) => stream && tallyOf(stream, STREAM_TALLY, extent));
  // By the session, not by the part: a part without aggTrade must not judge by another stream than its neighbours.
  const lostUs = (streams[AGG_STREAM] ?? streams[TRADE_STREAM])?.lostUs ?? 0;
  const { bookUs, snapshots, resyncs, unsynced, batches, batchIds, batchMax } = tally;
  const open = track.unsyncedFromUs === null ? [] : [{ fromUs: track.unsyncedFromUs, toUs: null }];
  return {
    symbol: track.symbol,
    coverage: { bookUs, verifiedUs: bookUs - lostUs },
    snapshots,
    resyncs: resyncs.map((resync) => ({ ...resync })),
    unsynced: [...unsynced.map((span) => ({ ...span })), ...open],
    batchSpan: batches === 0 ? null : { n: batches, mean: batchIds / batches, max: batchMax },
    streams: streams.flatMap((stream, place) => (stream === undefined ? [] : streamOf(stream, place))),
  };
}

export function certificateOf(source: CertificateState, extent: Extent): Certificate {
  const { events, firstUs, lastUs, troubles, latency } = tallyOf(source, SESSION_TALLY, extent);
  const symbols = source.symbols.flatMap((track) => (track === undefined ? [] : [symbolOf(track, extent)]));
  return {
    schema: CERTIFICATE_SCHEMA,
    events,
    firstUs: events === 0 ? null : firstUs,
    lastUs: events === 0 ? null : lastUs,
    troubles: troubles.map(({ kind, atUs, symbols: named }) => ({ kind, atUs, symbols: named && [...named] })),
    symbols: symbols.sort((a, b) => (a.symbol < b.symbol ? -1 : 1)),
    latency: latency.flatMap((sketch, place) => {
      const stream = STREAM_NAMES[place];
      return stream === undefined || sketch.count === 0 ? [] : [{ stream, raw: logSketchToJson(sketch) }];
    }),
  };
}

/** A hole of one stream: what makes a recording less than whole. */
export interface Hole extends GapCertificate {
  readonly symbol: string;
  readonly stream: StreamName;
  readonly kind: 'lost' | 'healed';
}

/** Every hole, in order of time. Lost: depth messages, and trades with open ids; a trade hole filled by id is healed. */
export function holesOf({ symbols }: Pick<Certificate, 'symbols'>): Hole[] {
  const holes = symbols.flatMap(({ symbol, streams }) =>
    streams.flatMap(({ stream, gaps }) =>
      gaps.map((gap): Hole => {
        const isLost = stream === STREAM_NAMES[DEPTH_STREAM] || gap.open.length > 0;
        return { symbol, stream, kind: isLost ? 'lost' : 'healed', ...gap };
      }),
    ),
  );
  return holes.sort((a, b) => a.atUs - b.atUs);
}
