// Who may write to the terminal: a worker while the gate is open; the main thread closes it before it restores anything.

import { writeSync } from 'node:fs';

/** Words of the shared memory. */
const CLOSED = 0;
const WRITING = 1;
const SHOWN = 2;
const CHILD = 3;
const WORDS = 4;

/** Plain shared memory: it goes to the worker as it is. */
export type TerminalGate = Int32Array<SharedArrayBuffer>;

export const createTerminalGate = (): TerminalGate => new Int32Array(new SharedArrayBuffer(4 * WORDS));

/** How long a terminal that takes nothing is waited for before it is asked again. */
const FULL_MS = 5;

/** Writes all of it, waiting for a slow terminal; the rest is dropped when the gate closes. For workers: it blocks. */
export function writeThroughGate(gate: TerminalGate, fd: number, text: string): void {
  const bytes = Buffer.from(text);
  Atomics.store(gate, WRITING, 1);
  try {
    for (let at = 0; at < bytes.length && Atomics.load(gate, CLOSED) === 0;) {
      try {
        at += writeSync(fd, bytes, at);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
        Atomics.wait(gate, CLOSED, 0, FULL_MS);
      }
    }
  } finally {
    Atomics.store(gate, WRITING, 0);
    Atomics.notify(gate, WRITING);
  }
}

/** A terminal that has not taken the current piece by then is written to all the same. */
const PATIENCE_MS = 200;

/** From here on the worker writes nothing more. */
export function closeGate(gate: TerminalGate): void {
  Atomics.store(gate, CLOSED, 1);
  Atomics.notify(gate, CLOSED);
  Atomics.wait(gate, WRITING, 1, PATIENCE_MS);
}

export const openGate = (gate: TerminalGate): void => void Atomics.store(gate, CLOSED, 0);

/** Whether the screen stands on the terminal. */
export const isShown = (gate: TerminalGate): boolean => Atomics.load(gate, SHOWN) === 1;
export const noteShown = (gate: TerminalGate, isThere: boolean): void =>
  void Atomics.store(gate, SHOWN, isThere ? 1 : 0);

/** A process that the worker has started: whoever outlives the worker ends it. 0 for none. */
export const noteChild = (gate: TerminalGate, pid: number): void => void Atomics.store(gate, CHILD, pid);

export function killChild(gate: TerminalGate): void {
  const pid = Atomics.exchange(gate, CHILD, 0);
  if (pid === 0) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
