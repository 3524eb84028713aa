// Every file of a data root, and of paths given besides, that says something about a stage.

import { evidenceIn, inputsOf, lastUsOf } from '../../core/analysis/scorecard/document-figures.js';
import { type Json, isJson } from '../../core/analysis/scorecard/figure.js';
import type { Evidence } from '../../core/analysis/scorecard/scorecard.js';
import { DataError } from '../../platform/errors.js';
import { joinPath } from '../../platform/paths.js';
import { jsonPaths, readJsonFile } from '../../store/json-document.js';
import {
  type SealedSegment,
  lakeEvidence,
  recordingEvidence,
  sealedSegments,
  sizesByName,
} from './recording-evidence.js';

/** Reports that people keep, and results that analyses have kept by themselves. */
const FOLDERS = ['reports', '.cache/analysis'] as const;

interface Held {
  readonly sizes: ReadonlyMap<string, number>;
  /** Last receive time of each environment, µs. */
  readonly lastUs: ReadonlyMap<string, number>;
}

function heldBy(segments: readonly SealedSegment[]): Held {
  const lastUs = new Map<string, number>();
  for (const { manifest } of segments) {
    lastUs.set(manifest.env, Math.max(lastUs.get(manifest.env) ?? 0, manifest.lastRecvUs));
  }
  return { sizes: sizesByName(segments), lastUs };
}

/** Its files are there and have another size, or are followed by data that it has not seen. */
function staleness(document: Json, env: string, { sizes, lastUs }: Held): string | null {
  const changed = inputsOf(document).filter(({ name, bytes }) => {
    const now = sizes.get(name);
    return now !== undefined && bytes !== null && now !== bytes;
  });
  if (changed.length > 0)
    return `its data changed: ${changed
      .map(({ name }) => name)
      .slice(0, 3)
      .join(', ')}`;
  const [seen, held] = [lastUsOf(document), lastUs.get(env)];
  const ownNames = inputsOf(document).some(({ name }) => sizes.has(name));
  return ownNames && seen !== null && held !== undefined && held > seen ? 'newer data were recorded since' : null;
}

async function evidenceAt(path: string, held: Held): Promise<Evidence | null> {
  const found = await readJsonFile(path);
  const document = found?.document;
  const said = isJson(document) ? evidenceIn(document) : null;
  if (found === null || said === null || !isJson(document)) return null;
  return { ...said, path, madeUs: found.writtenUs, stale: staleness(document, said.env, held) };
}

async function evidenceOf(paths: readonly string[], held: Held): Promise<Evidence[]> {
  const found: Evidence[] = [];
  for (const path of paths) {
    const evidence = await evidenceAt(path, held);
    if (evidence !== null) found.push(evidence);
  }
  return found;
}

/** Throws DataError (V13_EVIDENCE_MISSING) for a path that is not there, V13_EVIDENCE_UNKNOWN for one that says nothing. */
async function namedEvidence(path: string, held: Held): Promise<Evidence[]> {
  const paths = await jsonPaths(path);
  if (paths === null) {
    throw new DataError(`${path}: no such file or folder`, { code: 'V13_EVIDENCE_MISSING', path });
  }
  const found = await evidenceOf(paths, held);
  if (found.length === 0) {
    throw new DataError(`${path}: says nothing about a stage`, {
      code: 'V13_EVIDENCE_UNKNOWN',
      path,
      hint: 'evidence is report.json of v13 analyze, or what capture, replay, trade and train print with --json',
    });
  }
  return found;
}

/** Of the data root, and of `paths`: reports that lie elsewhere. */
export async function findEvidence(dataRoot: string, paths: readonly string[]): Promise<Evidence[]> {
  const segments = await sealedSegments(dataRoot);
  const held = heldBy(segments);
  const kept = await Promise.all(FOLDERS.map((folder) => jsonPaths(joinPath(dataRoot, folder))));
  const own = [joinPath(dataRoot, 'metrics.json'), ...kept.flatMap((found) => found ?? [])];
  const found = [...recordingEvidence(segments), ...(await lakeEvidence(dataRoot)), ...(await evidenceOf(own, held))];
  for (const path of paths) found.push(...(await namedEvidence(path, held)));
  return found;
}
