// What the segments and the lake of a data root say about the first stage.

import { figure } from '../../core/analysis/scorecard/figure.js';
import type { Evidence } from '../../core/analysis/scorecard/scorecard.js';
import { type SegmentFacts, secondsOf, sessionFigures } from '../../core/analysis/scorecard/session-figures.js';
import { environmentOf } from '../../core/market/instrument.js';
import { DataError } from '../../platform/errors.js';
import { lakeFolder } from '../../store/catalog.js';
import { fileName } from '../../store/json-document.js';
import { listPartitions } from '../../store/lake/listing.js';
import { type Manifest, readManifest } from '../../store/manifest.js';
import { type SegmentEntry, listSegments, sessionsOf } from '../../store/segment-list.js';

/** A segment that was sealed, with what its folder holds of it now. */
export interface SealedSegment {
  readonly entry: SegmentEntry;
  readonly manifest: Manifest;
}

/** Sealed segments whose manifests can be read; what is being written is no evidence yet. */
export async function sealedSegments(dataRoot: string): Promise<SealedSegment[]> {
  const { segments } = await listSegments(dataRoot);
  const found: SealedSegment[] = [];
  for (const entry of segments) {
    if (entry.manifest === null) continue;
    try {
      found.push({ entry, manifest: await readManifest(entry.paths.manifestPath) });
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
    }
  }
  return found;
}

/** By size: the hash of every byte is for `v13 verify`. */
const isWhole = ({ entry, manifest }: SealedSegment): boolean =>
  entry.plain === null ? entry.gzip !== null && entry.gzip === manifest.packed?.bytes : entry.plain === manifest.bytes;

const factsOf = (segment: SealedSegment): SegmentFacts => ({ ...segment.manifest, isWhole: isWhole(segment) });

/** All segments of a session with one path; `*` where they are several. */
const pathOf = (segments: readonly SealedSegment[]): string => {
  const path = segments[0]?.entry.paths.manifestPath ?? '';
  return segments.length < 2 ? path : path.replace(/-\d{4,}\.manifest\.json$/, '-*.manifest.json');
};

export function recordingEvidence(segments: readonly SealedSegment[]): Evidence[] {
  const byPath = new Map(segments.map((one) => [one.entry.paths.manifestPath, one]));
  return sessionsOf(segments.map(({ entry }) => entry)).map(({ segments: entries }): Evidence => {
    const own = entries.flatMap(({ paths }) => byPath.get(paths.manifestPath) ?? []);
    const facts = own.map(factsOf);
    const changed = own.filter((one) => !isWhole(one)).map(({ manifest }) => manifest.file);
    return {
      kind: 'recording',
      path: pathOf(own),
      env: environmentOf(own[0]?.manifest.env ?? '') ?? 'unstated',
      madeUs: Math.max(...facts.map(({ lastRecvUs }) => lastRecvUs)),
      seconds: secondsOf(facts),
      preferred: false,
      stale: changed.length === 0 ? null : `changed since it was sealed: ${changed.slice(0, 3).join(', ')}`,
      figures: sessionFigures(facts),
    };
  });
}

/** One piece of evidence an environment. */
export async function lakeEvidence(dataRoot: string): Promise<Evidence[]> {
  const lake = lakeFolder(dataRoot);
  const entries = await listPartitions(lake);
  const envs = [...new Set(entries.map(({ partition }) => partition.env))];
  return envs.map((env) => {
    const own = entries.filter(({ partition }) => partition.env === env);
    const last = Math.max(...own.flatMap(({ parts }) => parts.map(({ lastUs }) => lastUs)));
    const files = own.reduce((sum, { parts }) => sum + parts.length, 0);
    return {
      kind: 'lake',
      path: lake,
      env: environmentOf(env) ?? 'unstated',
      madeUs: last,
      seconds: 0,
      preferred: false,
      stale: null,
      figures: { parquet: figure(files) },
    };
  });
}

/** Names of the files below the folder of recordings, with their sizes. */
export function sizesByName(segments: readonly SealedSegment[]): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const { entry } of segments) {
    if (entry.plain !== null) sizes.set(fileName(entry.paths.path), entry.plain);
    if (entry.gzip !== null) sizes.set(fileName(entry.paths.gzipPath), entry.gzip);
  }
  return sizes;
}
