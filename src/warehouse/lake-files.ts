// The Parquet files of a lake, by view.

import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { kindOfPath } from './file-kind.js';
import type { ViewKind } from './tables.js';

export interface LakeFile {
  readonly path: string;
  readonly kind: ViewKind;
}

/** Whole files below the folder that lie under `kind=…`, by path; those being written have names with a dot in front. */
export function listLakeFiles(lakeDir: string): LakeFile[] {
  if (statSync(lakeDir, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return readdirSync(lakeDir, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?:^|[/\\])[^./\\][^/\\]*\.parquet$/i.test(name))
    .sort()
    .flatMap((name) => {
      const path = join(lakeDir, name);
      const kind = kindOfPath(path);
      return kind === null ? [] : [{ path, kind }];
    });
}
