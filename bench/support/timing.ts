// What a piece of work costs, begun with a clean heap.

const collect = (globalThis as { gc?: () => void }).gc;

/** Milliseconds. */
export function timeOf(work: () => void): number {
  collect?.();
  const start = performance.now();
  work();
  return performance.now() - start;
}

/**
 * Milliseconds of processor time, of all threads of the process: what it would take on one core. Other work on the
 * machine hardly enters it.
 */
export function costOf(work: () => void): number {
  collect?.();
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
