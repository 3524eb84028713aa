// How fast a disk makes written bytes durable: small appends, each followed by fsync, to a file that is removed again.

import { randomBytes } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';

export interface SyncSpeed {
  readonly count: number;
  /** Per write and fsync, µs. */
  readonly p50Us: number;
  readonly p95Us: number;
}

export interface SyncTrial {
  readonly count: number;
  /** Bytes of each append. */
  readonly bytes: number;
  /** No further append begins after this. */
  readonly limitMs: number;
  readonly signal: AbortSignal;
}

/** Nearest-rank percentile of ascending values. */
const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;

/** Throws what the system says where the folder cannot be written. At least one append is measured. */
export async function measureSync(folder: string, trial: SyncTrial): Promise<SyncSpeed> {
  const path = join(folder, `.v13-sync-${randomBytes(6).toString('hex')}.tmp`);
  const block = Buffer.alloc(trial.bytes, 0x20);
  const handle = await open(path, 'wx');
  try {
    const times: number[] = [];
    const started = performance.now();
    while (times.length < trial.count && (times.length === 0 || performance.now() - started < trial.limitMs)) {
      trial.signal.throwIfAborted();
      const from = performance.now();
      await handle.appendFile(block);
      await handle.sync();
      times.push((performance.now() - from) * 1_000);
    }
    times.sort((a, b) => a - b);
    return {
      count: times.length,
      p50Us: Math.round(percentile(times, 0.5)),
      p95Us: Math.round(percentile(times, 0.95)),
    };
  } finally {
    await handle.close();
    await rm(path, { force: true });
  }
}
