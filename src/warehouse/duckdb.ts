// Loads DuckDB when it is needed, and says what to do where its binary for this platform is not installed.

import type * as Api from '@duckdb/node-api';
import { StoreError } from '../platform/errors.js';

export type DuckDB = typeof Api;

const load = (): Promise<DuckDB> => import('@duckdb/node-api');

/** Throws StoreError V13_WAREHOUSE_MISSING. `from` is another loader, for tests of that. */
export async function loadDuckDB(from: () => Promise<DuckDB> = load): Promise<DuckDB> {
  try {
    return await from();
  } catch (cause) {
    const platform = `${process.platform}-${process.arch}`;
    throw new StoreError(`DuckDB, which answers SQL, is not installed for ${platform}`, {
      code: 'V13_WAREHOUSE_MISSING',
      hint: `run npm install in the folder of v13: it brings the package @duckdb/node-bindings-${platform}`,
      details: { platform },
      cause,
    });
  }
}
