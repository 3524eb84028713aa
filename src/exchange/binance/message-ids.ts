// The ids by which two sockets' copies of one message are told to be the same, read from its bytes.

import { STREAM, type StreamKind, splitStreamName, streamKindOf } from './streams.js';

/**
 * How the messages of a stream follow one another: `chain` — each names the one before it (depth's `pu`, trade ids);
 * `ordered` — ids only rise (bookTicker's `u`, markPrice's `E`); `bytes` — no ids at all (forceOrder).
 */
export type Sequence = 'chain' | 'ordered' | 'bytes';

export interface MessageIds {
  readonly id: number;
  /** Id of the message before it; null where the message does not say. */
  readonly prev: number | null;
}

const KIND_SEQUENCE: ReadonlyMap<StreamKind, Sequence> = new Map<StreamKind, Sequence>([
  [STREAM.depth, 'chain'],
  [STREAM.aggTrade, 'chain'],
  [STREAM.trade, 'chain'],
  [STREAM.bookTicker, 'ordered'],
  [STREAM.markPrice, 'ordered'],
]);

export const kindOfStream = (name: string): StreamKind => streamKindOf(splitStreamName(name)?.suffix ?? '');
export const sequenceOf = (kind: StreamKind): Sequence => KIND_SEQUENCE.get(kind) ?? 'bytes';

const ENVELOPE = '^\\{"stream":"[^"\\\\]+","data":\\{"e":"';
const SYMBOL = '"s":"[^"\\\\]*"';
/** The layouts that the exchange sends; anything else is read in full. The groups are id and previous id. */
const LAYOUTS: ReadonlyMap<StreamKind, RegExp> = new Map([
  [
    STREAM.depth,
    new RegExp(`${ENVELOPE}depthUpdate","E":\\d+,"T":\\d+,${SYMBOL},"U":\\d+,"u":(\\d+),"pu":(\\d+),"b":`),
  ],
  [STREAM.aggTrade, new RegExp(`${ENVELOPE}aggTrade","E":\\d+,${SYMBOL},"a":(\\d+),"p":`)],
  [STREAM.trade, new RegExp(`${ENVELOPE}trade","E":\\d+,"T":\\d+,${SYMBOL},"t":(\\d+),"p":`)],
  [STREAM.bookTicker, new RegExp(`${ENVELOPE}bookTicker","u":(\\d+),`)],
  [STREAM.markPrice, new RegExp(`${ENVELOPE}markPriceUpdate","E":(\\d+),${SYMBOL},"p":`)],
]);

/** Behind so many bytes no layout has an id left. */
const HEAD_BYTES = 320;

const decoder = new TextDecoder();

/** Ids of a message of a stream of this kind; null where it has none that can be read (it is then compared by bytes). */
export function messageIds(kind: StreamKind, bytes: Uint8Array): MessageIds | null {
  if (sequenceOf(kind) === 'bytes') return null;
  const match = LAYOUTS.get(kind)?.exec(decoder.decode(bytes.subarray(0, HEAD_BYTES))) ?? null;
  if (match === null) return idsInFull(kind, bytes);
  return idsOf(kind, Number(match[1]), match[2] === undefined ? null : Number(match[2]));
}

const ID_KEY: ReadonlyMap<StreamKind, string> = new Map([
  [STREAM.depth, 'u'],
  [STREAM.aggTrade, 'a'],
  [STREAM.trade, 't'],
  [STREAM.bookTicker, 'u'],
  [STREAM.markPrice, 'E'],
]);

function idsInFull(kind: StreamKind, bytes: Uint8Array): MessageIds | null {
  const data = readEnvelope(bytes)?.data;
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return null;
  const fields = data as Readonly<Record<string, unknown>>;
  return idsOf(kind, fields[ID_KEY.get(kind) ?? ''], fields['pu'] ?? null);
}

function idsOf(kind: StreamKind, id: unknown, pu: unknown): MessageIds | null {
  if (!isId(id)) return null;
  if (kind === STREAM.aggTrade || kind === STREAM.trade) return { id, prev: id - 1 };
  if (kind !== STREAM.depth) return { id, prev: null };
  return isId(pu) ? { id, prev: pu } : null;
}

const isId = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

/** `{"stream":…,"data":…}` with its keys in any order, parsed; null for anything else. */
export function readEnvelope(bytes: Uint8Array): { readonly stream: string; readonly data: unknown } | null {
  let value: unknown;
  try {
    value = JSON.parse(decoder.decode(bytes));
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const { stream, data } = value as Readonly<Record<string, unknown>>;
  return typeof stream === 'string' && data !== undefined ? { stream, data } : null;
}
