// Small text files and folder listings.

import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

export type TextFile =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' }
  /** `reason` completes "FILE …": `is a folder`, `cannot be read (EACCES)`. */
  | { readonly kind: 'unreadable'; readonly reason: string; readonly cause: unknown };

/** The whole file as UTF-8. Throws nothing. */
export function readTextFile(path: string): TextFile {
  try {
    return { kind: 'text', text: readFileSync(path, 'utf8') };
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason';
    if (code === 'ENOENT') return { kind: 'missing' };
    return { kind: 'unreadable', reason: code === 'EISDIR' ? 'is a folder' : `cannot be read (${code})`, cause };
  }
}

export interface ListedFile {
  readonly path: string;
  readonly bytes: number;
}

/** Files under a folder, at any depth, whose names match, by path; null where the folder cannot be listed. */
export function listFiles(folder: string, pattern: RegExp): readonly ListedFile[] | null {
  let names: string[];
  try {
    names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch {
    return null;
  }
  const files = names.filter((name) => pattern.test(name)).sort();
  return files.flatMap((name) => {
    const path = join(folder, name);
    const stat = statSync(path, { throwIfNoEntry: false });
    return stat?.isFile() === true ? [{ path, bytes: stat.size }] : [];
  });
}
