// Opens the warehouse over what a query is asked about; recordings become a lake of their own first, for this run only.

import { joinPath } from '../../platform/paths.js';
import { lakeFolder } from '../../store/catalog.js';
import type { Warehouse } from '../../warehouse/warehouse.js';
import type { QuerySources } from './sources.js';
import { queryTables } from './tables.js';

export interface QueryLimits {
  readonly memoryBytes: number;
  /** Null takes all processors. */
  readonly threads: number | null;
}

export interface QueryHooks {
  readonly signal: AbortSignal;
  /** Turns recordings into the lake of the scratch folder. */
  readonly convert: (paths: readonly string[]) => Promise<void>;
}

export interface QueryPlace {
  readonly sources: QuerySources;
  /** Folder for spilling, and for a lake made of recordings. */
  readonly scratch: string;
  /** Paths that the answer may be written to as Parquet. */
  readonly outputs: readonly string[];
}

async function madeLake({ sources, scratch }: QueryPlace, { convert }: QueryHooks): Promise<string | null> {
  if (sources.recordings.length === 0) return sources.lakeDir;
  await convert(sources.recordings);
  return lakeFolder(scratch);
}

/** Close it. Throws what openWarehouse and the conversion throw. */
export async function openQuery(place: QueryPlace, limits: QueryLimits, hooks: QueryHooks): Promise<Warehouse> {
  const { openWarehouse } = await import('../../warehouse/warehouse.js');
  const lakeDir = await madeLake(place, hooks);
  return openWarehouse({
    lakeDir,
    files: place.sources.files,
    tables: queryTables(),
    memoryLimit: limits.memoryBytes,
    spillDir: joinPath(place.scratch, 'spill'),
    threads: limits.threads,
    outputs: place.outputs,
    signal: hooks.signal,
  });
}
