// The Parquet files of a lake, by view.

import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { kindOfPath } from './file-kind.js';
import type { ViewKind } from './tables.js';

export interface LakeFile {
  readonly path: string;
  readonly kind: ViewKind;
}

/** Whole Parquet files: what is under way has a dot in front of its name or of a folder's. */
const WHOLE = /^(?:[^./\\][^/\\]*[/\\])*[^./\\][^/\\]*\.parquet$/i;

/** Files below the folder that lie under `kind=…`, by path. */
export function listLakeFiles(lakeDir: string): LakeFile[] {
  if (statSync(lakeDir, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return readdirSync(lakeDir, { recursive: true, encoding: 'utf8' })
    .filter((name) => WHOLE.test(name))
    .sort()
    .flatMap((name) => {
      const path = join(lakeDir, name);
      const kind = kindOfPath(path);
      return kind === null ? [] : [{ path, kind }];
    });
}
