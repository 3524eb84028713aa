// Paths as people type them (file, folder, pattern, `-`) → the list of inputs to read.

import { readdirSync, realpathSync, statSync, type Stats } from 'node:fs';
import { basename, join, sep } from 'node:path';
import { DataError } from '../platform/errors.js';
import { LEDGER_NAME } from './catalog.js';
import { compilePattern, isPattern, patternRoot } from './path-pattern.js';

export interface InputFile {
  /** As typed or found; `-` is standard input. */
  readonly path: string;
  /** `stream`: standard input, a pipe or a device: read once, size unknown. */
  readonly kind: 'file' | 'stream';
  /** `found` in a folder or by a pattern: what turns out not to be a recording is passed over, not refused. */
  readonly origin: 'named' | 'found';
  /** Size on disk; null for a stream. */
  readonly bytesTotal: number | null;
}

/** Names that a folder is searched for; `.open` is a segment still being written. */
const RECORDING_NAME = /\.(?:ndjson|jsonl|dat|txt)(?:\.(?:gz|zst))?(?:\.open)?$|\.gz$/i;

/**
 * The inputs behind `paths`, each file once, in name order. Throws V13_INPUT_MISSING for a path that does not exist and
 * V13_INPUT_NONE for a folder or pattern without recordings.
 */
export function listInputs(paths: readonly string[]): InputFile[] {
  const found = new Map<string, InputFile>();
  for (const path of paths) {
    for (const file of inputsOf(path)) {
      const identity = file.path === '-' ? '-' : realpathSync(file.path);
      const known = found.get(identity);
      if (known === undefined || (known.origin === 'found' && file.origin === 'named')) found.set(identity, file);
    }
  }
  return [...found.values()];
}

function inputsOf(path: string): InputFile[] {
  if (path === '') {
    throw new DataError('an empty path names no input', {
      code: 'V13_INPUT_MISSING',
      path,
      hint: 'is a variable in the command line unset? name a file, a folder, a pattern or - (standard input)',
    });
  }
  if (path === '-') return [{ path, kind: 'stream', origin: 'named', bytesTotal: null }];
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isDirectory() === true) return searchFolder(path);
  if (stats !== undefined) return [inputFile(path, stats, 'named')];
  if (isPattern(path)) return searchPattern(path);
  throw new DataError(`${path}: no such file or folder`, {
    code: 'V13_INPUT_MISSING',
    path,
    hint: 'check the spelling; a folder, a pattern such as "day/*.ndjson.gz" or - (standard input) also work',
  });
}

function inputFile(path: string, stats: Stats, origin: InputFile['origin']): InputFile {
  const plain = stats.isFile();
  return { path, kind: plain ? 'file' : 'stream', origin, bytesTotal: plain ? stats.size : null };
}

function searchFolder(folder: string): InputFile[] {
  const files = withoutTwins(
    walk(folder).filter((path) => RECORDING_NAME.test(path) && basename(path) !== LEDGER_NAME),
  );
  if (files.length === 0) {
    throw new DataError(`${folder}: no recordings in this folder`, {
      code: 'V13_INPUT_NONE',
      path: folder,
      hint: 'looked for *.ndjson, *.jsonl, *.dat, *.txt, *.csv (also .gz, .zst), *.gz and *.zip, in all folders below it',
    });
  }
  return files.map((path) => inputFile(path, statSync(path), 'found'));
}

function searchPattern(pattern: string): InputFile[] {
  const typed = sep === '/' ? pattern : pattern.replaceAll(sep, '/');
  const wanted = typed.replace(/^(?:\.\/)+/, '');
  const root = patternRoot(wanted);
  const matches = compilePattern(wanted);
  const exists = statSync(root, { throwIfNoEntry: false })?.isDirectory() === true;
  const files = exists ? walk(root).filter((path) => matches(sep === '/' ? path : path.replaceAll(sep, '/'))) : [];
  if (files.length === 0) {
    throw new DataError(`${pattern}: no file matches`, {
      code: 'V13_INPUT_NONE',
      path: pattern,
      hint: '* and ? match within a name, ** across folders',
    });
  }
  return files.map((path) => inputFile(path, statSync(path), 'found'));
}

/**
 * All files below a folder, in name order; links to folders are not followed, so that there are no circles. What lies in
 * folders with a name that begins with a dot is nobody's recording yet: downloads and imports under way.
 */
function walk(folder: string): string[] {
  const files: string[] = [];
  const entries = listFolder(folder).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = folder === '.' ? entry.name : join(folder, entry.name);
    if (entry.isDirectory()) files.push(...(entry.name.startsWith('.') ? [] : walk(path)));
    else if (entry.isFile() || statSync(path, { throwIfNoEntry: false })?.isFile() === true) files.push(path);
  }
  return files;
}

function listFolder(folder: string): { name: string; isDirectory(): boolean; isFile(): boolean }[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (cause) {
    throw new DataError(`${folder}: cannot be listed`, {
      code: 'V13_INPUT_UNREADABLE',
      path: folder,
      hint: 'check the permissions of the folder',
      cause,
    });
  }
}

/**
 * A crash between compressing a segment and deleting it leaves `x` and `x.gz` beside each other: the plain one is the
 * original, and reading both would count everything twice.
 */
function withoutTwins(paths: readonly string[]): string[] {
  const all = new Set(paths);
  return paths.filter((path) => !all.has(path.replace(/\.(?:gz|zst)$/i, '')) || !/\.(?:gz|zst)$/i.test(path));
}
