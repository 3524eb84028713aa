// A whole process, timed from start to end, with its peak resident memory.

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { median } from './statistics.js';

export interface Run {
  readonly ms: number;
  /** Peak resident memory, MB; null where the system does not tell. */
  readonly peakMb: number | null;
  /** Processor time of all its threads, ms, as last seen (every 20 ms); null where the system does not tell. */
  readonly cpuMs: number | null;
}

function peakOf(pid: number | undefined): number | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const kilobytes = /VmHWM:\s+(\d+) kB/.exec(status)?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) / 1024;
  } catch {
    return null;
  }
}

/** Clock ticks of Linux: a hundredth of a second on every machine that Node runs on. */
const TICK_MS = 10;

function cpuOf(pid: number | undefined): number | null {
  try {
    // Behind the name, which may hold blanks: user and system time are the 12th and 13th field.
    const fields = (readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1] ?? '').split(' ');
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return null;
  }
}

/**
 * Runs Node with these arguments; `onOutput` gets what it prints, else that is thrown away. Throws where it ends with
 * another code than those of `expected`.
 */
export async function runNode(
  args: readonly string[],
  onOutput?: (chunk: Buffer) => void,
  expected: readonly number[] = [0],
): Promise<Run> {
  const start = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', onOutput ? 'pipe' : 'ignore', 'inherit'] });
  if (onOutput) child.stdout?.on('data', onOutput);
  let peakMb: number | null = null;
  let cpuMs: number | null = null;
  const watch = setInterval(() => {
    peakMb = peakOf(child.pid) ?? peakMb;
    cpuMs = cpuOf(child.pid) ?? cpuMs;
  }, 20);
  const code = await new Promise<number | null>((settle) => {
    child.on('close', settle);
  });
  clearInterval(watch);
  if (code === null || !expected.includes(code)) throw new Error(`${args.join(' ')}: exit ${String(code)}`);
  return { ms: performance.now() - start, peakMb, cpuMs };
}

/** Median processor time of those that are known, as text. */
export function cpuText(runs: readonly Run[]): string {
  const times = runs.flatMap(({ cpuMs }) => cpuMs ?? []);
  return times.length === 0 ? 'unknown' : `${median(times).toFixed(0)} ms`;
}

/** The highest of the peaks that are known, as text. */
export function peakText(runs: readonly Run[]): string {
  const peaks = runs.flatMap(({ peakMb }) => peakMb ?? []);
  return peaks.length === 0 ? 'unknown' : `${Math.max(...peaks).toFixed(0)} MB`;
}
