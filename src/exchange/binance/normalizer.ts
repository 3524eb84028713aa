// State of the one place where raw frames become events, for live and for replay alike.

import type { EventBatch } from '../../core/market/event-batch.js';
import type { Environment, Instrument, Venue } from '../../core/market/instrument.js';
import type { DeltaBuffer } from './delta-buffer.js';
import type { Target } from './emit.js';
import { createFields } from './fields.js';
import { literalOf } from './literal.js';
import type { FrameProblem } from './plain.js';
import type { Scan } from './scan-frame.js';
import { createCursor } from './scan-value.js';
import { type SymbolSequence, createSequence } from './sequence.js';
import { type StreamTable, createStreamTable } from './stream-table.js';
import type { Stream } from './stream.js';
import { STREAM, type StreamKind, type SymbolScale, splitStreamName, streamKindOf } from './streams.js';
import type { Template } from './template.js';
import { unitScale } from './units.js';

/** A frame that could not be understood. Its bytes are in the recording; the chain only sees its time. */
export interface RefusedFrame {
  readonly input: number;
  readonly line: number;
  readonly problem: FrameProblem;
  readonly stream: string | null;
}

export interface NormalizerConfig {
  readonly venue: Venue;
  readonly env: Environment;
  /** Known instruments by symbol; those inferred or stated on the way are added. */
  readonly instruments: Map<string, Instrument>;
  /** Symbols wanted; null for all. */
  readonly symbols: ReadonlySet<string> | null;
  /** How many refused frames to keep for the report; all are counted. */
  readonly keepRefused: number;
}

export interface NormalizerCounts {
  frames: number;
  /** Frames whose layout was known: by shape or by template. */
  byTemplate: number;
  /** Frames read by the any-order scanner. */
  byScanner: number;
  /** Stream messages that needed JSON.parse. */
  fallback: number;
  snapshots: number;
  /** Trades fetched over REST to fill holes. */
  healed: number;
  controls: number;
  /** Frames of streams that the chain does not read. */
  other: number;
  /** Frames of symbols that were not asked for. */
  ignored: number;
  refused: number;
  /** Recorded copies of gaps and resyncs, to be compared with those found. */
  recordedGaps: number;
  recordedResyncs: number;
}

/** Snapshot being written out: rows that did not fit into the last batch. */
export interface Backlog {
  readonly sequence: SymbolSequence;
  readonly deltas: DeltaBuffer;
  readonly recvUs: number;
  next: number;
}

export interface Normalizer {
  readonly config: NormalizerConfig;
  readonly table: StreamTable;
  /** Index = symbol code. */
  readonly sequences: SymbolSequence[];
  readonly codes: Map<string, number>;
  readonly byName: Map<string, Stream>;
  /** Templates for all streams of a kind, where there are very many. */
  readonly templatesOf: Map<StreamKind, Template[]>;
  readonly scan: Scan;
  readonly target: Target;
  readonly counts: NormalizerCounts;
  readonly refused: RefusedFrame[];
  backlog: Backlog | null;
  /** Ids of the sessions whose headers have been read: a later segment's header repeats one and begins nothing anew. */
  readonly sessions: Set<string>;
  /** Refused frames by problem, all of them. */
  readonly refusedCounts: Map<FrameProblem, number>;
  /** First frame of each symbol whose numbers are finer than its units. */
  readonly tooFine: Map<string, RefusedFrame>;
  /** Current frame, for messages. */
  input: number;
  line: number;
}

const NO_SCALE: SymbolScale = {
  symbol: '',
  code: 0,
  bytes: new Uint8Array(0),
  price: unitScale({ mantissa: 1, decimals: 0 }),
  qty: unitScale({ mantissa: 1, decimals: 0 }),
};

export function createNormalizer(config: NormalizerConfig, batch: EventBatch): Normalizer {
  const fields = createFields();
  return {
    config,
    table: createStreamTable(),
    sequences: [],
    codes: new Map(),
    byName: new Map(),
    templatesOf: new Map(),
    scan: { cursor: createCursor(), fields, batch },
    target: { batch, fields, scale: NO_SCALE, recvUs: 0 },
    counts: {
      frames: 0,
      byTemplate: 0,
      byScanner: 0,
      fallback: 0,
      snapshots: 0,
      healed: 0,
      controls: 0,
      other: 0,
      ignored: 0,
      refused: 0,
      recordedGaps: 0,
      recordedResyncs: 0,
    },
    refused: [],
    backlog: null,
    sessions: new Set(),
    refusedCounts: new Map(),
    tooFine: new Map(),
    input: 0,
    line: 0,
  };
}

/** Symbols in the order of their codes. */
export const symbolsOf = (normalizer: Normalizer): string[] => normalizer.sequences.map((s) => s.scale.symbol);

/** Finer units than this have no exact power of ten: a header that states one is damaged, and its symbol unreadable. */
const MOST_DECIMALS = 15;
const isReadable = ({ tick, step }: Instrument): boolean =>
  tick.decimals <= MOST_DECIMALS && step.decimals <= MOST_DECIMALS;

/** The sequence of a symbol, begun at first sight. Null where its instrument is not known, or states no usable units. */
export function sequenceOf(normalizer: Normalizer, symbol: string): SymbolSequence | null {
  const known = normalizer.codes.get(symbol);
  if (known !== undefined) return normalizer.sequences[known] ?? null;
  const instrument = normalizer.config.instruments.get(symbol);
  if (instrument === undefined || !isReadable(instrument)) return null;
  const code = normalizer.sequences.length;
  const scale: SymbolScale = {
    symbol,
    code,
    bytes: new TextEncoder().encode(symbol),
    price: unitScale(instrument.tick),
    qty: unitScale(instrument.step),
  };
  const sequence = createSequence(instrument, scale);
  normalizer.sequences.push(sequence);
  normalizer.codes.set(symbol, code);
  return sequence;
}

/** How to read a symbol's numbers; null where its instrument is not known. */
export const scaleOf = (normalizer: Normalizer, symbol: string): SymbolScale | null =>
  sequenceOf(normalizer, symbol)?.scale ?? null;

export const isWanted = (normalizer: Normalizer, symbol: string): boolean =>
  normalizer.config.symbols === null || normalizer.config.symbols.has(symbol);

/** Streams that have layouts of their own; further ones share. */
const MOST_OWN_STREAMS = 64;

function sharedTemplates({ templatesOf }: Normalizer, kind: StreamKind): Template[] {
  const known = templatesOf.get(kind);
  if (known !== undefined) return known;
  const created: Template[] = [];
  templatesOf.set(kind, created);
  return created;
}

/** Enters a stream seen for the first time. */
export function registerStream(normalizer: Normalizer, name: string): Stream {
  const parts = splitStreamName(name);
  const wanted = parts !== null && isWanted(normalizer, parts.symbol);
  const kind = parts === null ? STREAM.other : streamKindOf(parts.suffix);
  const sequence = wanted ? sequenceOf(normalizer, parts.symbol) : null;
  const shared = normalizer.byName.size >= MOST_OWN_STREAMS;
  const stream: Stream = {
    name,
    kind,
    scale: sequence === null ? null : sequence.scale,
    ignored: parts !== null && !wanted,
    nameLiteral: literalOf(`${name}"`),
    templates: shared ? sharedTemplates(normalizer, kind) : [],
    shared,
    shapes: [],
    shapeHits: 0,
    shapesLearned: 0,
  };
  normalizer.byName.set(name, stream);
  return stream;
}

export function refuse(normalizer: Normalizer, problem: FrameProblem, stream: string | null): void {
  const { counts, refusedCounts, tooFine, refused, config } = normalizer;
  counts.refused++;
  refusedCounts.set(problem, (refusedCounts.get(problem) ?? 0) + 1);
  const frame: RefusedFrame = { input: normalizer.input, line: normalizer.line, problem, stream };
  const symbol = stream?.split('@')[0]?.toUpperCase();
  if (problem === 'finer_than_unit' && symbol !== undefined && !tooFine.has(symbol)) tooFine.set(symbol, frame);
  if (refused.length < config.keepRefused) refused.push(frame);
}
