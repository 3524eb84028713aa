// A child process that does not end: what its threads wait for, so that a hang of our own is told from one of Node's.

import { readFileSync, readdirSync } from 'node:fs';

/** One thread as the kernel shows it: name, where it waits, CPU ticks so far. */
export interface WaitingThread {
  readonly name: string;
  readonly waitsIn: string;
  readonly ticks: number;
}

/** The threads of a process, the main one first; none where the system does not tell (not Linux, or it has ended). */
export function threadsOf(pid: number): readonly WaitingThread[] {
  try {
    const folder = `/proc/${pid}/task`;
    const ids = readdirSync(folder).sort((a, b) => Number(a) - Number(b));
    return ids.map((id) => {
      const read = (name: string) => readFileSync(`${folder}/${id}/${name}`, 'utf8').trim();
      // Fields 14 and 15 of stat; the name before them may hold spaces, and ends with a bracket.
      const fields = read('stat').split(') ').at(-1)?.split(' ') ?? [];
      return { name: read('comm'), waitsIn: read('wchan'), ticks: Number(fields[11]) + Number(fields[12]) };
    });
  } catch {
    return [];
  }
}

/**
 * Whether two looks at the threads show Node's own deadlock at exit (nodejs/node#54918): the main thread waits for a
 * worker of the engine by a futex, and nothing computes. Code of ours that waits does so in the event loop (epoll).
 */
export function isNodeDeadlock(before: readonly WaitingThread[], after: readonly WaitingThread[]): boolean {
  const [main] = after;
  if (main === undefined || before.length !== after.length) return false;
  return after.every(({ ticks }, k) => ticks === before[k]?.ticks) && main.waitsIn.startsWith('futex');
}

export const threadLines = (threads: readonly WaitingThread[]): string =>
  threads.map(({ name, waitsIn, ticks }) => `  ${name}: in ${waitsIn}, ${ticks} ticks`).join('\n');
