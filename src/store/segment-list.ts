// What a data folder holds: its segments with their files and sizes, and the sessions they belong to.

import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type SegmentKey,
  type SegmentPaths,
  isTemporaryName,
  parseSegmentName,
  pathsIn,
  rawFolder,
} from './catalog.js';

export interface SegmentEntry extends SegmentKey {
  readonly venue: string;
  readonly env: string;
  /** `YYYY-MM-DD` of its folder. */
  readonly day: string;
  readonly paths: SegmentPaths;
  /** Bytes of each file; null where there is none. */
  readonly open: number | null;
  readonly sealing: number | null;
  readonly plain: number | null;
  readonly gzip: number | null;
  readonly manifest: number | null;
  readonly torn: readonly { readonly path: string; readonly bytes: number }[];
  /** Bytes of all of them. */
  readonly bytes: number;
}

export interface SessionEntry {
  readonly session: string;
  /** By number. */
  readonly segments: readonly SegmentEntry[];
  readonly bytes: number;
}

export interface Listing {
  /** By session id (so by start), then number. */
  readonly segments: readonly SegmentEntry[];
  /** Files that a killed process left under a temporary name. */
  readonly temporary: readonly string[];
}

/** Lists `<data>/raw/<venue>/<env>/<day>/`; a folder that does not exist holds nothing. */
export async function listSegments(dataFolder: string): Promise<Listing> {
  const segments: SegmentEntry[] = [];
  const temporary: string[] = [];
  const raw = rawFolder(dataFolder);
  for (const venue of await foldersIn(raw)) {
    for (const env of await foldersIn(join(raw, venue))) {
      for (const day of await foldersIn(join(raw, venue, env))) {
        const folder = join(raw, venue, env, day);
        const names = await readdir(folder);
        temporary.push(...names.filter(isTemporaryName).map((name) => join(folder, name)));
        segments.push(...(await entriesOf({ venue, env, day, folder }, names)));
      }
    }
  }
  segments.sort((a, b) => compareText(a.session, b.session) || a.segment - b.segment);
  return { segments, temporary };
}

/** Segments grouped by session, in order of their start. */
export function sessionsOf(segments: readonly SegmentEntry[]): SessionEntry[] {
  const groups = new Map<string, SegmentEntry[]>();
  for (const entry of segments) {
    const group = groups.get(entry.session);
    if (group === undefined) groups.set(entry.session, [entry]);
    else group.push(entry);
  }
  return [...groups].map(([session, members]) => ({
    session,
    segments: members,
    bytes: members.reduce((sum, { bytes }) => sum + bytes, 0),
  }));
}

interface DayFolder {
  readonly venue: string;
  readonly env: string;
  readonly day: string;
  readonly folder: string;
}

async function entriesOf({ venue, env, day, folder }: DayFolder, names: readonly string[]): Promise<SegmentEntry[]> {
  const keys = new Map<string, SegmentKey>();
  for (const name of names) {
    const key = parseSegmentName(name);
    if (key !== null) keys.set(`${key.session} ${key.segment}`, key);
  }
  return Promise.all(
    [...keys.values()].map(async ({ session, segment }) => {
      const paths = pathsIn(folder, { session, segment });
      const [open, sealing, plain, gzip, manifest] = await Promise.all(
        [paths.openPath, paths.sealingPath, paths.path, paths.gzipPath, paths.manifestPath].map(sizeOf),
      );
      const torn = await tornFiles(paths);
      const sizes = [open, sealing, plain, gzip, manifest, ...torn.map(({ bytes }) => bytes)];
      const bytes = sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
      return {
        ...{ venue, env, day, session, segment, paths, torn, bytes },
        ...{ open: open ?? null, sealing: sealing ?? null, plain: plain ?? null },
        ...{ gzip: gzip ?? null, manifest: manifest ?? null },
      };
    }),
  );
}

/** The quarantined tails of a segment, in the order they were made. */
export async function tornFiles(paths: SegmentPaths): Promise<{ path: string; bytes: number }[]> {
  const found: { path: string; bytes: number }[] = [];
  for (;;) {
    const path = nextTornPath(paths, found.length);
    const bytes = await sizeOf(path);
    if (bytes === null) return found;
    found.push({ path, bytes });
  }
}

/** Name for the next quarantined tail of a segment that has `count` already. */
export const nextTornPath = ({ tornPath }: SegmentPaths, count: number): string =>
  count === 0 ? tornPath : `${tornPath}.${count}`;

async function sizeOf(path: string): Promise<number | null> {
  const stats = await stat(path).catch(() => null);
  return stats?.isFile() === true ? stats.size : null;
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
