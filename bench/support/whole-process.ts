// A whole process, timed from start to end, with its peak resident memory.

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Run {
  readonly ms: number;
  /** Peak resident memory, MB; null where the system does not tell. */
  readonly peakMb: number | null;
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

/** Runs Node with these arguments, its output thrown away. Throws where it fails. */
export async function runNode(args: readonly string[]): Promise<Run> {
  const start = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  let peakMb: number | null = null;
  const watch = setInterval(() => {
    peakMb = peakOf(child.pid) ?? peakMb;
  }, 20);
  const code = await new Promise((settle) => {
    child.on('close', settle);
  });
  clearInterval(watch);
  if (code !== 0) throw new Error(`${args.join(' ')}: exit ${String(code)}`);
  return { ms: performance.now() - start, peakMb };
}
