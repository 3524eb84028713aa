// npm start: the main job without a network. An emulator plays the bundled recording; v13 captures from it for a minute,
// verifies what it wrote and replays it: the digest of the replay must be the live one.

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT, ensure } from './ensure.mjs';

const RECORDING = 'fixtures/synthetic-ethusdt-3m.ndjson.gz';
const BINARY = join(ROOT, 'dist', 'bin', 'v13.js');
const DATA = join(ROOT, 'v13-demo');
const SECONDS = 60;

const children = new Set();

/** Starts v13; its talk goes to our stderr, shown as a command that can be typed again. */
function v13(args, stdout) {
  console.error(`\n> v13 ${args.join(' ')}`);
  const child = spawn(process.execPath, [BINARY, ...args], { cwd: ROOT, stdio: ['ignore', stdout, 'inherit'] });
  children.add(child);
  child.on('exit', () => children.delete(child));
  return child;
}

const ended = (child) =>
  new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(code ?? (signal === 'SIGTERM' ? 143 : 130)));
  });

/** Runs v13 to its end; gives the exit code, and what it printed where that was asked for. */
async function run(args, keep = false) {
  const child = v13(args, keep ? 'pipe' : 'inherit');
  let text = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk) => (text += chunk));
  return { code: await ended(child), text };
}

/** The emulator's address: its first line on standard output. */
function listening(emulator) {
  return new Promise((resolve, reject) => {
    createInterface({ input: emulator.stdout }).once('line', (line) => resolve(JSON.parse(line).url));
    emulator.once('close', () => reject(new Error('the emulator did not start')));
  });
}

async function main() {
  const options = process.argv.slice(2);
  const emulator = v13(['emulate', '--feed', RECORDING, '--loop', '--port', '0', '-q'], 'pipe');
  const emulatorEnd = ended(emulator);
  try {
    const url = await listening(emulator);
    const source = ['--env', 'emulator', '--base-url', url, '--symbol', 'ETHUSDT'];
    const length = options.includes('--duration') ? [] : ['--duration', `${SECONDS}s`];
    const captured = await run(['capture', ...source, ...length, '--data', DATA, '--json', ...options], true);
    if (captured.code !== 0) return captured.code;
    const { files, digest, digests } = JSON.parse(captured.text);
    const verified = await run(['verify', files]);
    if (verified.code !== 0) return verified.code;
    const replayed = await run(['replay', files, '--expect', digest]);
    if (replayed.code !== 0) {
      console.error('\nThe replay does not equal the live run. That must not happen: please report it.');
      return replayed.code;
    }
    console.log(`\nlive     ${digest}  rows ${digests.rows}  with fusion ${digests.fusion}`);
    console.log(`replayed ${digest}  equal: what was computed live is what the recording gives`);
    console.error(`\nnext: npx v13 replay --data ${DATA}`);
    return 0;
  } finally {
    emulator.kill('SIGTERM');
    await emulatorEnd;
  }
}

ensure();
// Ctrl-C reaches every process of the terminal; a signal to this one alone is passed on. Each ends in its own order.
let interrupted = null;
process.on('SIGINT', () => (interrupted ??= 130));
process.on('SIGTERM', () => {
  interrupted ??= 143;
  for (const child of children) child.kill('SIGTERM');
});
const code = await main().catch((error) => {
  if (interrupted === null) console.error(error);
  return 1;
});
process.exitCode = interrupted ?? code;
