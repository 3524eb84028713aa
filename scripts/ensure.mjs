// Makes a checkout ready to run: installs packages when they are missing or stale, builds when sources have changed.

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, statSync, utimesSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const OLDEST_NODE = [20, 19];

/** Runs a program in the project's root, its output visible. Returns its exit code; a signal counts as 128 + 2. */
export function run(program, args, options = {}) {
  const result = spawnSync(program, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'], ...options });
  if (result.error) throw result.error;
  return result.status ?? 130;
}

/** Runs a JavaScript file with this very Node: no shell, no PATH, the same on every system. */
export function runNode(args, options = {}) {
  return run(process.execPath, args, options);
}

/**
 * As runNode, with the terminal handed over: Ctrl-C reaches the program itself, and we wait for how it ends.
 * Resolves with the exit code; 130 after SIGINT, 143 after SIGTERM.
 */
export function runForeground(args) {
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolveCode, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolveCode(code ?? (signal === 'SIGTERM' ? 143 : 130)));
  });
}

/** The file behind a package's command, e.g. `packageBin('vitest', 'vitest.mjs')`. */
export function packageBin(name, file) {
  return join(ROOT, 'node_modules', name, file);
}

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [wantMajor = 0, wantMinor = 0] = OLDEST_NODE;
  if (major > wantMajor || (major === wantMajor && minor >= wantMinor)) return;
  console.error(`v13 needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}.`);
  process.exit(2);
}

const INSTALLED = join(ROOT, 'node_modules', '.package-lock.json');

/** npm writes node_modules/.package-lock.json last, so its time says when an install was last completed. */
function installReason() {
  if (!existsSync(INSTALLED)) return 'packages are missing';
  const lock = join(ROOT, 'package-lock.json');
  if (!existsSync(lock)) return null;
  return statSync(lock).mtimeMs > statSync(INSTALLED).mtimeMs ? 'package-lock.json has changed' : null;
}

/** The npm that started us where there is one, so that the same version installs as the user chose. */
function runNpm(args) {
  // Install talk goes to stderr: stdout belongs to the data of the command that follows.
  const options = { stdio: ['ignore', 2, 2] };
  const npm = process.env['npm_execpath'];
  if (npm !== undefined && /npm-cli\.c?js$/.test(npm)) return runNode([npm, ...args], options);
  return run('npm', args, { ...options, shell: process.platform === 'win32' });
}

/** Installs when needed; exits with npm's code when that fails. */
export function ensureInstalled() {
  refuseOldNode();
  const reason = installReason();
  if (reason === null) return;
  const args = ['install', '--include=dev'];
  console.error(`> npm ${args.join(' ')}   (${reason})`);
  const code = runNpm(args);
  if (code !== 0) {
    console.error('The install failed; v13 needs the npm registry once. Try again when it can be reached.');
    process.exit(code);
  }
  // npm leaves the file alone when nothing had to change; without this the next start would install again.
  const now = new Date();
  if (existsSync(INSTALLED)) utimesSync(INSTALLED, now, now);
}

/** Installs and builds when needed; a second call does nothing. */
export function ensure() {
  ensureInstalled();
  const code = runNode([join(ROOT, 'scripts', 'build.mjs'), '--if-needed'], { stdio: ['ignore', 2, 2] });
  if (code !== 0) {
    console.error('The build failed.');
    process.exit(code);
  }
}
