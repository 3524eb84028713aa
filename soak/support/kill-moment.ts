// Waits for the moment at which a capture is to be killed.

import { existsSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { rawFiles, sessionOf } from './kill-disk.js';
import { type KillPlan, ROTATE_MS } from './kill-plan.js';
import type { Capture } from './kill-process.js';

const POLL_MS = 5;
const FAST_POLL_MS = 1;
/** A capture that has not begun after this long hangs. */
const LIMIT_MS = 30_000;

async function until(capture: Capture, everyMs: number, is: () => boolean): Promise<void> {
  const from = performance.now();
  while (!capture.isOver() && !is()) {
    if (performance.now() - from > LIMIT_MS) throw new Error('the capture has not begun to write after 30 s');
    await sleep(everyMs);
  }
}

/** An open segment of a session that was not there before holds its first bytes. */
function hasBegun(dataFolder: string, known: ReadonlySet<string>): boolean {
  const fresh = rawFiles(dataFolder).filter((path) => path.endsWith('.open') && !known.has(sessionOf(path)));
  return fresh.some((path) => statSync(path, { throwIfNoEntry: false })?.size !== 0);
}

export interface Surroundings {
  readonly dataFolder: string;
  /** Sessions that were there before this capture. */
  readonly known: ReadonlySet<string>;
}

/** Resolves when it is time, or when the capture has ended by itself. */
export async function awaitMoment(capture: Capture, plan: KillPlan, around: Surroundings): Promise<void> {
  const { dataFolder, known } = around;
  const begun = (): boolean => hasBegun(dataFolder, known);
  if (plan.moment === 'boot') return sleep(plan.ms);
  const left = rawFiles(dataFolder).filter((path) => /\.(open|sealing)$/.test(path));
  if (plan.moment === 'recovery' && left.length > 0) {
    const before = rawFiles(dataFolder).length;
    const touched = (): boolean => left.some((path) => !existsSync(path)) || rawFiles(dataFolder).length !== before;
    await until(capture, FAST_POLL_MS, touched);
    return sleep(plan.ms);
  }
  await until(capture, POLL_MS, begun);
  if (plan.moment === 'sealing') {
    const isOwn = (path: string): boolean => path.endsWith('.ndjson') && !known.has(sessionOf(path));
    await until(capture, FAST_POLL_MS, () => rawFiles(dataFolder).some(isOwn));
    if (plan.ms === 0) return;
  }
  if (plan.moment !== 'rotation') return sleep(plan.ms);
  const now = Date.now();
  const next = Math.ceil((now + 100) / ROTATE_MS) * ROTATE_MS;
  return sleep(next - now + plan.ms);
}
