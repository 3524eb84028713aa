// What has been imported into a data folder: one small file an import, so that the same file is never imported twice.

import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomic } from '../../platform/atomic-file.js';

export const IMPORT_SCHEMA = 'v13.import-record/1';

export interface ImportedFile {
  readonly name: string;
  readonly format: string;
  readonly bytes: number;
  /** Of the file's bytes as they lay on disk. */
  readonly sha256: string;
  /** Where `v13 fetch` had it from; null for files of the user. */
  readonly url: string | null;
}

/** `<data>/imports/<session>.json` */
export interface ImportRecord {
  readonly schema: typeof IMPORT_SCHEMA;
  readonly session: string;
  readonly venue: string;
  readonly env: string;
  readonly software: string;
  readonly files: readonly ImportedFile[];
  /** Paths of the segments, relative to the data folder. */
  readonly segments: readonly string[];
  readonly lines: number;
  readonly firstRecvUs: number;
  readonly lastRecvUs: number;
}

const folderOf = (dataFolder: string): string => join(dataFolder, 'imports');

/** Appears whole or not at all. Throws StoreError. */
export async function writeImport(dataFolder: string, record: ImportRecord): Promise<void> {
  const path = join(folderOf(dataFolder), `${record.session}.json`);
  await writeFileAtomic(path, `${JSON.stringify(record, null, 2)}\n`);
}

/** All records whose segments are still there; those of deleted segments count as never made. */
export async function readImports(dataFolder: string): Promise<ImportRecord[]> {
  const names = await readdir(folderOf(dataFolder)).catch(() => []);
  const records: ImportRecord[] = [];
  for (const name of names.filter((one) => one.endsWith('.json')).sort()) {
    const record = parseRecord(await readFile(join(folderOf(dataFolder), name), 'utf8').catch(() => ''));
    if (record !== null && (await isHeld(dataFolder, record))) records.push(record);
  }
  return records;
}

function parseRecord(text: string): ImportRecord | null {
  try {
    const record = JSON.parse(text) as Readonly<Record<string, unknown>> | null;
    const isSound =
      record?.['schema'] === IMPORT_SCHEMA && Array.isArray(record['files']) && Array.isArray(record['segments']);
    return isSound ? (record as unknown as ImportRecord) : null;
  } catch {
    return null;
  }
}

async function isHeld(dataFolder: string, { segments }: ImportRecord): Promise<boolean> {
  for (const segment of segments) {
    const path = join(dataFolder, segment);
    const found = await Promise.all([path, `${path}.gz`].map((one) => stat(one).catch(() => null)));
    if (found.every((one) => one === null)) return false;
  }
  return true;
}

/** The import that a file with these bytes is part of. */
export const importOf = (records: readonly ImportRecord[], sha256: string): ImportRecord | null =>
  records.find(({ files }) => files.some((file) => file.sha256 === sha256)) ?? null;

/** The import of what was fetched from an address. */
export const importOfUrl = (records: readonly ImportRecord[], url: string): ImportRecord | null =>
  records.find(({ files }) => files.some((file) => file.url === url)) ?? null;
