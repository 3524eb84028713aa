// Claim: `v13 analyze --full` judges 34 hours of a market in less than a minute and 700 MB; time grows linearly with the
// data, memory does not. Whole processes, start-up included, nothing cached.

import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { writeCopies } from './support/long-recording.js';
import { NO_RECORDINGS, dayRecording } from './support/recordings.js';
import { type Run, runNode } from './support/whole-process.js';

const COPIES = [1, 4, 16] as const;
const LIMIT_MS = 60_000;
const LIMIT_MB = 700;
/** Time of a copy among sixteen over that of one alone. */
const LINEAR_RATIO = 1.3;
const FLAT_RATIO = 1.7;
/** Verdicts are answers, not failures. */
const ANSWERS = [0, 1, 6] as const;
/** 34.5 hours: more than the recording spans. Its times are in µs. */
const TIMES = { spanMs: 124_200_000n, unitsPerMs: 1_000n };
const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function measure(folder: string, bytes: Buffer, copies: number): Promise<Run> {
  const file = join(folder, `nexousdt_20240723x${copies}.dat`);
  writeCopies(file, bytes, { ...TIMES, copies });
  const args = ['analyze', file, '--env', 'mainnet', '--full', '--no-cache', '-q'];
  const place = ['--report', join(folder, 'report'), '--data', join(folder, 'data')];
  const run = await runNode([resolve('dist/bin/v13.js'), ...args, ...place], undefined, ANSWERS);
  const cpu = run.cpuMs === null ? '?' : (run.cpuMs / 1_000).toFixed(1);
  print(
    `${copies}×: ${(run.ms / 1_000).toFixed(1)} s, ${cpu} s of processor, peak ${run.peakMb?.toFixed(0) ?? '?'} MB`,
  );
  rmSync(file);
  return run;
}

function verdict(name: string, value: string, passed: boolean): boolean {
  print(`${passed ? 'PASS' : 'FAIL'}  ${name}: ${value}`);
  return passed;
}

async function main(): Promise<number> {
  const day = dayRecording();
  if (day === null) {
    print(NO_RECORDINGS);
    return 3;
  }
  const names = readdirSync(day)
    .filter((name) => name.endsWith('.dat.gz'))
    .sort();
  const bytes = Buffer.concat(names.map((name) => gunzipSync(readFileSync(join(day, name)))));
  const folder = mkdtempSync(join(tmpdir(), 'v13-bench-'));
  try {
    print(`Node ${process.version}; NEXOUSDT spot, 34 h, ${(bytes.length / 1e6).toFixed(1)} MB; the full report`);
    const runs: Run[] = [];
    for (const copies of COPIES) runs.push(await measure(folder, bytes, copies));
    const [one, , many] = runs;
    // Processor time: what else runs on the machine does not count.
    const costOf = (run: Run | undefined): number => run?.cpuMs ?? run?.ms ?? NaN;
    const ratio = costOf(many) / costOf(one) / 16;
    const memory = (many?.peakMb ?? NaN) / (one?.peakMb ?? NaN);
    const peak = Math.max(...runs.map(({ peakMb }) => peakMb ?? 0));
    const checks = [
      verdict(
        '1×, s',
        `${((one?.ms ?? NaN) / 1_000).toFixed(1)} (wanted < ${LIMIT_MS / 1_000})`,
        (one?.ms ?? NaN) < LIMIT_MS,
      ),
      verdict('peak memory, MB', `${peak.toFixed(0)} (wanted < ${LIMIT_MB})`, peak < LIMIT_MB),
      verdict('cost of a copy, 16× ÷ 1×', `${ratio.toFixed(2)} (wanted ≤ ${LINEAR_RATIO})`, ratio <= LINEAR_RATIO),
      verdict('peak memory 16× ÷ 1×', `${memory.toFixed(2)} (wanted ≤ ${FLAT_RATIO})`, memory <= FLAT_RATIO),
    ];
    return checks.every(Boolean) ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

process.exitCode = await main();
