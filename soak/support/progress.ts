// A soak's progress in a file, so that an interrupted run goes on: which case comes next, and what was counted so far.

import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/** What must be the same for a run to be continued. */
export interface RunIdentity {
  readonly soak: string;
  readonly seed: number;
  readonly count: number;
  /** Hash of what is mutated. */
  readonly corpus: string;
}

/** Counts by name; plain numbers, so that they can be written and added. */
export type Counts = Record<string, number>;

export interface Progress {
  readonly identity: RunIdentity;
  next: number;
  /** Time spent so far, over all parts of the run, ms. */
  elapsedMs: number;
  readonly counts: Counts;
}

export const startProgress = (identity: RunIdentity): Progress => ({ identity, next: 0, elapsedMs: 0, counts: {} });

export function addCount(counts: Counts, name: string, more = 1): void {
  counts[name] = (counts[name] ?? 0) + more;
}

/** Appears whole: an interruption leaves the state before or the state after. */
export function saveProgress(path: string, progress: Progress): void {
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, JSON.stringify(progress));
  renameSync(temporary, path);
}

/** The saved state of this very run; null where there is none, or one of another run. */
export function loadProgress(path: string, identity: RunIdentity): Progress | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return null;
  }
  const saved = JSON.parse(text) as Progress;
  const isSame = JSON.stringify(saved.identity) === JSON.stringify(identity);
  return isSame ? saved : null;
}

export const dropProgress = (path: string): void => rmSync(path, { force: true });
