// Shows a file with whatever the system opens such files with.

import { spawn } from 'node:child_process';

const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

/** Resolves to why it could not be opened, or to null. Does not wait for the program that shows it. */
export function openFile(path: string): Promise<string | null> {
  const [program = '', ...args] = OPENERS[process.platform] ?? ['xdg-open'];
  return new Promise((resolve) => {
    try {
      const child = spawn(program, [...args, path], { stdio: 'ignore', detached: true });
      child.once('error', (error: NodeJS.ErrnoException) => {
        resolve(error.code === 'ENOENT' ? `${program} is not installed` : error.message);
      });
      child.once('spawn', () => {
        child.unref();
        resolve(null);
      });
    } catch (error) {
      resolve(error instanceof Error ? error.message : String(error));
    }
  });
}
