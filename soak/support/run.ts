// The loop of every soak: case after case, progress saved, a stuck case ended, the first failures printed and counted.

import type { SoakOptions } from './arguments.js';
import { type Counts, type Progress, dropProgress, loadProgress, saveProgress, startProgress } from './progress.js';
import { startWatchdog } from './watchdog.js';

/** What one case showed that must not be, in lines to be printed; null where all is well. */
export type CaseFailure = string | null;

export interface Soak {
  readonly name: string;
  /** Hash of what is mutated. */
  readonly corpus: string;
  /** Cases of a whole run. */
  readonly cases: number;
  /** A case that takes longer than this hangs. */
  readonly limitMs: number;
  readonly tryCase: (index: number, counts: Counts) => Promise<CaseFailure> | CaseFailure;
}

export interface SoakResult {
  readonly progress: Progress;
  readonly failures: readonly string[];
  /** Cases done by an earlier part of the run. */
  readonly resumedAt: number;
}

const SAVE_EVERY_MS = 3_000;
const KEEP_FAILURES = 10;

/** Runs all cases, or the one asked for. Stops early after ten failures, or where `stop` says so (the state then stays). */
export async function runSoak(
  soak: Soak,
  options: SoakOptions,
  stop: () => boolean = () => false,
): Promise<SoakResult> {
  const identity = { soak: soak.name, seed: options.seed, count: soak.cases, corpus: soak.corpus };
  const saved = options.resume ? loadProgress(options.stateFile, identity) : null;
  const progress = saved ?? startProgress(identity);
  const resumedAt = progress.next;
  const failures: string[] = [];
  const watchdog = startWatchdog(options.seed, soak.limitMs);
  const before = progress.elapsedMs;
  const begin = performance.now();
  const from = options.only ?? progress.next;
  const to = options.only === null ? soak.cases : options.only + 1;
  let savedAt = begin;
  try {
    for (let index = from; index < to && failures.length < KEEP_FAILURES; index++) {
      watchdog.begin(index);
      const failure = await soak.tryCase(index, progress.counts);
      if (failure !== null) failures.push(`seed ${options.seed}, case ${index}: ${failure}`);
      progress.next = index + 1;
      progress.elapsedMs = before + performance.now() - begin;
      if (stop()) break;
      if (options.only !== null || performance.now() - savedAt < SAVE_EVERY_MS) continue;
      savedAt = performance.now();
      saveProgress(options.stateFile, progress);
    }
  } finally {
    await watchdog.close();
  }
  if (options.only !== null) return { progress, failures, resumedAt: 0 };
  if (progress.next === soak.cases && failures.length === 0) dropProgress(options.stateFile);
  else saveProgress(options.stateFile, progress);
  return { progress, failures, resumedAt };
}
