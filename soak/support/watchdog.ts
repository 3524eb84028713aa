// Notices a loop that never ends: a thread of its own watches the number of the case at work, and ends a process in which
// one case takes too long, telling which.

import { Worker } from 'node:worker_threads';

const WATCH = `
const { workerData } = require('node:worker_threads');
const { writeSync } = require('node:fs');
const cell = new Int32Array(workerData.memory);
let seen = -1;
let since = Date.now();
setInterval(() => {
  const now = Atomics.load(cell, 0);
  if (now !== seen) { seen = now; since = Date.now(); return; }
  if (Date.now() - since < workerData.limitMs) return;
  writeSync(2, 'HANG: case ' + now + ' has not ended after ' + workerData.limitMs + ' ms (seed ' + workerData.seed + ')\\n');
  process.kill(process.pid, 'SIGKILL');
}, 250);
`;

export interface Watchdog {
  /** Tells that this case begins. */
  begin(index: number): void;
  close(): Promise<void>;
}

export function startWatchdog(seed: number, limitMs: number): Watchdog {
  const memory = new SharedArrayBuffer(4);
  const cell = new Int32Array(memory);
  const worker = new Worker(WATCH, { eval: true, workerData: { memory, limitMs, seed } });
  worker.unref();
  return {
    begin: (index) => void Atomics.store(cell, 0, index),
    async close() {
      await worker.terminate();
    },
  };
}
