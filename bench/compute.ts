// Claim: `v13 compute` with every feature writes Parquet from one core at ≥ 200,000 market events a second, in memory
// that does not grow with the input and stays under 400 MB. Whole processes, start-up and disk included.

import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { writeLongRecording } from './support/long-recording.js';
import { NO_RECORDINGS, loadRecording } from './support/recordings.js';
import { median, rangeText } from './support/statistics.js';
import { type Run, runNode } from './support/whole-process.js';

const COPIES = [1, 4, 16] as const;
const ROUNDS = 3;
const EVENTS_FLOOR = 200_000;
const PEAK_LIMIT_MB = 400;
/** Memory of the longest input over that of the shortest: more would be growth, not noise. */
const FLAT_RATIO = 1.5;
const print = (line: string): void => void process.stdout.write(`${line}\n`);

interface Measured {
  readonly peakMb: number;
  readonly eventsPerSecond: number;
}

interface Input {
  readonly folder: string;
  readonly bytes: Buffer;
  readonly lines: number;
}

async function measure({ folder, bytes, lines }: Input, copies: number): Promise<Measured> {
  const file = join(folder, `btcusdt_20240808x${copies}.txt`);
  const out = join(folder, 'rows.parquet');
  writeLongRecording(file, bytes, copies);
  const args = [resolve('dist/bin/v13.js'), 'compute', file, '--feature', 'all', '--out', out, '--force', '-q'];
  const runs: Run[] = [];
  for (let round = 0; round < ROUNDS; round++) runs.push(await runNode(args));
  const times = runs.map(({ ms }) => ms);
  const peakMb = Math.max(...runs.flatMap((one) => one.peakMb ?? []));
  const eventsPerSecond = (lines * copies * 1_000) / median(times);
  print(
    `${copies}×: ${median(times).toFixed(0)} ms (${rangeText(times)}), ${eventsPerSecond.toFixed(0)} events/s, ` +
      `peak ${peakMb.toFixed(0)} MB, ${(statSync(out).size / 1e6).toFixed(2)} MB written`,
  );
  rmSync(file);
  return { peakMb, eventsPerSecond };
}

function verdict(name: string, value: string, passed: boolean): boolean {
  print(`${passed ? 'PASS' : 'FAIL'}  ${name}: ${value}`);
  return passed;
}

async function main(): Promise<number> {
  const recording = loadRecording('BTCUSDT');
  if (recording === null) {
    print(NO_RECORDINGS);
    return 3;
  }
  const folder = mkdtempSync(join(tmpdir(), 'v13-bench-'));
  try {
    print(`Node ${process.version}; ${recording.name}, copies shifted in time and ids; every feature, to Parquet`);
    const { bytes } = recording;
    const lines = bytes.toString('latin1').trimEnd().split('\n').length;
    const measured: Measured[] = [];
    for (const copies of COPIES) measured.push(await measure({ folder, bytes, lines }, copies));
    const [shortest, longest] = [measured[0], measured.at(-1)];
    const ratio = (longest?.peakMb ?? NaN) / (shortest?.peakMb ?? NaN);
    const rate = longest?.eventsPerSecond ?? 0;
    const checks = [
      verdict('events/s, whole process, 16×', `${rate.toFixed(0)} (wanted ≥ ${EVENTS_FLOOR})`, rate >= EVENTS_FLOOR),
      verdict(
        'peak memory, MB, 16×',
        `${longest?.peakMb.toFixed(0) ?? '?'} (wanted < ${PEAK_LIMIT_MB})`,
        (longest?.peakMb ?? Infinity) < PEAK_LIMIT_MB,
      ),
      verdict('peak memory 16× ÷ 1×', `${ratio.toFixed(2)} (wanted ≤ ${FLAT_RATIO})`, ratio <= FLAT_RATIO),
    ];
    return checks.every(Boolean) ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

process.exitCode = await main();
