// One unit of a conversion: its recording is read once, and each source of it becomes parts of the lake when it ends.

import { clearEventBatch, createEventBatch, type EventBatch } from '../../core/market/event-batch.js';
import { FRAME, type FrameBatch } from '../../core/market/frame.js';
import type { Instrument } from '../../core/market/instrument.js';
import { formatUnits } from '../../core/market/decimal.js';
import { normalizeFrames } from '../../exchange/binance/normalize.js';
import { type Normalizer, createNormalizer } from '../../exchange/binance/normalizer.js';
import { StoreError } from '../../platform/errors.js';
import type { Partition } from '../../store/catalog.js';
import { applyChange, stagingFolder } from '../../store/lake/lake-change.js';
import { type FinishedPart, type PartSet, type PartWish, createPartSet } from '../../store/lake/part-set.js';
import { describeFile } from '../../store/lake/source-files.js';
import { stageRecord, sourceRecordPath, type KindRecord, type SourceRecord } from '../../store/lake/source-record.js';
import { type ConvertedKind, tableColumnsOf } from '../../store/lake/tables.js';
import { type Recording, type RecordingChoices, openRecording } from '../recording.js';
import { refuseFrames } from '../replay.js';
import {
  addTableSymbol,
  createEventTables,
  restoreSegments,
  segmentsOf,
  takeEvents,
  type EventTables,
} from './event-tables.js';
import { replacedParts } from './replaced-parts.js';
import { type RowTally, createTally, tallyEvents } from './row-tally.js';
import type { ConvertSource, ConvertUnit } from './sources.js';

export interface UnitOptions {
  readonly lake: string;
  /** How the inputs are read; its paths are not used. */
  readonly choices: RecordingChoices;
  /** Levels of the book rows. */
  readonly levels: number;
  readonly software: string;
  readonly signal: AbortSignal;
  readonly onProgress: (bytesRead: number) => void;
  readonly onSource: (done: ConvertedSource) => void;
}

export interface ConvertedSource {
  readonly source: ConvertSource;
  readonly venue: string;
  readonly env: string;
  readonly parts: readonly FinishedPart[];
  readonly tally: Readonly<RowTally>;
  readonly damaged: number;
}

/** A source that is being written. */
interface Current {
  readonly source: ConvertSource;
  readonly tables: EventTables;
  readonly parts: PartSet | null;
  readonly tally: RowTally;
  readonly staging: string;
}

interface Work {
  readonly recording: Recording;
  readonly options: UnitOptions;
  readonly normalizer: Normalizer;
  readonly events: EventBatch;
  current: Current | null;
}

const BATCH_EVENTS = 1_040;
const BATCH_LEVELS = 1 << 14;
const KEEP_REFUSED = 100;

/** Throws what reading throws, StoreError for what cannot be written or does not add up; then the source left no trace. */
export async function convertUnit(unit: ConvertUnit, options: UnitOptions): Promise<void> {
  const paths = unit.sources.flatMap((source) => source.paths);
  const recording = await openRecording({ ...options.choices, paths });
  const events = createEventBatch(BATCH_EVENTS, BATCH_LEVELS);
  const { venue, env, instruments } = recording;
  const normalizer = createNormalizer({ venue, env, instruments, symbols: null, keepRefused: KEEP_REFUSED }, events);
  const work: Work = { recording, options, normalizer, events, current: null };
  const sourceOf = (input: number): ConvertSource | null => {
    const path = recording.opened.inputs[input]?.path;
    return unit.sources.find((source) => path !== undefined && source.paths.includes(path)) ?? null;
  };
  try {
    const { feed } = recording.opened;
    for (let frames = await feed.next(); frames !== null; frames = await feed.next()) {
      options.signal.throwIfAborted();
      const source = sourceOf(frames.input);
      if (source !== null && source !== work.current?.source) await nextSource(work, source);
      await takeFrames(work, frames);
      refuseFrames(normalizer, recording, options.choices.strict);
      options.onProgress(recording.opened.progress().bytesRead);
    }
    await finishSource(work);
  } finally {
    await work.current?.parts?.abort();
    await recording.opened.feed.close();
  }
}

async function nextSource(work: Work, source: ConvertSource): Promise<void> {
  const before = work.current;
  await finishSource(work);
  if (before?.parts === null) restoreSegments(before.tables, before.source.record?.segments ?? {});
  const { options, recording } = work;
  const staging = source.kinds.size === 0 ? '' : await stagingFolder(options.lake, source.id);
  const place = { lake: options.lake, staging, source: source.id };
  const wishOf = wishes(work, source);
  const tables =
    before === null
      ? createEventTables({ levels: options.levels, named: recording.symbols, kinds: source.kinds })
      : { ...before.tables, kinds: source.kinds };
  const parts = source.kinds.size === 0 ? null : createPartSet(place, wishOf);
  work.current = { source, tables, parts, tally: createTally(), staging };
}

/** What stands in the footer of a part. */
function wishes({ recording, options }: Work, source: ConvertSource) {
  const { venue, env } = recording;
  return (kind: Partition['kind'], symbol: string, date: string): PartWish => {
    const instrument = recording.instruments.get(symbol);
    return {
      partition: { venue, env, symbol, date, kind },
      columns: tableColumnsOf(kind as ConvertedKind, options.levels),
      metadata: {
        'v13.kind': kind,
        'v13.venue': venue,
        'v13.env': env,
        'v13.symbol': symbol,
        'v13.date': date,
        'v13.sources': source.id,
        'v13.software': options.software,
        ...(instrument === undefined ? {} : unitNotes(instrument)),
      },
    };
  };
}

const unitNotes = ({ tick, step }: Instrument): Record<string, string> => ({
  'v13.tick': formatUnits(1, tick),
  'v13.step': formatUnits(1, step),
});

async function takeFrames({ normalizer, events, current }: Work, frames: FrameBatch): Promise<void> {
  if (current === null) return;
  const { tables, tally, parts } = current;
  noteReasons(tables, frames);
  let next = 0;
  while (next < frames.count || normalizer.backlog !== null) {
    clearEventBatch(events);
    next = normalizeFrames(normalizer, frames, { from: next, to: frames.count });
    for (let code = tables.symbols.length; code < normalizer.sequences.length; code++) {
      const sequence = normalizer.sequences[code];
      if (sequence !== undefined) addTableSymbol(tables, sequence.instrument);
    }
    tallyEvents(tally, events, tables.named.size);
    await takeEvents(tables, events, parts);
  }
}

const decoder = new TextDecoder();

/** What the recorder said of breaks is in no event; receive times are unique in a session, so they find it again. */
function noteReasons({ reasons }: EventTables, frames: FrameBatch): void {
  reasons.clear();
  for (let k = 0; k < frames.count; k++) {
    if (frames.kind[k] !== FRAME.control) continue;
    const reason = reasonOf(decoder.decode(frames.bytes.subarray(frames.start[k], frames.end[k])));
    if (reason !== null) reasons.set(frames.recvUs[k] as number, reason);
  }
}

function reasonOf(line: string): string | null {
  try {
    const { control, reason, session, step_us: step } = JSON.parse(line) as Readonly<Record<string, unknown>>;
    if (control === 'session' && typeof session === 'string') return session;
    if (control === 'clock_step' && typeof step === 'number') return `${step} us`;
    return typeof reason === 'string' ? reason : null;
  } catch {
    return null;
  }
}

/** Closes the parts, holds their rows against the events, and makes them and the record of the source appear together. */
async function finishSource(work: Work): Promise<void> {
  const { current, recording, options } = work;
  if (current === null || current.parts === null) return;
  const { source, parts, tally, tables, staging } = current;
  const finished = await parts.finish();
  checkRows(source, finished, tally);
  const record = await recordOf(work, current, finished);
  const staged = await stageRecord(options.lake, staging, record);
  const add = [...finished.map(({ from, to }) => ({ from, to })), { from: staged, to: sourceRecordPath(source.id) }];
  // What comes under the name of an old part takes its place by itself.
  const remove = replacedParts(source.record, source.kinds).filter((path) => !add.some(({ to }) => to === path));
  await applyChange(options.lake, source.id, { add, remove });
  work.current = { ...current, parts: null, tables };
  const { venue, env } = recording;
  const damaged = recording.opened.problems.total + work.normalizer.counts.refused;
  options.onSource({ source, venue, env, parts: finished, tally, damaged });
}

const rowsOf = (parts: readonly FinishedPart[], kind: ConvertedKind): number =>
  parts.reduce((sum, { partition, rows }) => sum + (partition.kind === kind ? rows : 0), 0);

/** Rows in = rows out. Throws StoreError (V13_CONVERT_ROWS). */
function checkRows({ id, kinds }: ConvertSource, parts: readonly FinishedPart[], tally: RowTally): void {
  for (const kind of ['depth', 'trades', 'quotes', 'gaps'] as const) {
    const rows = rowsOf(parts, kind);
    if (!kinds.has(kind) || rows === tally[kind]) continue;
    throw new StoreError(`${id}: ${tally[kind]} rows of ${kind} went in, ${rows} are in the files`, {
      code: 'V13_CONVERT_ROWS',
      hint: 'nothing was kept; this is a defect worth a report',
      details: { id, kind, rowsIn: tally[kind], rowsOut: rows },
    });
  }
}

async function recordOf(
  { recording, options }: Work,
  { source, tables }: Current,
  parts: readonly FinishedPart[],
): Promise<SourceRecord> {
  const files = [];
  for (const path of source.paths) files.push(await describeFile(path));
  const made = [...source.kinds].map((kind): [ConvertedKind, KindRecord] => {
    const own = parts.filter(({ partition }) => partition.kind === kind);
    const bytes = own.reduce((sum, part) => sum + part.bytes, 0);
    return [kind, { rows: rowsOf(own, kind), bytes, parts: own.map(({ to }) => to) }];
  });
  return {
    schema: 'v13.source/1',
    id: source.id,
    venue: recording.venue,
    env: recording.env,
    envStated: recording.envOrigin === 'stated',
    session: source.session,
    files,
    kinds: { ...source.record?.kinds, ...Object.fromEntries(made) },
    bookLevels: source.kinds.has('book') ? options.levels : (source.record?.bookLevels ?? null),
    segments: segmentsOf(tables),
  };
}
