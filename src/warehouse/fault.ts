// What DuckDB refuses, as errors of ours: its first sentence, where in the statement, and which name it did not know.

import { BugError, DataError, StoreError, UsageError, type V13Error } from '../platform/errors.js';

/** A name in the statement that nothing has. */
export interface UnknownName {
  readonly what: 'view' | 'column' | 'function';
  readonly name: string;
}

export interface StatementPlace {
  /** 1-based. */
  readonly line: number;
  readonly column: number;
}

/** DuckDB's errors are text and nothing else: reading it is the only way to tell them apart. */
const UNKNOWN: readonly (readonly [what: UnknownName['what'], pattern: RegExp])[] = [
  ['view', /Table with name (.+?) does not exist/],
  ['view', /Referenced table "(.+?)" not found/],
  ['column', /Referenced column "(.+?)" not found/],
  ['column', /does not have a column named "(.+?)"/],
  ['function', /Function with name (.+?) does not exist/],
];

export function unknownNameOf(message: string): UnknownName | null {
  for (const [what, pattern] of UNKNOWN) {
    const name = pattern.exec(message)?.[1];
    if (name !== undefined) return { what, name };
  }
  return null;
}

/** From the lines `LINE 1: SELECT …` and `^`; null where there are none, or where the line is shown in part. */
export function placeOf(message: string): StatementPlace | null {
  const match = /^LINE (\d+): (.*)\n( *)\^/m.exec(message);
  if (match === null || match[2]?.startsWith('...') === true) return null;
  const line = match[1] ?? '';
  return { line: Number(line), column: (match[3] ?? '').length - `LINE ${line}: `.length + 1 };
}

/** The first sentence without DuckDB's prefixes. */
function sentenceOf(message: string): string {
  const first = message.split('\n', 1)[0] ?? '';
  return first
    .replace(/^Failed to extract statements: /, '')
    .replace(/^[A-Z][A-Za-z ]* Error: /, '')
    .replace(/[!.]$/, '');
}

const textOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));

/** A fault of the statement or of its run. */
export function queryFault(cause: unknown): V13Error {
  const message = textOf(cause);
  const sentence = sentenceOf(message);
  if (/^Out of Memory Error/.test(message)) {
    return new StoreError(`the statement needs more memory than it may use: ${sentence}`, {
      code: 'V13_QUERY_MEMORY',
      hint: 'give more with --memory 4GB, choose a folder with room for --spill, or ask for less (WHERE symbol, date)',
      cause,
    });
  }
  if (/^(INTERNAL|FATAL) Error/.test(message)) return new BugError(message, { code: 'V13_BUG', cause });
  if (/^IO Error/.test(message)) return new StoreError(sentence, { code: 'V13_QUERY_STORE', cause });
  if (/^Permission Error/.test(message)) {
    return new UsageError(`outside of what a query may read: ${sentence.split(' - ', 1)[0] ?? sentence}`, {
      code: 'V13_QUERY_OUTSIDE',
      hint: 'a query reads the lake and the files that are named behind it, and nothing else',
      cause,
    });
  }
  const place = placeOf(message);
  const where = place === null ? '' : ` (line ${place.line}, column ${place.column})`;
  return new UsageError(`${sentence}${where}`, {
    code: 'V13_QUERY_STATEMENT',
    details: { unknown: unknownNameOf(message), place },
    cause,
  });
}

/** A fault of files while the views are made: one that cannot be read, or is no Parquet. */
export function fileFault(cause: unknown, files: readonly string[]): DataError {
  const sentence = sentenceOf(textOf(cause));
  const path = files.length === 1 ? files[0] : files.find((file) => sentence.includes(file));
  return new DataError(path === undefined || sentence.includes(path) ? sentence : `${path}: ${sentence}`, {
    code: 'V13_QUERY_FILE',
    path,
    hint: 'only whole Parquet files can be queried; a file that is being written is not yet one',
    cause,
  });
}
