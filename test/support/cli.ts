// Runs the built executable, in a fresh folder unless told otherwise.

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isNodeDeadlock, threadLines, threadsOf } from './stalled.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const BINARY = join(ROOT, 'dist', 'bin', 'v13.js');

let built = false;

/** Builds the executable unless it is that of these sources. */
export function ensureBuilt(): void {
  if (built) return;
  execFileSync(process.execPath, [join(ROOT, 'scripts', 'build.mjs'), '--if-needed'], { stdio: 'inherit' });
  built = true;
}

/** An empty folder under the system's temporary one; remove it with `remove`. */
export function freshFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'v13-test-'));
  return {
    path,
    remove() {
      rmSync(path, { recursive: true, force: true });
    },
  };
}

export interface CliOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string | Uint8Array;
  /** Sent as soon as this text stands on stderr. */
  readonly interruptAt?: string;
}

export interface CliResult {
  /** Exit code; null when a signal ended the process. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What the caller's shell must not leak into a test: its own V13_ settings, colour wishes and language. */
function cleanEnvironment(): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(V13_|NO_COLOR|FORCE_COLOR|COLUMNS|NODE_|LC_|LANG)/.test(name),
  );
  return { ...Object.fromEntries(kept.map(([name, value]) => [name, value ?? ''])), LANG: 'C.UTF-8' };
}

/** `runCli(['config', 'show'])`: the process from start to end. */
export async function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  ensureBuilt();
  const folder = options.cwd === undefined ? freshFolder() : null;
  const place = { ...options, cwd: options.cwd ?? folder?.path ?? tmpdir() };
  try {
    // A deadlock of Node itself says nothing of v13: that process is not judged, and another one takes its place.
    return (await runProcess(args, place)) ?? (await runProcess(args, place)) ?? notEnding(args);
  } finally {
    folder?.remove();
  }
}

function notEnding(args: readonly string[]): never {
  throw new Error(`v13 ${args.join(' ')}: two processes did not end`);
}

/** Longer than any run of a test; shorter than the limit of the test around it. */
const STALL_MS = 25_000;
const LOOK_MS = 2_000;

/** Watches a process that ought to have ended; `deadlocked` is called when Node hangs in its own exit. */
function watchStall(child: ChildProcess, deadlocked: () => void): () => void {
  let timer = setTimeout(() => {
    const before = threadsOf(child.pid ?? 0);
    timer = setTimeout(() => {
      const after = threadsOf(child.pid ?? 0);
      process.stderr.write(`${child.spawnargs.slice(2).join(' ')}: runs for long\n${threadLines(after)}\n`);
      if (isNodeDeadlock(before, after)) deadlocked();
    }, LOOK_MS);
  }, STALL_MS);
  return () => clearTimeout(timer);
}

/** Null where Node hung in its own exit. */
function runProcess(args: readonly string[], options: CliOptions & { cwd: string }): Promise<CliResult | null> {
  return new Promise((resolve, reject) => {
    const env = { ...cleanEnvironment(), ...options.env };
    const child = spawn(process.execPath, [BINARY, ...args], { cwd: options.cwd, env });
    const out: Buffer[] = [];
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => {
      const seen = options.interruptAt !== undefined && stderr.includes(options.interruptAt);
      stderr += chunk.toString('utf8');
      if (!seen && options.interruptAt !== undefined && stderr.includes(options.interruptAt)) child.kill('SIGINT');
    });
    child.on('error', reject);
    let isDeadlocked = false;
    const unwatch = watchStall(child, () => {
      isDeadlocked = true;
      child.kill('SIGKILL');
    });
    child.on('close', (code) => {
      unwatch();
      if (isDeadlocked) resolve(null);
      else resolve({ code, stdout: Buffer.concat(out).toString('utf8'), stderr });
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.stdin ?? '');
  });
}
