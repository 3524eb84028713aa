// A name for this very process, so that what it leaves when it is killed is told from what is in use.

import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';

/** Start of a process in ticks since the machine's; null where there is no such process. */
function startOf(pid: number): string | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

/** The machine since it was started, and the space of process numbers in it; null where the system does not tell. */
function placeOf(): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1');
    return createHash('sha256')
      .update(`${boot}${readlinkSync('/proc/self/ns/pid')}`)
      .digest('hex')
      .slice(0, 8);
  } catch {
    return null;
  }
}

/** `4711.8812345.0a1b2c3d`, or null where the system does not tell. */
export function processMark(): string | null {
  const [start, place] = [startOf(process.pid), placeOf()];
  return start === null || place === null ? null : `${process.pid}.${start}.${place}`;
}

/** Whether the process of a mark has ended; false where that cannot be known: of another machine, or container. */
export function hasEnded(mark: string): boolean {
  const [, pid = '', start, place] = /^(\d+)\.(\d+)\.([0-9a-f]{8})$/.exec(mark) ?? [];
  return pid !== '' && place === placeOf() && startOf(Number(pid)) !== start;
}
