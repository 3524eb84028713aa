// What the lake holds: partitions with their parts, rows, bytes and times, from names and footers.

import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { LAKE_KINDS, type LakeKind, type PartName, type Partition, parsePartName } from '../catalog.js';

export interface PartEntry extends PartName {
  /** Relative to the lake. */
  readonly path: string;
  readonly bytes: number;
}

export interface PartitionEntry {
  readonly partition: Partition;
  /** By time. */
  readonly parts: readonly PartEntry[];
  readonly bytes: number;
}

/** A partition with what only its files can tell. */
export interface PartitionCoverage extends PartitionEntry {
  readonly rows: number;
  readonly firstUs: number;
  readonly lastUs: number;
}

const KEYS = ['venue', 'env', 'symbol', 'date', 'kind'] as const;

/** Every partition that has parts, in name order. A lake that does not exist holds nothing. */
export async function listPartitions(lake: string): Promise<PartitionEntry[]> {
  let folders: { readonly path: string; readonly names: readonly string[] }[] = [{ path: '', names: [] }];
  for (const key of KEYS) {
    const below = await Promise.all(folders.map(({ path, names }) => foldersOf(lake, { key, path, names })));
    folders = below.flat();
  }
  const entries: PartitionEntry[] = [];
  for (const { path, names } of folders) {
    const partition = partitionOf(names);
    const parts = partition === null ? [] : await partsIn(lake, path);
    const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
    if (partition !== null && parts.length > 0) entries.push({ partition, parts, bytes });
  }
  return entries;
}

interface At {
  readonly key: string;
  readonly path: string;
  readonly names: readonly string[];
}

async function foldersOf(lake: string, { key, path, names }: At) {
  const entries = await readdir(join(lake, path)).catch(() => []);
  const found = entries.filter((name) => name.startsWith(`${key}=`)).sort();
  return found.map((name) => ({ path: join(path, name), names: [...names, name.slice(key.length + 1)] }));
}

function partitionOf([venue = '', env = '', symbol = '', date = '', kind = '']: readonly string[]): Partition | null {
  const known = LAKE_KINDS.find((one) => one === kind);
  return known === undefined ? null : { venue, env, symbol, date, kind: known };
}

async function partsIn(lake: string, folder: string): Promise<PartEntry[]> {
  const parts: PartEntry[] = [];
  for (const name of (await readdir(join(lake, folder))).sort()) {
    const parsed = parsePartName(name);
    const path = join(folder, name);
    const stats = parsed === null ? null : await stat(join(lake, path)).catch(() => null);
    if (parsed !== null && stats !== null) parts.push({ ...parsed, path, bytes: stats.size });
  }
  return parts;
}

/** Reads the footers. Throws DataError (V13_PARQUET_UNREADABLE) for a part that is no whole file. */
export async function coverPartition(lake: string, entry: PartitionEntry): Promise<PartitionCoverage> {
  const { readFooter } = await import('../parquet/parquet-footer.js');
  let rows = 0;
  for (const { path } of entry.parts) rows += (await readFooter(join(lake, path))).rows;
  return {
    ...entry,
    rows,
    firstUs: Math.min(...entry.parts.map(({ firstUs }) => firstUs)),
    lastUs: Math.max(...entry.parts.map(({ lastUs }) => lastUs)),
  };
}

/** Rows of breaks in a partition of gaps, by their kind. */
export async function countBreaks(lake: string, { parts }: PartitionEntry): Promise<Map<string, number>> {
  const { openParquet } = await import('../parquet/parquet-reader.js');
  const counts = new Map<string, number>();
  for (const { path } of parts) {
    const table = await openParquet(join(lake, path));
    try {
      for await (const block of table.batches({ columns: ['kind'] })) {
        for (let row = 0; row < block.rows; row++) {
          const kind = block.text(0, row) ?? '';
          counts.set(kind, (counts.get(kind) ?? 0) + 1);
        }
      }
    } finally {
      table.close();
    }
  }
  return counts;
}

export const isKind =
  (kind: LakeKind) =>
  ({ partition }: PartitionEntry): boolean =>
    partition.kind === kind;
