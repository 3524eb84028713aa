// The recordings that rows of the lake were made from, as they were then.

import type { EnvOrigin } from '../../core/market/instrument.js';
import type { PartEntry } from '../../store/lake/listing.js';
import { type SourceRecord, readSourceRecords } from '../../store/lake/source-record.js';
import { EVENT_KINDS, type LakeChoice, partsFor } from './lake-feed.js';
import type { SourceInput } from './market-source.js';
import type { SpansOf } from './time-spans.js';

const nameOf = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;

/** Records of the sources that the parts hold; a part put together of several names them in its footer. */
async function recordsOf(choice: LakeChoice, held: SpansOf): Promise<SourceRecord[]> {
  const records = new Map<string, SourceRecord>();
  for (const lake of choice.lakes) for (const [id, record] of await readSourceRecords(lake)) records.set(id, record);
  const ids = new Set<string>();
  const symbols = [...new Set(choice.partitions.map(({ partition }) => partition.symbol))];
  const parts = symbols.flatMap((symbol) => EVENT_KINDS.flatMap((kind) => partsFor(choice, { symbol, kind }, held)));
  for (const part of parts) for (const id of await sourcesIn(part)) ids.add(id);
  return [...records.values()].filter(({ id }) => ids.has(id));
}

async function sourcesIn({ path, source }: PartEntry): Promise<readonly string[]> {
  if (!source.startsWith('compact-')) return [source];
  const { readFooter } = await import('../../store/parquet/parquet-footer.js');
  return ((await readFooter(path)).metadata['v13.sources'] ?? '').split(' ');
}

/** By name, each once. `held`: times that are read from recordings. */
export async function lakeOrigins(choice: LakeChoice, held: SpansOf): Promise<SourceInput[]> {
  const files = (await recordsOf(choice, held)).flatMap(({ files: list }) => list);
  const byHash = new Map(
    files.map(({ path, bytes, sha256 }) => [sha256, { path: nameOf(path), bytes, sha256, from: 'lake' } as const]),
  );
  return [...byHash.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Stated where somebody said of one of the recordings where it is from, and not the recording itself. */
export async function lakeEnvOrigin(choice: LakeChoice, held: SpansOf): Promise<EnvOrigin> {
  if (choice.env === 'unstated') return 'unknown';
  const records = await recordsOf(choice, held);
  return records.some(({ session, envStated }) => envStated ?? session === null) ? 'stated' : 'recorded';
}
