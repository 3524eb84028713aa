// What has been converted: one record a source, so that nothing is converted twice and a resumed run knows where it is.

import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomic } from '../../platform/atomic-file.js';
import { lakeWorkFolder } from '../catalog.js';
import type { ConvertedKind } from './tables.js';

export interface SourceFile {
  readonly path: string;
  readonly bytes: number;
  readonly mtimeMs: number;
  readonly sha256: string;
}

export interface KindRecord {
  readonly rows: number;
  readonly bytes: number;
  /** Relative to the lake, as they were written; a compaction may have put them together since. */
  readonly parts: readonly string[];
}

export interface SourceRecord {
  readonly schema: 'v13.source/1';
  readonly id: string;
  readonly venue: string;
  readonly env: string;
  /** Somebody said the environment of files that do not; absent in records of older versions. */
  readonly envStated?: boolean;
  /** Null for files of other tools. */
  readonly session: string | null;
  readonly files: readonly SourceFile[];
  readonly kinds: Readonly<Partial<Record<ConvertedKind, KindRecord>>>;
  /** Levels of the book rows; null without them. */
  readonly bookLevels: number | null;
  /** Symbol → receive time at which its run of data at the source's end began, µs. */
  readonly segments: Readonly<Record<string, number>>;
}

const FOLDER = 'sources';

export const sourceRecordPath = (id: string): string => join('.work', FOLDER, `${id}.json`);

/** Writes a record into a staging folder, to appear with the parts it speaks of. Its path, relative to the lake. */
export async function stageRecord(lake: string, staging: string, record: SourceRecord): Promise<string> {
  const path = join(staging, 'record.json');
  await writeFileAtomic(join(lake, path), `${JSON.stringify(record, null, 2)}\n`);
  return path;
}

/** Every record of the lake by id; files that are none are passed over. */
export async function readSourceRecords(lake: string): Promise<Map<string, SourceRecord>> {
  const folder = join(lakeWorkFolder(lake), FOLDER);
  const records = new Map<string, SourceRecord>();
  for (const name of await readdir(folder).catch(() => [])) {
    if (!/^[^.].*\.json$/.test(name)) continue;
    const record = recordOf(await readFile(join(folder, name), 'utf8'));
    if (record !== null) records.set(record.id, record);
  }
  return records;
}

function recordOf(text: string): SourceRecord | null {
  try {
    const value = JSON.parse(text) as Partial<SourceRecord> | null;
    return value?.schema === 'v13.source/1' ? (value as SourceRecord) : null;
  } catch {
    return null;
  }
}
