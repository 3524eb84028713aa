// Every file of a data root, and of paths given besides, that says something about a stage.

import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { evidenceIn, inputsOf, lastUsOf } from '../../core/analysis/scorecard/document-figures.js';
import { type Json, isJson } from '../../core/analysis/scorecard/figure.js';
import type { Evidence } from '../../core/analysis/scorecard/scorecard.js';
import { DataError } from '../../platform/errors.js';
import { listFiles } from '../../platform/text-file.js';
import {
  type SealedSegment,
  lakeEvidence,
  recordingEvidence,
  sealedSegments,
  sizesByName,
} from './recording-evidence.js';

/** Larger files are no reports. */
const MOST_BYTES = 256 * 1024 * 1024;
const REPORT_NAME = /\.json$/i;

/** Reports that people keep, and results that analyses have kept by themselves. */
const FOLDERS = ['reports', join('.cache', 'analysis')] as const;

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

async function documentAt(path: string): Promise<{ document: Json; madeUs: number } | null> {
  const stats = await stat(path);
  if (!stats.isFile() || stats.size > MOST_BYTES) return null;
  try {
    const document: unknown = JSON.parse(await readFile(path, 'utf8'));
    return isJson(document) ? { document, madeUs: Math.floor(stats.mtimeMs * 1_000) } : null;
  } catch {
    return null;
  }
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
  const found = await documentAt(path);
  const said = found === null ? null : evidenceIn(found.document);
  if (found === null || said === null) return null;
  return { ...said, path, madeUs: found.madeUs, stale: staleness(found.document, said.env, held) };
}

/** Throws DataError (V13_EVIDENCE_MISSING) for a path that is not there, V13_EVIDENCE_UNKNOWN for one that says nothing. */
async function namedEvidence(path: string, held: Held): Promise<Evidence[]> {
  const stats = await stat(path).catch((cause: unknown) => {
    throw new DataError(`${path}: no such file or folder`, { code: 'V13_EVIDENCE_MISSING', path, cause });
  });
  const paths = stats.isDirectory() ? (listFiles(path, REPORT_NAME) ?? []).map((file) => file.path) : [path];
  const found: Evidence[] = [];
  for (const one of paths) {
    const evidence = await evidenceAt(one, held);
    if (evidence !== null) found.push(evidence);
  }
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
  const kept = FOLDERS.flatMap((folder) => listFiles(join(dataRoot, folder), REPORT_NAME) ?? []).map(
    ({ path }) => path,
  );
  const found: Evidence[] = [...recordingEvidence(segments), ...(await lakeEvidence(dataRoot))];
  for (const path of [join(dataRoot, 'metrics.json'), ...kept]) {
    const evidence = await evidenceAt(path, held).catch(() => null);
    if (evidence !== null) found.push(evidence);
  }
  for (const path of paths) found.push(...(await namedEvidence(path, held)));
  return found;
}
