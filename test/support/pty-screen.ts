// The screen's test program in a pseudo-terminal, with what it shows.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from '@lydell/node-pty';
import { build } from 'esbuild';
import { type VirtualTerminal, createVirtualTerminal } from './virtual-terminal.js';

/** Bundles the program as the product is bundled; gives its path and what removes it. */
export async function bundleScreenProgram(): Promise<{ readonly path: string; readonly remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'v13-screen-'));
  await build({
    entryPoints: ['test/support/screen-program.ts'],
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: ['react-devtools-core'],
    define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"', __V13_VERSION__: '"test"' },
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module';const require = __createRequire(import.meta.url);",
    },
    logLevel: 'warning',
  });
  return {
    path: join(folder, 'screen-program.mjs'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export interface PtyScreen {
  readonly terminal: VirtualTerminal;
  readonly pid: number;
  /** All bytes so far. */
  readonly raw: () => string;
  press(keys: string): void;
  resize(columns: number, rows: number): void;
  /** Closes the terminal, as its window would. */
  hangUp(): void;
  /** Resolves as soon as the picture satisfies the condition; rejects with the picture after ten seconds. */
  until(condition: (picture: string) => boolean): Promise<string>;
  readonly ended: Promise<number>;
}

export interface PtyChoice {
  readonly columns: number;
  readonly rows: number;
  /** For long runs: the bytes are not kept. */
  readonly forgetsRaw?: boolean;
  readonly variables?: Readonly<Record<string, string>>;
}

const LONGEST_MS = 10_000;

/** Starts a program in a pseudo-terminal of a size. */
export function openPty(file: string, args: readonly string[], choice: PtyChoice): PtyScreen {
  const { columns, rows, forgetsRaw, variables = {} } = choice;
  const env = { ...process.env, TERM: 'xterm-256color', ...variables };
  const pty = spawn(file, [...args], { cols: columns, rows, env, cwd: process.cwd() });
  const terminal = createVirtualTerminal(columns, rows);
  let raw = '';
  const waiting = new Set<() => void>();
  pty.onData((data) => {
    if (forgetsRaw !== true) raw += data;
    terminal.feed(data);
    for (const check of waiting) check();
  });
  const ended = new Promise<number>((resolve) => {
    pty.onExit(({ exitCode }) => resolve(exitCode));
  });
  const picture = (): string => terminal.lines().join('\n');
  const until = (condition: (picture: string) => boolean): Promise<string> =>
    new Promise((resolve, reject) => {
      const settle = (): void => {
        waiting.delete(check);
        clearTimeout(timer);
      };
      const check = (): void => {
        if (!condition(picture())) return;
        settle();
        resolve(picture());
      };
      const timer = setTimeout(() => {
        settle();
        reject(new Error(`never came; the picture is\n${picture()}`));
      }, LONGEST_MS);
      waiting.add(check);
      check();
    });
  return {
    terminal,
    pid: pty.pid,
    raw: () => raw,
    press: (keys) => pty.write(keys),
    resize: (newColumns, newRows) => {
      terminal.resize(newColumns, newRows);
      pty.resize(newColumns, newRows);
    },
    // Not in its types: `kill` only signals, and the terminal stays.
    hangUp: () => (pty as unknown as { destroy(): void }).destroy(),
    until,
    ended,
  };
}
