// The daily files of the log: their names, and which of them are old enough to go.

import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Fewest days that a log is kept. */
export const KEPT_DAYS_MIN = 7;

const NAME = /^v13-(\d{4}-\d{2}-\d{2})\.log$/;
const DAY_MS = 86_400_000;

/** Day in UTC: `2026-11-22`. */
export const dayOf = (timeMs: number): string => new Date(timeMs).toISOString().slice(0, 10);

/** `<folder>/v13-2026-11-22.log`. */
export const logFile = (folder: string, day: string): string => join(folder, `v13-${day}.log`);

/** Names of daily files of more than `keptDays` whole days before `today`; nothing else in the folder is ours. */
export function agedLogs(names: readonly string[], today: string, keptDays: number): string[] {
  const oldest = dayOf(Date.parse(today) - keptDays * DAY_MS);
  return names.filter((name) => {
    const day = NAME.exec(name)?.[1];
    return day !== undefined && day < oldest;
  });
}

/** Deletes them. What cannot be deleted stays, and is tried again the next day. Never rejects. */
export async function removeAgedLogs(folder: string, today: string, keptDays: number): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of agedLogs(names, today, keptDays)) await rm(join(folder, name)).catch(() => undefined);
}
