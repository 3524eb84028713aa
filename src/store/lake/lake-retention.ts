// Deletes the oldest days of the lake when they are too old, or too many bytes. The recordings are not touched.

import { createHash } from 'node:crypto';
import { applyChange } from './lake-change.js';
import type { PartitionEntry } from './listing.js';

export interface LakeRetention {
  /** Days that ended longer ago go; null: no limit. */
  readonly maxAgeUs: number | null;
  /** The oldest days go until the rest is within it; null: no limit. The newest day stays. */
  readonly maxBytes: number | null;
  readonly nowUs: number;
}

const DAY_US = 86_400_000_000;
const endOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) * 1000 + DAY_US;

/** Partitions that are to go, the oldest first. */
export function choosePruned(entries: readonly PartitionEntry[], policy: LakeRetention): PartitionEntry[] {
  const days = [...new Set(entries.map(({ partition }) => partition.date))].sort();
  const newest = days.at(-1);
  let kept = entries.reduce((sum, { bytes }) => sum + bytes, 0);
  const gone: PartitionEntry[] = [];
  for (const day of days) {
    const isOld = policy.maxAgeUs !== null && policy.nowUs - endOf(day) > policy.maxAgeUs;
    const isOver = policy.maxBytes !== null && kept > policy.maxBytes && day !== newest;
    if (!isOld && !isOver) continue;
    const own = entries.filter(({ partition }) => partition.date === day);
    kept -= own.reduce((sum, { bytes }) => sum + bytes, 0);
    gone.push(...own);
  }
  return gone;
}

/** Removes their files together. Needs the lock. */
export async function prunePartitions(lake: string, gone: readonly PartitionEntry[]): Promise<void> {
  const remove = gone.flatMap(({ parts }) => parts.map(({ path }) => path));
  if (remove.length === 0) return;
  const id = `prune-${createHash('sha256').update(remove.join('\n')).digest('hex').slice(0, 12)}`;
  await applyChange(lake, id, { add: [], remove });
}
