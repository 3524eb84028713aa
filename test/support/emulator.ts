// A `v13 emulate` process for tests of the executable: on a free port, ended with the test.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { BINARY, ensureBuilt } from './cli.js';

export interface EmulatorProcess {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts it with these flags besides `--port 0`. Rejects when it ends before it listens. */
export async function startEmulatorProcess(flags: readonly string[]): Promise<EmulatorProcess> {
  ensureBuilt();
  const child = spawn(process.execPath, [BINARY, 'emulate', '--port', '0', ...flags], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let talk = '';
  child.stderr.on('data', (chunk: Buffer) => (talk += chunk.toString('utf8')));
  const ended = new Promise<void>((resolve) => {
    child.on('close', () => resolve());
  });
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('close', () => reject(new Error(`the emulator ended: ${talk}`)));
  });
  return {
    url: (JSON.parse(line) as { url: string }).url,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
