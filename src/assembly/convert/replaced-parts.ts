// The parts of the lake that a source gave earlier, where its tables are made anew.

import { whatStandsAt } from '../../platform/file-identity.js';
import { joinPath } from '../../platform/paths.js';
import { listPartitions } from '../../store/lake/listing.js';
import type { SourceRecord } from '../../store/lake/source-record.js';
import type { ConvertedKind } from '../../store/lake/tables.js';

/** Those that are to go when the new ones come, relative to the lake. */
export const replacedParts = (record: SourceRecord | null, kinds: ReadonlySet<ConvertedKind>): string[] =>
  [...kinds].flatMap((kind) => record?.kinds[kind]?.parts ?? []);

/**
 * Kinds whose rows a compaction has put into one file with those of other sources: they cannot be taken out of it again.
 * Parts that were pruned are no hindrance.
 */
export async function mergedKinds(
  lake: string,
  record: SourceRecord,
  kinds: ReadonlySet<ConvertedKind>,
): Promise<Set<ConvertedKind>> {
  const gone = (kind: ConvertedKind): boolean =>
    replacedParts(record, new Set([kind])).some((path) => whatStandsAt(joinPath(lake, path)) === 'nothing');
  const suspects = new Set([...kinds].filter(gone));
  const merged = new Set<ConvertedKind>();
  if (suspects.size === 0) return merged;
  const { readFooter } = await import('../../store/parquet/parquet-footer.js');
  for (const { partition, parts } of await listPartitions(lake)) {
    const kind = [...suspects].find((one) => one === partition.kind);
    for (const { path } of kind === undefined ? [] : parts.filter(({ source }) => source.startsWith('compact-'))) {
      const sources = (await readFooter(joinPath(lake, path))).metadata['v13.sources'] ?? '';
      if (kind !== undefined && sources.split(' ').includes(record.id)) merged.add(kind);
    }
  }
  return merged;
}
