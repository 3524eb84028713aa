// This program called again, at the lowest priority, for what it prints; ended at once when nobody waits any more.

import { spawn } from 'node:child_process';
import { lowerPriority } from './own-command.js';

export interface OwnQuestion {
  /** The program's own file; within a worker `process.argv` names another one. */
  readonly program: string;
  readonly args: readonly string[];
  /** Added to our own environment; undefined takes a variable away. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly cancel: AbortSignal;
  /** Told its process id when it has begun, and 0 when it is gone. */
  readonly onProcess?: (pid: number) => void;
}

export interface OwnAnswer {
  /** Null where a signal ended it, or where it could not be started. */
  readonly code: number | null;
  readonly output: string;
  /** What it said on standard error. */
  readonly said: string;
}

/** More than a person reads; the rest is dropped. */
const MOST_TEXT = 4_000_000;

/** Never rejects. The child only reads: it can be ended at any moment (SIGKILL), and is, at the latest with this thread. */
export function askOwnCommand({ program, args, variables, cancel, onProcess }: OwnQuestion): Promise<OwnAnswer> {
  if (cancel.aborted) return Promise.resolve({ code: null, output: '', said: '' });
  const child = spawn(process.execPath, [...process.execArgv, program, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...variables },
  });
  if (child.pid !== undefined) {
    lowerPriority(child.pid);
    onProcess?.(child.pid);
  }
  const kill = (): void => void child.kill('SIGKILL');
  cancel.addEventListener('abort', kill, { once: true });
  process.once('exit', kill);
  let [output, said] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    if (output.length < MOST_TEXT) output += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    if (said.length < MOST_TEXT) said += chunk;
  });
  return new Promise((resolve) => {
    const finish = (code: number | null): void => {
      cancel.removeEventListener('abort', kill);
      process.off('exit', kill);
      onProcess?.(0);
      resolve({ code, output, said });
    };
    child.once('error', (error) => {
      said += error.message;
      finish(null);
    });
    child.once('close', finish);
  });
}
