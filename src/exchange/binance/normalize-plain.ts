// Frames that do not take the fast way: JSON.parse fallback, snapshots, bare payloads, lines of the original design.

import { FRAME, type FrameBatch } from '../../core/market/frame.js';
import { readControl } from '../../core/market/control.js';
import { FLAG } from '../../core/market/event-batch.js';
import { applyControl } from './apply-control.js';
import { emitMessage } from './emit.js';
import { parseExactly } from './exact-json.js';
import { collectTexts, inferInstrument } from './infer-units.js';
import { tickFor, writeMessage } from './message-row.js';
import { type Normalizer, isWanted, refuse, registerStream, scaleOf, sequenceOf } from './normalizer.js';
import { fillFields, isObject } from './plain.js';
import { emitSnapshot, parseLevels } from './snapshot.js';
import type { Stream } from './stream.js';
import { KIND_BY_EVENT, STREAM, type SymbolScale, splitStreamName } from './streams.js';

type Json = Readonly<Record<string, unknown>>;

/** The frame's text parsed; undefined where it is not JSON. Frames cut out of a raw line lack their first brace. */
function parseFrame(normalizer: Normalizer): unknown {
  const { bytes, pos, end } = normalizer.scan.cursor;
  const text = new TextDecoder().decode(bytes.subarray(pos, end));
  return parseExactly(text.startsWith('"') ? `{${text}` : text);
}

/** Reads the frame at the cursor by JSON.parse. */
export function normalizePlain(normalizer: Normalizer): void {
  const value = parseFrame(normalizer);
  if (!isObject(value)) return refuse(normalizer, value === undefined ? 'malformed_json' : 'malformed_message', null);
  normalizeObject(normalizer, value);
}

/** An envelope or a bare payload, parsed. */
export function normalizeObject(normalizer: Normalizer, value: Json): void {
  const name = value['stream'];
  const data = typeof name === 'string' ? value['data'] : value;
  if (!isObject(data)) return refuse(normalizer, 'malformed_message', typeof name === 'string' ? name : null);
  const stream = streamFor(normalizer, typeof name === 'string' ? name : bareStreamName(data));
  if (stream === null) return refuse(normalizer, 'malformed_message', null);
  if (stream.ignored) {
    normalizer.counts.ignored++;
    return;
  }
  if (stream.kind === STREAM.snapshot) return normalizeSnapshot(normalizer, data, stream.name.split('@')[0] ?? '');
  if (stream.kind === STREAM.other) return tickFor(normalizer, stream);
  if (stream.kind === STREAM.healedTrade) return normalizeHealed(normalizer, data, stream);
  normalizer.counts.fallback++;
  const scale = stream.scale ?? (stream.scale = inferScale(normalizer, stream, data));
  if (scale === null) return refuse(normalizer, 'malformed_message', stream.name);
  const { scan } = normalizer;
  const problem = fillFields(data, scale, scan);
  if (problem !== null) return refuse(normalizer, problem, stream.name);
  const kind = scan.fields.eventKind ?? stream.kind;
  const emitted = kind === stream.kind ? writeMessage(normalizer, stream, kind) : 'malformed_message';
  if (emitted !== 'row') refuse(normalizer, emitted, stream.name);
}

/** A trade fetched over REST to fill a hole: a row that enters no signal and no sequence, whose time moves no clock of its own. */
function normalizeHealed(normalizer: Normalizer, data: Json, stream: Stream): void {
  normalizer.counts.healed++;
  const { scan, target } = normalizer;
  const { scale } = stream;
  const problem = scale === null ? 'malformed_message' : fillFields(data, scale, scan);
  if (scale === null || problem !== null) return refuse(normalizer, problem ?? 'malformed_message', stream.name);
  target.scale = scale;
  const emitted = emitMessage(target, STREAM.aggTrade);
  if (emitted !== 'row') return refuse(normalizer, emitted, stream.name);
  const { flags, count } = target.batch;
  flags[count - 1] = (flags[count - 1] as number) | FLAG.healed;
}

/** A symbol that nobody has stated units for: they are taken from its first message, as written. */
function inferScale(normalizer: Normalizer, stream: Stream, data: Json): SymbolScale | null {
  const symbol = splitStreamName(stream.name)?.symbol;
  // A name that its own payload contradicts is a damaged one: nothing is entered for it.
  if (symbol === undefined || ('s' in data && data['s'] !== symbol)) return null;
  const { instruments, venue } = normalizer.config;
  if (!instruments.has(symbol)) {
    const instrument = inferInstrument(symbol, venue, collectTexts(data));
    if (instrument === null) return null;
    instruments.set(symbol, instrument);
  }
  return scaleOf(normalizer, symbol);
}

/** Name under which a payload without envelope is filed; null where it does not say what it is. */
export function bareStreamName(data: Json): string | null {
  const { e, s } = data;
  if (typeof s !== 'string') return null;
  const kind = typeof e === 'string' ? KIND_BY_EVENT.get(e) : undefined;
  const suffix = Object.entries(STREAM).find(([, code]) => code === kind)?.[0] ?? String(e);
  return `${s.toLowerCase()}@${suffix}`;
}

function streamFor(normalizer: Normalizer, name: string | null): Stream | null {
  return name === null ? null : (normalizer.byName.get(name) ?? registerStream(normalizer, name));
}

function normalizeSnapshot(normalizer: Normalizer, body: Json, symbolText: string): void {
  normalizer.counts.snapshots++;
  const symbol = symbolText.toUpperCase();
  if (!isWanted(normalizer, symbol)) {
    normalizer.counts.ignored++;
    return;
  }
  const { instruments, venue } = normalizer.config;
  if (!instruments.has(symbol)) {
    const inferred = inferInstrument(symbol, venue, collectTexts(body));
    if (inferred !== null) instruments.set(symbol, inferred);
  }
  const sequence = sequenceOf(normalizer, symbol);
  const lastId = body['lastUpdateId'];
  if (sequence === null || typeof lastId !== 'number' || !Number.isSafeInteger(lastId) || lastId < 0) {
    return refuse(normalizer, 'malformed_message', `${symbol}@snapshot`);
  }
  const levels = parseLevels(body, sequence.scale);
  if (typeof levels === 'string') return refuse(normalizer, levels, `${symbol}@snapshot`);
  emitSnapshot(normalizer, sequence, { lastId, levels });
}

/** Frames that are no stream messages. */
export function normalizeOtherFrame(normalizer: Normalizer, frames: FrameBatch, k: number): void {
  const value = parseFrame(normalizer);
  if (!isObject(value)) return refuse(normalizer, value === undefined ? 'malformed_json' : 'malformed_message', null);
  const hint = frames.hints.get(k) ?? '';
  switch (frames.kind[k]) {
    case FRAME.snapshot:
      return normalizeSnapshot(normalizer, value, hint);
    case FRAME.control: {
      const control = readControl(value);
      if (control === null) return refuse(normalizer, 'malformed_message', null);
      return applyControl(normalizer, control);
    }
    case FRAME.originalLine:
      return normalizeObject(normalizer, originalPayload(value, hint));
    case FRAME.rawLine:
      if ('malformed' in value) return refuse(normalizer, 'malformed_json', null);
      return normalizeObject(normalizer, value);
    default:
      return refuse(normalizer, 'malformed_message', null);
  }
}

/** A depth line of the original design as the exchange's own payload; its numbers may be texts or JSON numbers. */
export function originalPayload(line: Json, hint: string): Json {
  const texts = (side: unknown): unknown =>
    Array.isArray(side)
      ? side.map((level: unknown) => (Array.isArray(level) ? level.map((value) => String(value)) : level))
      : side;
  const { E, T, U, u, pu, symbol, bids, asks } = line;
  const payload: Record<string, unknown> = { e: 'depthUpdate', E, U, u, b: texts(bids), a: texts(asks) };
  if (T !== undefined) payload['T'] = T;
  if (pu !== undefined && pu !== null) payload['pu'] = pu;
  payload['s'] = typeof symbol === 'string' ? symbol.toUpperCase() : hint;
  return payload;
}
