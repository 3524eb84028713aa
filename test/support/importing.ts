// Runs an import without its words, into a fresh data folder, and reads what lies there afterwards.

import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImportChoices, ImportResult } from '../../src/assembly/import/import-types.js';
import { importFiles } from '../../src/assembly/import/import.js';

export interface Importing {
  readonly dataRoot: string;
  readonly notes: string[];
  run(paths: readonly string[], choices?: Partial<ImportChoices>, signal?: AbortSignal): Promise<ImportResult>;
  /** Paths of all files in the data folder, relative to it, sorted. */
  files(): string[];
  /** Lines of all segments, in order of their names. */
  lines(): string[];
  remove(): void;
}

export function startImporting(): Importing {
  const dataRoot = mkdtempSync(join(tmpdir(), 'v13-import-'));
  const notes: string[] = [];
  const files = (): string[] =>
    readdirSync(dataRoot, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(dataRoot.length + 1))
      .sort();
  return {
    dataRoot,
    notes,
    run: (paths, choices = {}, signal = new AbortController().signal) =>
      importFiles(
        {
          ...{ paths, dataRoot, format: null, venue: null, env: null, symbol: null, tick: null, step: null },
          ...{ lenient: false, segmentBytes: 256_000_000, urls: new Map<string, string>() },
          ...choices,
        },
        { signal, onPart: () => undefined, onProgress: () => undefined, onNote: (text) => void notes.push(text) },
      ),
    files,
    lines: () =>
      files()
        .filter((name) => name.endsWith('.ndjson'))
        .flatMap((name) => readFileSync(join(dataRoot, name), 'utf8').trimEnd().split('\n')),
    remove: () => rmSync(dataRoot, { recursive: true, force: true }),
  };
}
