// Runs the built executable, in a fresh folder unless told otherwise.

import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

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

/** What the caller's shell must not leak into a test: its own V13_ settings and colour wishes. */
function cleanEnvironment(): Record<string, string> {
  const kept = Object.entries(process.env).filter(([name]) => !/^(V13_|NO_COLOR|FORCE_COLOR|NODE_)/.test(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, value ?? '']));
}

/** `runCli(['config', 'show'])`: the process from start to end. */
export async function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  ensureBuilt();
  const folder = options.cwd === undefined ? freshFolder() : null;
  try {
    return await runProcess(args, { ...options, cwd: options.cwd ?? folder?.path ?? tmpdir() });
  } finally {
    folder?.remove();
  }
}

function runProcess(args: readonly string[], options: CliOptions & { cwd: string }): Promise<CliResult> {
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
    child.on('close', (code) => {
      resolve({ code, stdout: Buffer.concat(out).toString('utf8'), stderr });
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.stdin ?? '');
  });
}
