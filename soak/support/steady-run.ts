// The steady run: the built executable captures from an emulator in another process; its own gate judges, and its memory
// is read from its metrics page.

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BINARY, ensureBuilt } from '../../test/support/cli.js';
import { startEmulatorProcess } from '../../test/support/emulator.js';
import { type MemorySample, rangeOf, slopeOf } from './memory-slope.js';

export interface SteadyOptions {
  readonly seconds: number;
  readonly symbols: number;
  /** Messages a second of the emulated market at its own speed. */
  readonly rate: number;
  readonly speed: number;
  readonly quick: boolean;
}

export interface SteadyResult {
  /** What `v13 capture --gate steady-30m` printed, and its exit code. */
  readonly report: string;
  readonly code: number | null;
  readonly memory: readonly MemorySample[];
}

const SAMPLE_MS = 10_000;
/** Memory settles within this; its slope is judged behind it. */
const WARM_UP_SECONDS = 300;
const MOST_SLOPE = 1;

export function readSteadyOptions(args: readonly string[]): SteadyOptions {
  const quick = args.includes('--quick');
  const number = (flag: string, fallback: number): number => {
    const at = args.indexOf(flag);
    return at < 0 ? fallback : Number(args[at + 1]);
  };
  return {
    seconds: quick ? 8 : number('--minutes', 30) * 60,
    symbols: number('--symbols', 10),
    rate: number('--rate', 300),
    speed: number('--speed', 10),
    quick,
  };
}

export async function runSteady(options: SteadyOptions): Promise<SteadyResult> {
  ensureBuilt();
  const { symbols, rate, speed, seconds, quick } = options;
  const emulator = await startEmulatorProcess(['--symbols', `${symbols}`, '--rate', `${rate}`, '--speed', `${speed}x`]);
  const folder = mkdtempSync(join(tmpdir(), 'v13-steady-'));
  const names = Array.from({ length: symbols }, (_, i) => `S${String(i + 1).padStart(3, '0')}USDT`).join(',');
  const source = ['--env', 'emulator', '--base-url', emulator.url, '--symbol', names, '--data', folder];
  const length = ['--duration', `${seconds}s`, ...(quick ? ['--rotate', '2s'] : [])];
  const flags = ['capture', ...source, ...length, '--gate', 'steady-30m', '--metrics-port', '0', '--no-color'];
  const child = spawn(process.execPath, [BINARY, ...flags], { stdio: ['ignore', 'pipe', 'pipe'] });
  try {
    return await watch(child);
  } finally {
    await emulator.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function watch(child: ChildProcess): Promise<SteadyResult> {
  const memory: MemorySample[] = [];
  let report = '';
  let talk = '';
  child.stdout?.on('data', (chunk: Buffer) => (report += chunk.toString('utf8')));
  child.stderr?.on('data', (chunk: Buffer) => (talk += chunk.toString('utf8')));
  const beganMs = performance.now();
  const timer = setInterval(() => void sample(talk, (performance.now() - beganMs) / 1_000, memory), SAMPLE_MS);
  const code = await new Promise<number | null>((resolve) => {
    child.on('close', resolve);
  });
  clearInterval(timer);
  if (report === '') throw new Error(`the capture printed no report: ${talk}`);
  return { report, code, memory };
}

/** Reads the resident memory from the metrics page, whose address the capture has told. */
async function sample(talk: string, seconds: number, memory: MemorySample[]): Promise<void> {
  const url = /metrics: (\S+)/.exec(talk)?.[1];
  if (url === undefined) return;
  const text = await fetch(url).then(
    (answer) => answer.text(),
    () => '',
  );
  const bytes = /^v13_rss_bytes (\S+)$/m.exec(text)?.[1];
  if (bytes !== undefined) memory.push({ seconds, mb: Number(bytes) / 1e6 });
}

const isFlat = ({ quick }: SteadyOptions, slope: number | null): boolean =>
  quick || (slope !== null && slope < MOST_SLOPE);

export const steadyHolds = (options: SteadyOptions, { code, memory }: SteadyResult): boolean =>
  code === 0 && isFlat(options, slopeOf(memory, WARM_UP_SECONDS));

export function steadyLines(options: SteadyOptions, { report, code, memory }: SteadyResult): string[] {
  const { seconds, symbols, rate, speed } = options;
  const slope = slopeOf(memory, WARM_UP_SECONDS);
  const late = memory.filter((one) => one.seconds >= WARM_UP_SECONDS).length;
  const slopeText = slope === null ? 'too few samples' : `${slope.toFixed(3)} MB/min over ${late} samples`;
  return [
    `Node ${process.version}; ${symbols} light synthetic symbols, ${rate} messages/s at ${speed}×, ${seconds} s`,
    report.trimEnd(),
    '',
    `exit code ${code}; resident memory ${rangeOf(memory)}; slope behind the first ${WARM_UP_SECONDS / 60} minutes: ${slopeText}`,
    `${steadyHolds(options, { report, code, memory }) ? 'PASS' : 'FAIL'}  gate and flat memory (wanted: exit code 0, slope < ${MOST_SLOPE} MB/min)`,
  ];
}
