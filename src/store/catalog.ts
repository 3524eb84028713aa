// Names on disk: where in a data folder a segment, its manifest and what belongs to them lie. Pure.

import { basename, dirname, join } from 'node:path';
import { invariant } from '../platform/errors.js';

/** Which segment: the session's id and the 0-based number in it. */
export interface SegmentKey {
  readonly session: string;
  readonly segment: number;
}

/** Where a segment belongs: its market, and the day (UTC) of its first line. */
export interface SegmentPlace {
  readonly venue: string;
  readonly env: string;
  /** Receive time of the segment's first line, integer µs. */
  readonly firstRecvUs: number;
}

/** All paths of one segment. */
export interface SegmentPaths {
  readonly folder: string;
  /** `….ndjson`: sealed. */
  readonly path: string;
  /** `….ndjson.open`: being written. */
  readonly openPath: string;
  /** `….ndjson.sealing`: its tail is cut off, and recovery writes its seal. */
  readonly sealingPath: string;
  /** `….ndjson.gz`: sealed and packed. */
  readonly gzipPath: string;
  readonly manifestPath: string;
  /** `….torn`: bytes that recovery moved aside; further ones end in `.torn.1`, `.torn.2` … */
  readonly tornPath: string;
}

export type SegmentFileKind = 'open' | 'sealing' | 'plain' | 'gzip' | 'manifest' | 'torn';
export interface SegmentFileName extends SegmentKey {
  readonly kind: SegmentFileKind;
}

const RAW_FOLDER = 'raw';
const SESSION_ID = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-[0-9a-f]{4}$/;
const FILE_NAME = /^(\d{8}T\d{6}Z-[0-9a-f]{4})-(\d{4,})(\.[a-z0-9.]+)$/;
const TEMPORARY = /^\..+\.[0-9a-f]{12}\.tmp$/;
const FOLDER_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** `YYYYMMDDTHHMMSSZ-xxxx`: the start in UTC and four hex digits from `random` in [0, 1). */
export function sessionId(startUs: number, random: number): string {
  const time = new Date(startUs / 1000).toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
  return `${time}Z-${Math.floor(random * 0x10000)
    .toString(16)
    .padStart(4, '0')}`;
}

/** When the session began, µs (whole seconds), or null where the text is no session id. */
export function sessionStartUs(session: string): number | null {
  const match = SESSION_ID.exec(session);
  if (match === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  const ms = Date.UTC(year, month - 1, day, hour, minute, second);
  return sessionId(ms * 1000, 0).slice(0, 16) === session.slice(0, 16) ? ms * 1000 : null;
}

/** The ledger of trials, in the data root: lines that are no recording. */
export const LEDGER_NAME = 'trials.ndjson';

/** `<data>/raw`. */
export const rawFolder = (dataFolder: string): string => join(dataFolder, RAW_FOLDER);
/** `YYYY-MM-DD`, UTC. */
export const dayOf = (us: number): string => new Date(us / 1000).toISOString().slice(0, 10);
export const segmentBase = ({ session, segment }: SegmentKey): string =>
  `${session}-${String(segment).padStart(4, '0')}`;

/** `<data>/raw/<venue>/<env>/<day of the first line>/<session>-<NNNN>…` */
export function segmentPaths(dataFolder: string, key: SegmentKey, place: SegmentPlace): SegmentPaths {
  const { venue, env, firstRecvUs } = place;
  invariant(FOLDER_NAME.test(venue) && FOLDER_NAME.test(env), 'venue and environment name folders', { venue, env });
  invariant(sessionStartUs(key.session) !== null, 'a session id', { session: key.session });
  return pathsIn(join(rawFolder(dataFolder), venue, env, dayOf(firstRecvUs)), key);
}

/** The paths of a segment whose folder is known. */
export function pathsIn(folder: string, key: SegmentKey): SegmentPaths {
  const base = join(folder, segmentBase(key));
  return {
    folder,
    path: `${base}.ndjson`,
    openPath: `${base}.ndjson.open`,
    sealingPath: `${base}.ndjson.sealing`,
    gzipPath: `${base}.ndjson.gz`,
    manifestPath: `${base}.manifest.json`,
    tornPath: `${base}.torn`,
  };
}

/** What a file name (without folders) says, or null where it is no file of a segment. */
export function parseSegmentName(name: string): SegmentFileName | null {
  const match = FILE_NAME.exec(name);
  if (match === null) return null;
  const [, session = '', number = '', ending = ''] = match;
  const kind = kindOf(ending);
  return kind === null || sessionStartUs(session) === null ? null : { session, segment: Number(number), kind };
}

/** The same of a path. */
export const segmentNameOf = (path: string): SegmentFileName | null => parseSegmentName(basename(path));

function kindOf(ending: string): SegmentFileKind | null {
  if (ending === '.ndjson') return 'plain';
  if (ending === '.ndjson.open') return 'open';
  if (ending === '.ndjson.sealing') return 'sealing';
  if (ending === '.ndjson.gz') return 'gzip';
  if (ending === '.manifest.json') return 'manifest';
  return /^\.torn(\.\d+)?$/.test(ending) ? 'torn' : null;
}

/** The paths of the segment that a file belongs to, or null where it belongs to none. */
export function pathsOfFile(path: string): SegmentPaths | null {
  const key = segmentNameOf(path);
  return key === null ? null : pathsIn(dirname(path), key);
}

/** Names of files that are written under another name first and renamed when whole. */
export const isTemporaryName = (name: string): boolean => TEMPORARY.test(name);

/** Tables of the lake; `signals` has the columns of whatever was computed. */
export const LAKE_KINDS = ['depth', 'book', 'trades', 'quotes', 'gaps', 'signals'] as const;
export type LakeKind = (typeof LAKE_KINDS)[number];

/** One folder of Parquet files: a table of one symbol on one day. */
export interface Partition {
  readonly venue: string;
  readonly env: string;
  readonly symbol: string;
  /** `YYYY-MM-DD` of the receive time, UTC. */
  readonly date: string;
  readonly kind: LakeKind;
}

/** What the name of a Parquet file in the lake says. */
export interface PartName {
  /** Least and greatest receive time in it, µs. */
  readonly firstUs: number;
  readonly lastUs: number;
  /** What it was made from: `<session>-<NNNN>`, the hash of files of other tools, or `compact-…`. */
  readonly source: string;
}

const PART_NAME = /^part-(\d+)-(\d+)-([A-Za-z0-9][A-Za-z0-9-]*)\.parquet$/;

/** `<data>/lake`. */
export const lakeFolder = (dataFolder: string): string => join(dataFolder, 'lake');
/** `<lake>/.work`: conversions under way, and records of what was converted. No table of the lake. */
export const lakeWorkFolder = (lake: string): string => join(lake, '.work');

/** `venue=…/env=…/symbol=…/date=…/kind=…`, below the lake. */
export function partitionPath({ venue, env, symbol, date, kind }: Partition): string {
  const names = [venue, env, symbol, date].every((name) => FOLDER_NAME.test(name));
  invariant(names, 'venue, environment, symbol and date name folders', { venue, env, symbol, date });
  return join(`venue=${venue}`, `env=${env}`, `symbol=${symbol}`, `date=${date}`, `kind=${kind}`);
}

/** `part-<first µs>-<last µs>-<source>.parquet`: names in order of time are files in order of time. */
export const partFileName = ({ firstUs, lastUs, source }: PartName): string =>
  `part-${String(firstUs).padStart(16, '0')}-${String(lastUs).padStart(16, '0')}-${source}.parquet`;

/** Null where the name is no part's. */
export function parsePartName(name: string): PartName | null {
  const [, first = '', last = '', source = ''] = PART_NAME.exec(name) ?? [];
  return source === '' ? null : { firstUs: Number(first), lastUs: Number(last), source };
}
