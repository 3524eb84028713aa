// Opens recordings for reading: formats detected, order settled, one feed of frames over all of them.

import { type FrameBatch } from '../../core/market/frame.js';
import type { Venue } from '../../core/market/instrument.js';
import { DataError } from '../../platform/errors.js';
import { type Feed } from '../../stream/feed.js';
import { segmentNameOf } from '../catalog.js';
import { type InputFile } from '../inputs.js';
import { type SessionHeader } from '../ndjson/session-header.js';
import type { ByteSource } from './byte-source.js';
import { type Compression } from './compression.js';
import { isCsvFormat } from './csv/csv-layout.js';
import { csvSource } from './csv/csv-source.js';
import { createCutter, type InputFormat } from './format.js';
import { mergeFrames } from './frame-merge.js';
import { BATCH_FRAMES, CHUNK_BYTES, FrameReader } from './frame-reader.js';
import { symbolOfFileName } from './hftbacktest.js';
import { checkVersion, csvOrigin, type InputHead, readInputHead } from './input-head.js';
import { type OrderedInput, orderInputs } from './input-order.js';
import { JITTER_US } from './jitter.js';
import { accessInput, baseNameOf, type InputAccess, isGrowing, openInputSource } from './input-source.js';
import { createProblemLog, type ProblemLog, reportProblem } from './problem.js';

export type FrameFeed = Feed<FrameBatch>;

/** One input of an opened recording; its place in `OpenedFrames.inputs` is `FrameBatch.input`. */
export interface OpenInput {
  readonly path: string;
  readonly format: InputFormat;
  /** How the format was found: by the first lines, or given by the caller. */
  readonly formatFrom: 'lines' | 'caller';
  readonly compression: Compression;
  /** A segment still being written: read up to its last full line. */
  readonly growing: boolean;
  /** Size on disk (compressed, where it is); null for streams. */
  readonly bytesTotal: number | null;
  /** Receive time of the first frame, µs; null where the head holds none. */
  readonly firstRecvUs: number | null;
  /** Header of the session, v13-raw only; null where the file has none (the later part of a cut file). */
  readonly session: SessionHeader | null;
  /** Symbol of snapshots that do not name theirs (hftbacktest), in capitals. */
  readonly snapshotSymbol: string | null;
  /** Of tables, which tell it by their columns; null for all others. */
  readonly venue: Venue | null;
  /** Symbol of a table's rows, in capitals; null for all other formats. */
  readonly tableSymbol: string | null;
  /** Lines before the first row of a table. */
  readonly headerLines: number;
  readonly access: InputAccess;
}

export interface ReadProgress {
  /** Bytes taken from disk so far, over all inputs (compressed, where they are). */
  readonly bytesRead: number;
  /** Null when an input is a stream. */
  readonly bytesTotal: number | null;
}

export interface OpenedFrames {
  readonly feed: FrameFeed;
  /** In canonical order: session id, first receive time, base name. */
  readonly inputs: readonly OpenInput[];
  /** Grows while the feed is read. */
  readonly problems: ProblemLog;
  progress(): ReadProgress;
}

export interface OpenOptions {
  /** Reads every input as this format instead of the detected one. */
  readonly format?: InputFormat | undefined;
  /** The first problem ends the reading as a DataError. */
  readonly strict?: boolean | undefined;
  /** In capitals, for tables that name no symbol. */
  readonly symbol?: string | null | undefined;
  /** For tests and measurements. */
  readonly chunkBytes?: number | undefined;
  readonly batchFrames?: number | undefined;
  readonly maxLineBytes?: number | undefined;
}

/** Opens all inputs and looks at their heads. Throws DataError where a named input is no recording, or none is left. */
export async function openFrameFeed(files: readonly InputFile[], options: OpenOptions = {}): Promise<OpenedFrames> {
  const problems = createProblemLog(options.strict ?? false);
  const found: Found[] = [];
  for (const file of files) {
    const input = await lookAt(file, options, problems);
    if (input !== null) found.push(input);
  }
  if (found.length === 0) {
    const path = files[0]?.path ?? '';
    throw new DataError(files.length === 1 ? `${path}: the file is empty` : 'nothing to read in these inputs', {
      code: 'V13_INPUT_EMPTY',
      path,
      hint: 'give a recording that holds at least one message',
      details: { problems: problems.kept },
    });
  }
  const ordered = orderInputs(found);
  const inputs = describeInputs(
    ordered.map(({ input }) => input),
    options,
  );
  return startReading({ inputs, ordered, problems, options });
}

interface Found {
  readonly path: string;
  readonly baseName: string;
  readonly access: InputAccess;
  readonly head: InputHead;
}

/** Null for an input without content, and for a file that was found, not named, and is no recording. */
async function lookAt(file: InputFile, options: OpenOptions, problems: ProblemLog): Promise<Found | null> {
  const { path } = file;
  const access = await accessInput(file);
  try {
    const head = await readInputHead(access, { format: options.format ?? null, symbol: options.symbol ?? null });
    if (head !== 'empty') {
      checkVersion(path, head);
      return { path, baseName: baseNameOf(file), access, head };
    }
  } catch (error) {
    const foreign = error instanceof DataError && ['V13_INPUT_BINARY', 'V13_INPUT_FORMAT'].includes(error.code);
    if (!foreign || file.origin === 'named') throw error;
    reportProblem(problems, { path, line: null, code: 'V13_INPUT_SKIPPED', detail: 'not a recording; passed over' });
    return null;
  }
  if (isGrowing(file)) return null;
  reportProblem(problems, { path, line: null, code: 'V13_INPUT_EMPTY', detail: 'nothing can be read from it' });
  return null;
}

function describeInputs(ordered: readonly Found[], options: OpenOptions): OpenInput[] {
  const nameless = ordered.filter(({ head }) => head.format === 'hftbacktest');
  const all = new Set(nameless.flatMap(({ head }) => [...head.symbols]));
  return ordered.map(({ path, access, head, baseName }) => ({
    path,
    format: head.format,
    formatFrom: options.format === undefined ? 'lines' : 'caller',
    compression: access.compression,
    growing: isGrowing(access.file),
    bytesTotal: access.file.bytesTotal,
    firstRecvUs: head.firstRecvUs,
    session: head.session,
    snapshotSymbol: head.format === 'hftbacktest' ? snapshotSymbol(baseName, [head.symbols, all]) : null,
    ...{ venue: head.venue, tableSymbol: head.tableSymbol, headerLines: head.headerLines },
    access,
  }));
}

/** The only symbol of the file's streams; else its name's; else the only one of all inputs; else nobody knows. */
function snapshotSymbol(baseName: string, candidates: readonly ReadonlySet<string>[]): string | null {
  const named = symbolOfFileName(baseName);
  for (const symbols of candidates) {
    if (named !== null && (symbols.size === 0 || symbols.has(named))) return named;
    if (symbols.size === 1) return [...symbols][0] ?? null;
    if (symbols.size > 1) return null;
  }
  return null;
}

interface Opening {
  readonly inputs: readonly OpenInput[];
  readonly ordered: readonly OrderedInput<Found>[];
  readonly problems: ProblemLog;
  readonly options: OpenOptions;
}

function startReading(opening: Opening): OpenedFrames {
  const { inputs, ordered, problems } = opening;
  const readers: (FrameReader | undefined)[] = [];
  const feed = mergeFrames(
    inputs.map((input, index) => ({
      firstUs: input.firstRecvUs ?? 0,
      predecessors: ordered[index]?.predecessors ?? [],
      open() {
        const reader = openReader(opening, index);
        readers[index] = reader;
        return reader;
      },
    })),
    JITTER_US,
  );
  const sizes = inputs.map((input) => input.bytesTotal);
  const bytesTotal = sizes.includes(null) ? null : sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
  return {
    feed,
    inputs,
    problems,
    progress: () => ({ bytesRead: readers.reduce((sum, reader) => sum + (reader?.consumed ?? 0), 0), bytesTotal }),
  };
}

/** The lines of an input as its cutter wants them: a table's rows are raw lines by then. */
export function openLines(input: OpenInput, mode: 'peek' | 'final'): ByteSource {
  const { access, format, tableSymbol } = input;
  const source = openInputSource(access, mode);
  return isCsvFormat(format) ? csvSource(source, csvOrigin(access, format, tableSymbol)) : source;
}

/** By its name: what a capture has finished, packed or not. */
function isFinishedSegment({ path, format }: OpenInput): boolean {
  const kind = segmentNameOf(path)?.kind;
  return format === 'v13-raw' && (kind === 'plain' || kind === 'gzip');
}

function openReader(opening: Opening, index: number): FrameReader {
  const { options, problems } = opening;
  const input = opening.inputs[index] as OpenInput;
  return new FrameReader(openLines(input, 'final'), {
    path: input.path,
    input: index,
    cutter: createCutter(input.format, input.snapshotSymbol),
    problems,
    growing: input.growing,
    endedLines: input.format === 'v13-raw',
    headerLines: input.headerLines,
    sealed: isFinishedSegment(input),
    chunkBytes: options.chunkBytes ?? CHUNK_BYTES,
    batchFrames: options.batchFrames ?? BATCH_FRAMES,
    ...(options.maxLineBytes === undefined ? {} : { maxLineBytes: options.maxLineBytes }),
  });
}
