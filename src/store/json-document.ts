// JSON documents in files: reports that commands have written, found in folders or named.

import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { listFiles } from '../platform/text-file.js';

export interface JsonFile {
  readonly document: unknown;
  /** When the file was last written, µs. */
  readonly writtenUs: number;
}

/** Larger files are no reports. */
const MOST_BYTES = 256 * 1024 * 1024;
const NAME = /\.json$/i;

/** Null for what is no file, too large, or no JSON. */
export async function readJsonFile(path: string): Promise<JsonFile | null> {
  try {
    const stats = await stat(path);
    if (!stats.isFile() || stats.size > MOST_BYTES) return null;
    return {
      document: JSON.parse(await readFile(path, 'utf8')) as unknown,
      writtenUs: Math.floor(stats.mtimeMs * 1e3),
    };
  } catch {
    return null;
  }
}

/** Names that end in `.json` below a folder, at any depth; the path itself where it is a file; null where there is nothing. */
export async function jsonPaths(path: string): Promise<string[] | null> {
  const stats = await stat(path).catch(() => null);
  if (stats === null) return null;
  if (!stats.isDirectory()) return [path];
  return (listFiles(path, NAME) ?? []).map((file) => file.path);
}

/** Without its folders. */
export const fileName = (path: string): string => basename(path);
