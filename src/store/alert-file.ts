// Alerts on disk: `<data>/alerts/alerts-YYYY-MM-DD.ndjson`, one a line, appended; a day of UTC a file.

import { appendFile, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';

export interface AlertFile {
  /** Takes the line and returns at once. `timeUs` chooses the day. */
  append(line: string, timeUs: number): void;
  /** Lines that could not be written: no room, or too many waiting. */
  readonly lost: () => number;
  /** When all lines so far are written, or cannot be. */
  flush(): Promise<void>;
}

export interface AlertFileOptions {
  readonly folder: string;
  /** Once, with the first fault. */
  readonly onFault: (error: Error) => void;
}

/** Beyond it new lines are lost: a disk that hangs must not fill the memory. */
const MOST_WAITING = 10_000;

/** Name of the file for alerts of this time. */
export const alertFileName = (timeUs: number): string =>
  `alerts-${new Date(Math.floor(timeUs / 1_000)).toISOString().slice(0, 10)}.ndjson`;

export function openAlertFile({ folder, onFault }: AlertFileOptions): AlertFile {
  let waiting: { readonly path: string; readonly line: string }[] = [];
  let writing: Promise<void> | null = null;
  let lost = 0;
  let isTold = false;
  /** Files that are known to end with a whole line. */
  const whole = new Set<string>();
  const fail = (error: unknown, lines: number): void => {
    lost += lines;
    if (!isTold) onFault(error instanceof Error ? error : new Error(String(error)));
    isTold = true;
  };
  const write = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      for (const path of new Set(batch.map((one) => one.path))) {
        const lines = batch.filter((one) => one.path === path).map(({ line }) => line);
        try {
          await mkdir(folder, { recursive: true });
          const torn = whole.has(path) ? false : await isTorn(path);
          await appendFile(path, `${torn ? '\n' : ''}${lines.join('')}`);
          whole.add(path);
        } catch (error) {
          whole.delete(path);
          fail(error, lines.length);
        }
      }
    }
    writing = null;
  };
  return {
    append(line, timeUs) {
      if (waiting.length >= MOST_WAITING) {
        fail(new Error('alerts come faster than the disk takes them'), 1);
        return;
      }
      waiting.push({ path: join(folder, alertFileName(timeUs)), line });
      writing ??= write();
    },
    lost: () => lost,
    async flush() {
      await writing;
    },
  };
}

/** Whether the last line of a file has no end: whoever wrote it was killed. */
async function isTorn(path: string): Promise<boolean> {
  const file = await open(path, 'r').catch(() => null);
  if (file === null) return false;
  try {
    const { size } = await file.stat();
    if (size === 0) return false;
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
    return buffer[0] !== 0x0a;
  } finally {
    await file.close();
  }
}
