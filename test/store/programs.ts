// Starts the programs of test/support/store in processes of their own.

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { afterAll } from 'vitest';

const programs = new Map<string, string>();
let bundleFolder: string | null = null;
afterAll(() => {
  if (bundleFolder !== null) rmSync(bundleFolder, { recursive: true, force: true });
});

/** Starts one of the programs in test/support/store in a process of its own. */
export function startProgram(name: string, args: readonly string[]): ChildProcess {
  bundleFolder ??= mkdtempSync(join(tmpdir(), 'v13-bundle-'));
  const bundle = programs.get(name) ?? join(bundleFolder, `${name}.mjs`);
  if (!existsSync(bundle)) {
    const entry = fileURLToPath(new URL(`../support/store/${name}.ts`, import.meta.url));
    buildSync({
      entryPoints: [entry],
      outfile: bundle,
      bundle: true,
      platform: 'node',
      format: 'esm',
      logLevel: 'error',
    });
    programs.set(name, bundle);
  }
  return spawn(process.execPath, [bundle, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Resolves with the exit code or signal, also where the process has ended already. */
export const ended = (child: ChildProcess): Promise<number | string> =>
  new Promise((resolve) => {
    const code = child.exitCode ?? child.signalCode;
    if (code !== null) resolve(code);
    child.once('exit', (code, signal) => {
      resolve(code ?? signal ?? 'gone');
    });
  });
