// This program called again as a process of its own, at the lowest priority: work that must not disturb what runs here.

import { spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { constants, setPriority } from 'node:os';

/** The file of this program. */
export const ownProgram = (): string => process.argv[1] ?? '';

export interface OwnCommandEnd {
  /** Null where a signal ended it. */
  readonly code: number | null;
  /** Its last line on standard error; empty where it said nothing. */
  readonly lastLine: string;
}

export interface OwnCommand {
  readonly ended: Promise<OwnCommandEnd>;
  /** Asks it to end in order (SIGTERM). */
  stop(): void;
  /** Ends it at once (SIGKILL): for work that a later run takes up where it was left. */
  kill(): void;
}

const KEPT_TEXT = 4_096;

/** Starts `v13 ARGS`. Its standard output is dropped. Never rejects: what cannot be started ends with code null. */
export function runOwnCommand(args: readonly string[]): OwnCommand {
  const child = spawn(process.execPath, [...process.execArgv, ownProgram(), ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  // It must not keep this process alive: what it leaves undone is done the next time.
  child.unref();
  (child.stderr as Socket).unref();
  let text = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    text = (text + chunk).slice(-KEPT_TEXT);
  });
  if (child.pid !== undefined) lowerPriority(child.pid);
  const ended = new Promise<OwnCommandEnd>((resolve) => {
    child.once('error', (error) => resolve({ code: null, lastLine: error.message }));
    child.once('close', (code) => resolve({ code, lastLine: text.trimEnd().split('\n').at(-1) ?? '' }));
  });
  return { ended, stop: () => void child.kill('SIGTERM'), kill: () => void child.kill('SIGKILL') };
}

/** False where the system refuses: then it runs beside us as an equal. */
export function lowerPriority(pid: number): boolean {
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW);
    return true;
  } catch {
    return false;
  }
}
