// DuckDB's work under an AbortSignal.

import type { DuckDBConnection } from '@duckdb/node-api';

/** Between two interruptions: one that comes while no statement runs yet is lost. */
const AGAIN_MS = 20;

/** Runs the work; once the signal aborts, interrupts it until it ends, and throws the signal's reason. */
export async function interruptible<Result>(
  connection: DuckDBConnection,
  signal: AbortSignal | undefined,
  work: () => Promise<Result>,
): Promise<Result> {
  signal?.throwIfAborted();
  const timers: NodeJS.Timeout[] = [];
  const interrupt = (): void => {
    connection.interrupt();
    timers.push(setInterval(() => connection.interrupt(), AGAIN_MS));
  };
  signal?.addEventListener('abort', interrupt, { once: true });
  try {
    const result = await work();
    signal?.throwIfAborted();
    return result;
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', interrupt);
    timers.forEach(clearInterval);
  }
}
