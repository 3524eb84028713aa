// The two processes of the kill soak: an emulator that goes on, and captures from it that are killed.

import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { BINARY, ensureBuilt } from '../../test/support/cli.js';
import { ROTATE_MS } from './kill-plan.js';

const SYMBOLS = 'ETHUSDT,BTCUSDT';
const END_LIMIT_MS = 15_000;

/** A copy of what was built, beside it: a build meanwhile must not change what is killed. */
const COPY = join(dirname(BINARY), '..', `kill-${process.pid}`);
const PROGRAM = join(COPY, 'v13.js');

/** Builds where needed, and copies. Call the function that it gives at the end. */
export function prepareProgram(): () => void {
  ensureBuilt();
  cpSync(dirname(BINARY), COPY, { recursive: true });
  return () => rmSync(COPY, { recursive: true, force: true });
}

/** What the caller's shell must not leak into the processes. */
function cleanVariables(): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(V13_|NODE_|.*_PROXY$|.*_proxy$)/.test(name)),
  );
}

export interface Emulator {
  readonly url: string;
  /** Ends it; its truth log is whole then. */
  close(): Promise<void>;
}

export async function startEmulator(seed: number, truthPath: string): Promise<Emulator> {
  const flags = ['--seed', `${seed}`, '--symbol', SYMBOLS, '--activity', '5', '--truth', truthPath, '--port', '0'];
  const args = [PROGRAM, 'emulate', ...flags, '--weight-limit', '1000000', '-q'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env: cleanVariables() });
  const ended = endOf(child);
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('close', () => reject(new Error('the emulator ended before it spoke')));
  });
  const { url } = JSON.parse(line) as { url: string };
  return {
    url,
    async close() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

export interface End {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface Capture {
  readonly child: ChildProcess;
  readonly ended: Promise<End>;
  readonly isOver: () => boolean;
  readonly stdout: () => string;
  readonly stderr: () => string;
}

const endOf = (child: ChildProcess): Promise<End> =>
  new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal }));
  });

export function startCapture(url: string, dataFolder: string, variables: Readonly<Record<string, string>>): Capture {
  const market = ['--env', 'emulator', '--base-url', url, '--symbol', SYMBOLS];
  const storage = ['--rotate', `${ROTATE_MS / 1_000}s`, '--data', dataFolder, '--min-free', '100MB'];
  const args = [PROGRAM, 'capture', ...market, ...storage, '--no-tui', '--json'];
  const env = { ...cleanVariables(), ...variables };
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], cwd: dataFolder, env });
  const text = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (text.stdout += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (text.stderr += chunk.toString('utf8')));
  const isOver = (): boolean => child.exitCode !== null || child.signalCode !== null;
  return { child, ended: endOf(child), isOver, stdout: () => text.stdout, stderr: () => text.stderr };
}

/** Asks a capture to end, as Ctrl-C does, and waits. */
export async function interrupt(capture: Capture): Promise<End> {
  capture.child.kill('SIGINT');
  const timer = setTimeout(() => capture.child.kill('SIGKILL'), END_LIMIT_MS);
  const end = await capture.ended;
  clearTimeout(timer);
  return end;
}

/** `v13 verify FOLDER --json`, built as well. */
export async function runVerify(folder: string): Promise<{ readonly code: number | null; readonly stdout: string }> {
  const args = [PROGRAM, 'verify', folder, '--json'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'], env: cleanVariables() });
  const out: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  const { code } = await endOf(child);
  return { code, stdout: Buffer.concat(out).toString('utf8') };
}
