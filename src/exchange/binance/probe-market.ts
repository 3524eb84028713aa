// What the first frames of a recording tell about its market: symbols, streams, venue, and the units of its numbers.

import { FRAME, type FrameBatch } from '../../core/market/frame.js';
import type { Instrument, Venue } from '../../core/market/instrument.js';
import { ENOUGH_TEXTS, type NumberTexts, collectTexts, inferInstrument } from './infer-units.js';
import { isObject } from './plain.js';
import { STREAM, splitStreamName, streamKindOf } from './streams.js';

export interface SymbolHints {
  /** Numbers of the first snapshot, which decide where they are enough (semantics 16). */
  snapshot: NumberTexts | null;
  /** Numbers of all other messages looked at. */
  readonly texts: NumberTexts;
}

export interface MarketHints {
  readonly symbols: Map<string, SymbolHints>;
  /** Index of the input → venue by the presence of `pu` in its depth messages. */
  readonly venues: Map<number, Venue>;
}

export const createHints = (): MarketHints => ({ symbols: new Map(), venues: new Map() });

function hintsOf(hints: MarketHints, symbol: string): SymbolHints {
  const known = hints.symbols.get(symbol);
  if (known !== undefined) return known;
  const created: SymbolHints = { snapshot: null, texts: { prices: [], quantities: [] } };
  hints.symbols.set(symbol, created);
  return created;
}

/** A frame parsed; null where it is no JSON object. Frames cut out of a raw line lack their first brace. */
function parseFrame(frames: FrameBatch, k: number): Readonly<Record<string, unknown>> | null {
  const text = new TextDecoder().decode(frames.bytes.subarray(frames.start[k], frames.end[k]));
  try {
    const value: unknown = JSON.parse(text.startsWith('"') ? `{${text}` : text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** Adds what the frames of one input's head show. */
export function addProbe(hints: MarketHints, frames: FrameBatch): void {
  for (let k = 0; k < frames.count; k++) {
    const value = parseFrame(frames, k);
    if (value === null) continue;
    const kind = frames.kind[k];
    if (kind === FRAME.snapshot) hintsOf(hints, frames.hints.get(k) ?? '').snapshot ??= collectTexts(value);
    else if (kind === FRAME.originalLine) addOriginal(hints, frames, { k, value });
    else if (kind === FRAME.stream || kind === FRAME.rawLine) addMessage(hints, frames.input, value);
  }
}

function addMessage(hints: MarketHints, input: number, value: Readonly<Record<string, unknown>>): void {
  const { stream, data } = value;
  const payload = typeof stream === 'string' ? data : value;
  if (!isObject(payload)) return;
  const named = typeof stream === 'string' ? splitStreamName(stream) : null;
  const symbol = named?.symbol ?? (typeof payload['s'] === 'string' ? payload['s'] : null);
  if (symbol === null) return;
  const kind = named === null ? null : streamKindOf(named.suffix);
  if (kind === STREAM.other) return;
  const known = hintsOf(hints, symbol);
  if (kind === STREAM.snapshot) {
    known.snapshot ??= collectTexts(payload);
    return;
  }
  collectTexts(payload, known.texts);
  const isDepth = kind === STREAM.depth || payload['e'] === 'depthUpdate';
  if (isDepth && 'U' in payload) hints.venues.set(input, 'pu' in payload ? 'binance-usdm' : 'binance-spot');
}

/** Lines of the original design: their numbers may be JSON numbers, and they are futures even without `pu`. */
function addOriginal(
  hints: MarketHints,
  frames: FrameBatch,
  at: { k: number; value: Readonly<Record<string, unknown>> },
): void {
  const { symbol, bids, asks } = at.value;
  const texts = (side: unknown): unknown =>
    Array.isArray(side) ? side.map((level: unknown) => (Array.isArray(level) ? level.map(String) : level)) : side;
  const name = typeof symbol === 'string' ? symbol.toUpperCase() : (frames.hints.get(at.k) ?? '');
  collectTexts({ bids: texts(bids), asks: texts(asks) }, hintsOf(hints, name).texts);
  hints.venues.set(frames.input, 'binance-usdm');
}

/**
 * Instruments whose units the numbers show: those of the first snapshot, so that the units do not depend on where a
 * recording was cut; where it is thin or absent, those of every message looked at.
 */
export function inferFromHints(hints: MarketHints, venue: Venue): Map<string, Instrument> {
  const instruments = new Map<string, Instrument>();
  for (const [symbol, { snapshot, texts }] of hints.symbols) {
    const isEnough = snapshot !== null && snapshot.prices.length >= ENOUGH_TEXTS;
    const instrument = inferInstrument(symbol, venue, isEnough ? snapshot : joined(snapshot, texts));
    if (instrument !== null) instruments.set(symbol, instrument);
  }
  return instruments;
}

const joined = (snapshot: NumberTexts | null, texts: NumberTexts): NumberTexts => ({
  prices: [...(snapshot?.prices ?? []), ...texts.prices],
  quantities: [...(snapshot?.quantities ?? []), ...texts.quantities],
});
