// The normalizer's memory as plain data: taken at one frame, put back later, in the same or in another normalizer.

import type { Instrument } from '../../core/market/instrument.js';
import { literalOf } from './literal.js';
import type { FrameProblem } from './plain.js';
import type { Normalizer, NormalizerCounts, RefusedFrame } from './normalizer.js';
import { type SymbolSequence, createSequence } from './sequence.js';
import { createStreamTable } from './stream-table.js';
import type { Stream } from './stream.js';
import type { StreamKind, SymbolScale } from './streams.js';
import type { Template } from './template.js';
import { unitScale } from './units.js';

type SequenceMemory = Omit<SymbolSequence, 'instrument' | 'scale'>;

/** Layouts that streams have shown are left out: they make reading fast and change nothing that is read. */
export interface NormalizerState {
  readonly instruments: readonly (readonly [symbol: string, instrument: Instrument])[];
  /** In the order of their codes. */
  readonly sequences: readonly { readonly instrument: Instrument; readonly memory: SequenceMemory }[];
  /** In the order in which they were first seen; `code` null where the stream has no units (yet). */
  readonly streams: readonly {
    readonly name: string;
    readonly kind: StreamKind;
    readonly code: number | null;
    readonly ignored: boolean;
    readonly shared: boolean;
  }[];
  readonly counts: NormalizerCounts;
  readonly refused: readonly RefusedFrame[];
  readonly refusedCounts: readonly (readonly [FrameProblem, number])[];
  readonly tooFine: readonly (readonly [string, RefusedFrame])[];
  readonly sessions: readonly string[];
}

/** A copy that shares nothing. Only between frames, when no snapshot is being written out. */
export function saveNormalizer(normalizer: Normalizer): NormalizerState {
  if (normalizer.backlog !== null) throw new RangeError('a snapshot is being written out');
  return structuredClone({
    instruments: [...normalizer.config.instruments],
    sequences: normalizer.sequences.map(({ instrument, scale: _, ...memory }) => ({ instrument, memory })),
    streams: [...normalizer.byName.values()].map(({ name, kind, scale, ignored, shared }) => {
      return { name, kind, code: scale === null ? null : scale.code, ignored, shared };
    }),
    counts: normalizer.counts,
    refused: normalizer.refused,
    refusedCounts: [...normalizer.refusedCounts],
    tooFine: [...normalizer.tooFine],
    sessions: [...normalizer.sessions],
  });
}

function scaleFor({ symbol, tick, step }: Instrument, code: number): SymbolScale {
  return { symbol, code, bytes: new TextEncoder().encode(symbol), price: unitScale(tick), qty: unitScale(step) };
}

function refill<K, V>(map: Map<K, V>, entries: readonly (readonly [K, V])[]): void {
  map.clear();
  for (const [key, value] of entries) map.set(key, value);
}

function restoreStreams(normalizer: Normalizer, streams: NormalizerState['streams']): void {
  const { byName, templatesOf, sequences } = normalizer;
  byName.clear();
  templatesOf.clear();
  Object.assign(normalizer.table, createStreamTable());
  for (const { name, kind, code, ignored, shared } of streams) {
    const templates: Template[] = shared ? (templatesOf.get(kind) ?? []) : [];
    if (shared) templatesOf.set(kind, templates);
    const stream: Stream = {
      name,
      kind,
      scale: code === null ? null : (sequences[code]?.scale ?? null),
      ignored,
      nameLiteral: literalOf(`${name}"`),
      templates,
      shared,
      shapes: [],
      shapeHits: 0,
      shapesLearned: 0,
    };
    byName.set(name, stream);
  }
}

/** Makes the normalizer what it was when the state was taken. The state stays untouched and serves again. */
export function restoreNormalizer(normalizer: Normalizer, saved: NormalizerState): void {
  const state = structuredClone(saved);
  const { sequences, codes, config } = normalizer;
  refill(config.instruments, state.instruments);
  sequences.length = 0;
  codes.clear();
  for (const [code, { instrument, memory }] of state.sequences.entries()) {
    sequences.push(Object.assign(createSequence(instrument, scaleFor(instrument, code)), memory));
    codes.set(instrument.symbol, code);
  }
  restoreStreams(normalizer, state.streams);
  Object.assign(normalizer.counts, state.counts);
  normalizer.refused.splice(0, Infinity, ...state.refused);
  refill(normalizer.refusedCounts, state.refusedCounts);
  refill(normalizer.tooFine, state.tooFine);
  normalizer.sessions.clear();
  for (const session of state.sessions) normalizer.sessions.add(session);
  normalizer.backlog = null;
}
