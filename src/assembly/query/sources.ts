// What a query is asked about: the lake of the data root, or the paths named behind the statement.

import { DataError } from '../../platform/errors.js';
import { whatStandsAt } from '../../platform/file-identity.js';
import { listFiles } from '../../platform/text-file.js';
import { lakeFolder } from '../../store/catalog.js';
import { listInputs } from '../../store/inputs.js';
import { compilePattern, isPattern, patternRoot } from '../../store/path-pattern.js';

export interface QuerySources {
  /** Folder of a lake; null where single files or recordings are named. */
  readonly lakeDir: string | null;
  /** Parquet files, each once. */
  readonly files: readonly string[];
  /** Paths of recordings, which have to be converted first. */
  readonly recordings: readonly string[];
}

const PARQUET = /\.parquet$/i;
/** The same below a folder: what is under way has a dot in front of its name or of a folder's. */
const WHOLE = /^(?:[^./\\][^/\\]*[/\\])*[^./\\][^/\\]*\.parquet$/i;

const parquetIn = (folder: string): string[] => (listFiles(folder, WHOLE) ?? []).map(({ path }) => path);

/** Parquet files behind one path; null where it names none. */
function parquetOf(path: string): string[] | null {
  const there = whatStandsAt(path);
  if (there === 'file') return PARQUET.test(path) ? [path] : null;
  const found = there === 'nothing' && isPattern(path) ? matching(path) : parquetIn(path);
  return found.length === 0 ? null : found;
}

function matching(pattern: string): string[] {
  const matches = compilePattern(pattern);
  return parquetIn(patternRoot(pattern)).filter((path) => matches(path));
}

/** Throws DataError V13_INPUT_MISSING or V13_INPUT_NONE for a path behind which there is nothing. */
function named(paths: readonly string[]): QuerySources {
  const files = new Set<string>();
  const recordings: string[] = [];
  for (const path of paths) {
    const found = path === '-' ? null : parquetOf(path);
    if (found === null) recordings.push(path);
    else found.forEach((file) => files.add(file));
  }
  if (recordings.length > 0) listInputs(recordings);
  return { lakeDir: null, files: [...files], recordings };
}

const noData = (dataRoot: string): DataError =>
  new DataError(`nothing to query in ${dataRoot}`, {
    code: 'V13_DATA_ROOT_EMPTY',
    path: dataRoot,
    hint: 'record some with `v13 capture`, make some with `v13 simulate`, or name files behind the statement',
  });

/** The lake where there is one, else the recordings. Throws DataError V13_DATA_ROOT_EMPTY where there is neither. */
function atHome(dataRoot: string, lakeDir: string): QuerySources {
  if (parquetIn(lakeDir).length > 0) return { lakeDir, files: [], recordings: [] };
  try {
    listInputs([dataRoot]);
    return { lakeDir: null, files: [], recordings: [dataRoot] };
  } catch (error) {
    const nothing = error instanceof DataError && ['V13_INPUT_MISSING', 'V13_INPUT_NONE'].includes(error.code);
    throw nothing ? noData(dataRoot) : error;
  }
}

export interface SourcesWanted {
  /** Absolute, or `-`; empty: the data root. */
  readonly paths: readonly string[];
  readonly dataRoot: string;
}

export const findSources = ({ paths, dataRoot }: SourcesWanted): QuerySources =>
  paths.length === 0 ? atHome(dataRoot, lakeFolder(dataRoot)) : named(paths);
