// What a conversion has to do: recordings → sources, each converted once, in an order that carries books from one to the next.

import { DataError } from '../../platform/errors.js';
import { listInputs } from '../../store/inputs.js';
import { fileHash, fileState } from '../../store/lake/source-files.js';
import type { SourceRecord } from '../../store/lake/source-record.js';
import type { ConvertedKind } from '../../store/lake/tables.js';
import { groupPlain } from '../verify/plain-recording.js';
import { type SegmentInput, surveyInputs } from '../verify/survey.js';
import { type SessionOverlap, findOverlaps } from './overlaps.js';
import { mergedKinds } from './replaced-parts.js';

/** One segment, or the files of one recording of another kind: converted as a whole or not at all. */
export interface ConvertSource {
  readonly id: string;
  readonly session: string | null;
  /** Of the segment in its session; 0 for recordings of another kind. */
  readonly number: number;
  readonly paths: readonly string[];
  readonly bytes: number;
  /** Kinds still to be made; empty: it is read for what it leaves to the next one. */
  readonly kinds: ReadonlySet<ConvertedKind>;
  /** Of an earlier conversion. */
  readonly record: SourceRecord | null;
}

/** Sources that are read one after another as one recording. */
export interface ConvertUnit {
  readonly sources: readonly ConvertSource[];
  readonly bytes: number;
}

export interface ConvertWork {
  readonly units: readonly ConvertUnit[];
  /** Sources that were converted before. */
  readonly doneBefore: number;
  /** Segments still being written. */
  readonly growing: readonly string[];
  /** Files found in folders that are no recordings. */
  readonly passedOver: readonly string[];
  /** Sources whose bytes are not those that were converted: they are left alone. */
  readonly changed: readonly string[];
  /** Sources with tables to be made anew that a compaction has put together with those of others: left alone. */
  readonly merged: readonly string[];
  /** Environments, in which sources that were converted before stand in the lake, that are not the one asked for. */
  readonly otherEnvs: readonly string[];
  /** Captures of the same market at the same time: their rows stand beside each other. */
  readonly overlaps: readonly SessionOverlap[];
}

export interface WorkWish {
  readonly paths: readonly string[];
  readonly kinds: ReadonlySet<ConvertedKind>;
  readonly records: ReadonlyMap<string, SourceRecord>;
  readonly lake: string;
  /** Levels of the book rows. */
  readonly levels: number;
  /** Makes anew what was made before. */
  readonly again: boolean;
  /** As it was asked for; null without a wish. */
  readonly env: string | null;
}

/** Throws DataError for inputs that are no recordings, and for standard input, which cannot be read twice. */
export async function findWork(wish: WorkWish): Promise<ConvertWork> {
  const { paths } = wish;
  const files = listInputs(paths);
  const stream = files.find(({ kind }) => kind === 'stream');
  if (stream !== undefined) {
    throw new DataError(`${stream.path} is a stream: a conversion reads files`, {
      code: 'V13_CONVERT_STREAM',
      path: stream.path,
      hint: 'write it to a file first',
    });
  }
  const survey = await surveyInputs(files);
  const changed: string[] = [];
  const merged: string[] = [];
  const known = { ...wish, changed, merged };
  const all: ConvertSource[][] = [];
  const sessions = bySession(survey.segments.filter(isUsable));
  for (const session of sessions) {
    const sources: ConvertSource[] = [];
    for (const segment of session) sources.push(await segmentSource(segment, known));
    all.push(sources);
  }
  for (const group of groupPlain(survey.plain)) all.push([await plainSource(group, known)]);
  return {
    units: all.flatMap(unitsOf),
    doneBefore: all.flat().filter((source) => source.kinds.size === 0).length,
    growing: survey.segments.filter(({ growing }) => growing).map(({ file }) => file.path),
    passedOver: survey.passedOver,
    changed,
    merged,
    otherEnvs: otherEnvs(all.flat(), wish.env),
    overlaps: await findOverlaps(sessions),
  };
}

function otherEnvs(sources: readonly ConvertSource[], env: string | null): string[] {
  const done = sources.flatMap(({ kinds, record }) => (kinds.size === 0 && record !== null ? [record.env] : []));
  return env === null ? [] : [...new Set(done)].filter((one) => one !== env).sort();
}

const isUsable = ({ growing, unusable }: SegmentInput): boolean => !growing && unusable === null;

function bySession(segments: readonly SegmentInput[]): SegmentInput[][] {
  const sessions = new Map<string, SegmentInput[]>();
  for (const segment of segments) sessions.set(segment.session, [...(sessions.get(segment.session) ?? []), segment]);
  return [...sessions.keys()].sort().map((session) => {
    const ordered = [...(sessions.get(session) ?? [])].sort((a, b) => a.segment - b.segment);
    return ordered.filter((segment, k) => segment.segment !== ordered[k - 1]?.segment);
  });
}

interface Known extends WorkWish {
  readonly changed: string[];
  readonly merged: string[];
}

/** Tables still to be made of a source, or to be made anew: with another number of levels, or because that was asked for. */
async function wantedKinds(known: Known, record: SourceRecord | null): Promise<Set<ConvertedKind>> {
  const { kinds, levels, again, lake, merged } = known;
  if (record === null) return new Set(kinds);
  const isNew = (kind: ConvertedKind): boolean => record.kinds[kind] === undefined;
  const isOther = (kind: ConvertedKind): boolean => again || (kind === 'book' && record.bookLevels !== levels);
  const wanted = [...kinds].filter((kind) => isNew(kind) || isOther(kind));
  const stuck = await mergedKinds(lake, record, new Set(wanted.filter((kind) => !isNew(kind))));
  if (stuck.size > 0) merged.push(record.id);
  return new Set(wanted.filter((kind) => !stuck.has(kind)));
}

async function segmentSource(segment: SegmentInput, known: Known): Promise<ConvertSource> {
  const { records, changed } = known;
  const id = `${segment.session}-${String(segment.segment).padStart(4, '0')}`;
  const { path } = segment.file;
  const record = records.get(id) ?? null;
  const state = await fileState(path);
  const isChanged = record !== null && (await differs(path, record));
  if (isChanged) changed.push(path);
  const wanted = isChanged ? new Set<ConvertedKind>() : await wantedKinds(known, record);
  return {
    id,
    session: segment.session,
    number: segment.segment,
    paths: [path],
    bytes: state.bytes,
    kinds: wanted,
    record,
  };
}

/** By size and time of change first; the same bytes under another name or time are the same source. */
async function differs(path: string, record: SourceRecord): Promise<boolean> {
  const state = await fileState(path);
  const known = record.files.find((file) => file.path === path) ?? record.files[0];
  if (known === undefined || (known.bytes === state.bytes && known.mtimeMs === state.mtimeMs)) return false;
  return (await fileHash(path)) !== known.sha256;
}

async function plainSource(paths: readonly string[], known: Known): Promise<ConvertSource> {
  const { records } = known;
  const states = await Promise.all(paths.map(fileState));
  const bytes = states.reduce((sum, state) => sum + state.bytes, 0);
  const same = [...records.values()].find(
    ({ files }) =>
      files.length === paths.length &&
      files.every(({ path, bytes: size, mtimeMs }) =>
        states.some((state) => state.path === path && state.bytes === size && state.mtimeMs === mtimeMs),
      ),
  );
  const id = same?.id ?? (await plainId(paths));
  const record = records.get(id) ?? null;
  return { id, session: null, number: 0, paths, bytes, kinds: await wantedKinds(known, record), record };
}

const ID_DIGITS = 12;

/** The same bytes are the same source, whatever they are called. */
async function plainId(paths: readonly string[]): Promise<string> {
  const hashes: string[] = [];
  for (const path of paths) hashes.push(await fileHash(path));
  const [only] = hashes;
  if (only !== undefined && hashes.length === 1) return `file-${only.slice(0, ID_DIGITS)}`;
  return `files-${hashes
    .map((hash) => hash.slice(0, ID_DIGITS))
    .sort()
    .join('-')
    .slice(0, 6 * ID_DIGITS)}`;
}

/**
 * Done sources go, except the last one before one to do: what it leaves (books, ids) is what the next one begins with.
 * Where a segment is left out, or missing, a new unit begins: each segment opens with the books, so it can be read alone.
 */
function unitsOf(sources: readonly ConvertSource[]): ConvertUnit[] {
  const runs: ConvertSource[][] = [];
  let last: ConvertSource | null = null;
  for (const [k, source] of sources.entries()) {
    const next = sources[k + 1];
    const leadsOn = next !== undefined && next.kinds.size > 0 && next.number === source.number + 1;
    if (source.kinds.size === 0 && !leadsOn) continue;
    if (last === null || last.number + 1 !== source.number) runs.push([]);
    runs.at(-1)?.push(source);
    last = source;
  }
  return runs.map((run) => ({ sources: run, bytes: run.reduce((sum, { bytes }) => sum + bytes, 0) }));
}
