// Feature rows as a table of the lake: a part for each symbol and day, put in the place of what was computed before.

import type { SignalRow } from '../../core/pipeline/row.js';
import { StoreError } from '../../platform/errors.js';
import { type Partition, lakeFolder } from '../../store/catalog.js';
import { applyChange, recoverLake, stagingFolder } from '../../store/lake/lake-change.js';
import { takeLakeLock } from '../../store/lake/lake-lock.js';
import { listPartitions } from '../../store/lake/listing.js';
import { type FinishedPart, createPartSet } from '../../store/lake/part-set.js';
import { type FeatureTableColumn, fillBlock } from './feature-table.js';
import type { TableFile } from './table-file.js';

export interface LakeTarget {
  readonly dataFolder: string;
  readonly venue: string;
  readonly env: string;
  /** In the names of the parts: what the rows were computed with. */
  readonly source: string;
  readonly columns: readonly FeatureTableColumn[];
  readonly metadata: Readonly<Record<string, string>>;
  /** As typed, for those who meet the lock. */
  readonly command: string;
  readonly nowUs: number;
  /** Rows computed before go even where they reach beyond the new ones. */
  readonly force: boolean;
}

/** Takes the lake's lock until commit or discard. Throws StoreError (V13_LAKE_LOCKED and what writing throws). */
export async function openLakeTable(target: LakeTarget): Promise<TableFile> {
  const lake = lakeFolder(target.dataFolder);
  const lock = await takeLakeLock({ lake, command: target.command, nowUs: target.nowUs });
  try {
    await recoverLake(lake);
    const staging = await stagingFolder(lake, target.source);
    return lakeTable(target, { lake, staging, release: () => lock.release() });
  } catch (error) {
    await lock.release();
    throw error;
  }
}

interface Opened {
  readonly lake: string;
  readonly staging: string;
  readonly release: () => Promise<void>;
}

function lakeTable(target: LakeTarget, { lake, staging, release }: Opened): TableFile {
  const { columns, metadata, venue, env, source } = target;
  const parts = createPartSet({ lake, staging, source }, (kind, symbol, date) => ({
    partition: { venue, env, symbol, date, kind },
    columns,
    metadata,
  }));
  let isOpen = true;
  const close = async (): Promise<void> => {
    isOpen = false;
    await release();
  };
  return {
    async take(batch: readonly SignalRow[]) {
      for (const row of batch) {
        const part = await parts.partFor('signals', row.symbol, row.timeUs);
        fillBlock(part.block, row);
        part.cover(row.timeUs, row.timeUs);
        if (part.block.rows === part.block.capacity) await part.flush();
      }
    },
    async commit() {
      const finished = await parts.finish();
      const replaced = await replacedBy(lake, finished);
      const beyond = replaced.find(({ isCovered }) => !isCovered);
      if (beyond !== undefined && !target.force) throw beyondError(beyond.path);
      await applyChange(lake, `compute-${source}`, { add: finished, remove: replaced.map(({ path }) => path) });
      await close();
      const sum = (of: (part: FinishedPart) => number): number => finished.reduce((all, part) => all + of(part), 0);
      return { rows: sum(({ rows }) => rows), bytes: sum(({ bytes }) => bytes) };
    },
    async discard() {
      if (!isOpen) return;
      await parts.abort();
      await close();
    },
  };
}

const isSame = (a: Partition, b: Partition): boolean =>
  a.venue === b.venue && a.env === b.env && a.symbol === b.symbol && a.date === b.date && a.kind === b.kind;

interface Replaced {
  /** Relative to the lake. */
  readonly path: string;
  /** The new rows reach from its first to its last one. */
  readonly isCovered: boolean;
}

/** Parts of the same symbol and day whose times meet the new ones: rows of two computations would count twice. */
async function replacedBy(lake: string, finished: readonly FinishedPart[]): Promise<Replaced[]> {
  const held = await listPartitions(lake);
  return finished.flatMap(({ partition, to, firstUs, lastUs }) =>
    held
      .filter((entry) => isSame(entry.partition, partition))
      .flatMap(({ parts }) => parts)
      .filter((part) => part.path !== to && part.firstUs <= lastUs && part.lastUs >= firstUs)
      .map((part) => ({ path: part.path, isCovered: part.firstUs >= firstUs && part.lastUs <= lastUs })),
  );
}

const beyondError = (path: string): StoreError =>
  new StoreError(`${path} holds rows before or after those of this run, which would be lost`, {
    code: 'V13_LAKE_OVERLAP',
    hint: 'compute the whole range, or drop them with --force',
    details: { path },
  });
