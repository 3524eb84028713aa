// The built executable captures from an emulator with its screen in a pseudo-terminal; its memory is the system's figure.

import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { BINARY, ensureBuilt, freshFolder } from '../../test/support/cli.js';
import { startEmulatorProcess } from '../../test/support/emulator.js';
import { type PtyScreen, openPty } from '../../test/support/pty-screen.js';
import { type MemorySample, rangeOf, slopeOf } from './memory-slope.js';

export interface DashboardSoakOptions {
  readonly seconds: number;
  readonly symbols: number;
  /** Messages a second of the emulated market at its own speed. */
  readonly rate: number;
  readonly speed: number;
  readonly quick: boolean;
}

export interface DashboardSoakResult {
  readonly code: number;
  readonly memory: readonly MemorySample[];
  /** Different pictures seen, one look a step. */
  readonly pictures: number;
  readonly scrolls: number;
  readonly isClean: boolean;
}

/** What is kept for the charts is full after 32 minutes; in a shorter run the second half is judged. */
const FULL_SECONDS = 33 * 60;
const MOST_SLOPE = 1;
/** Each view for so long, all of them in turn. */
const STEP_MS = 2_000;
const KEYS = ['1', '2', '3', '4', '5', '6', '7', '1', 'j', '\r', '+', 't', '\u001b', '?', '\u001b'];

export function readDashboardOptions(args: readonly string[]): DashboardSoakOptions {
  const quick = args.includes('--quick');
  const number = (flag: string, fallback: number): number => {
    const at = args.indexOf(flag);
    return at < 0 ? fallback : Number(args[at + 1]);
  };
  return {
    seconds: quick ? 12 : number('--minutes', 60) * 60,
    symbols: number('--symbols', 10),
    rate: number('--rate', 300),
    speed: number('--speed', 10),
    quick,
  };
}

/** Resident memory of a process, MB; null where the system does not tell it or the process is gone. */
function residentMb(pid: number): number | null {
  try {
    const kb = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kb === undefined ? null : Number(kb) / 1_000;
  } catch {
    return null;
  }
}

export async function runDashboardSoak(options: DashboardSoakOptions): Promise<DashboardSoakResult> {
  ensureBuilt();
  const { symbols, rate, speed } = options;
  const emulator = await startEmulatorProcess(['--symbols', `${symbols}`, '--rate', `${rate}`, '--speed', `${speed}x`]);
  const folder = freshFolder();
  const names = Array.from({ length: symbols }, (_, i) => `S${String(i + 1).padStart(3, '0')}USDT`).join(',');
  const source = ['--env', 'emulator', '--base-url', emulator.url, '--symbol', names, '--data', folder.path];
  // Old segments go: an hour at ten times the rate is gigabytes.
  const disk = ['--rotate', '1m', '--keep-size', '500MB', '--min-free', '1MB'];
  const screen = openPty(process.execPath, [BINARY, 'capture', ...source, ...disk], {
    columns: 120,
    rows: 40,
    forgetsRaw: true,
    variables: { LANG: 'C.UTF-8', V13_CONFIG: '' },
  });
  try {
    return await watch(screen, options.seconds);
  } finally {
    await emulator.stop();
    folder.remove();
  }
}

async function watch(screen: PtyScreen, seconds: number): Promise<DashboardSoakResult> {
  const memory: MemorySample[] = [];
  const beganMs = performance.now();
  let before = await screen.until((picture) => picture.includes('S001USDT'));
  let pictures = 1;
  for (let step = 0; performance.now() - beganMs < seconds * 1_000; step++) {
    screen.press(KEYS[step % KEYS.length] ?? '1');
    await sleep(STEP_MS);
    const mb = residentMb(screen.pid);
    if (mb !== null) memory.push({ seconds: (performance.now() - beganMs) / 1_000, mb });
    const picture = screen.terminal.lines().join('\n');
    if (picture !== before) pictures++;
    before = picture;
  }
  screen.press('\u0003');
  const code = await screen.ended;
  const { modes, scrolls } = screen.terminal;
  return { code, memory, pictures, scrolls, isClean: !modes.isAlternate && modes.hasCursor && modes.wraps };
}

const judgedFrom = ({ seconds }: DashboardSoakOptions): number => Math.min(FULL_SECONDS, seconds / 2);

const isFlat = (options: DashboardSoakOptions, { memory }: DashboardSoakResult): boolean => {
  const slope = slopeOf(memory, judgedFrom(options));
  return options.quick || (slope !== null && slope < MOST_SLOPE);
};

export const dashboardHolds = (options: DashboardSoakOptions, result: DashboardSoakResult): boolean =>
  result.code === 0 && result.isClean && result.pictures > 1 && isFlat(options, result);

export function dashboardLines(options: DashboardSoakOptions, result: DashboardSoakResult): string[] {
  const { seconds, symbols, rate, speed } = options;
  const { code, memory, pictures, isClean } = result;
  const from = judgedFrom(options);
  const slope = slopeOf(memory, from);
  const slopeText = slope === null ? 'too few samples' : `${slope.toFixed(3)} MB/min`;
  return [
    `Node ${process.version}; ${symbols} synthetic symbols, ${rate} messages/s at ${speed}×, ${seconds} s, screen 120×40 through all views`,
    `exit code ${code}; ${pictures} of ${memory.length} looks showed another picture; terminal ${isClean ? 'as it was' : 'NOT as it was'}`,
    `resident memory ${rangeOf(memory)}; slope from ${(from / 60).toFixed(1)} minutes on: ${slopeText}`,
    `${dashboardHolds(options, result) ? 'PASS' : 'FAIL'}  flat memory (wanted: exit code 0, a moving picture, a clean terminal, slope < ${MOST_SLOPE} MB/min)`,
  ];
}
