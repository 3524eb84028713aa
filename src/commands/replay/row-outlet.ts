// Where the rows of a replay go: a file that appears when whole, standard output, a comparison; or nowhere.

import { type RowComparison, compareRows } from '../../assembly/expect-rows.js';
import { rowText } from '../../assembly/row-text.js';
import type { Context } from '../../cli/context.js';
import type { SignalRow } from '../../core/pipeline/row.js';
import { type AtomicFile, createAtomicFile } from '../../platform/atomic-file.js';

export interface RowOutlet {
  readonly take: ((rows: readonly SignalRow[]) => Promise<void>) | null;
  /** The run is whole: the file appears. */
  commit(): Promise<void>;
  /** Leaves nothing behind; harmless after commit. */
  discard(): Promise<void>;
}

export async function openOutlet(
  ctx: Context,
  path: string | null,
  comparison: RowComparison | null,
): Promise<RowOutlet> {
  const file: AtomicFile | null = path === null || path === '-' ? null : await createAtomicFile(path);
  const write = async (text: string): Promise<void> => (file === null ? ctx.stdout.write(text) : file.write(text));
  const take = async (rows: readonly SignalRow[]): Promise<void> => {
    if (path !== null) await write(rows.map(rowText).join(''));
    if (comparison !== null) await compareRows(comparison, rows);
  };
  return {
    take: path === null && comparison === null ? null : take,
    commit: async () => file?.commit(),
    discard: async () => file?.discard(),
  };
}
