// Claim, for information: `v13 replay` on one long file against a Node process that only runs JSON.parse on each line.
// Whole processes with start-up, disk and report; wall time and peak memory, interleaved, medians.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { NO_RECORDINGS, loadRecording } from './support/recordings.js';
import { writeLongRecording } from './support/long-recording.js';
import { median, rangeText } from './support/statistics.js';
import { type Run, runNode } from './support/whole-process.js';

const COPIES = [1, 4, 16] as const;
const ROUNDS = 3;
const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** Reads the file in chunks and parses each line: no more than that. */
const PARSER = `
import { openSync, readSync } from 'node:fs';
const file = openSync(process.argv[2], 'r');
const chunk = Buffer.allocUnsafe(1 << 20);
let rest = '';
let count = 0;
for (let size = readSync(file, chunk); size > 0; size = readSync(file, chunk)) {
  const lines = (rest + chunk.latin1Slice(0, size)).split('\\n');
  rest = lines.pop() ?? '';
  for (const line of lines) { JSON.parse(line.slice(line.indexOf(' ') + 1)); count++; }
}
console.log(count);
`;

async function measure(folder: string, bytes: Buffer, copies: number): Promise<void> {
  const file = join(folder, `btcusdt_20240808x${copies}.txt`);
  const parser = join(folder, 'parser.mjs');
  writeLongRecording(file, bytes, copies);
  writeFileSync(parser, PARSER);
  const v13 = [resolve('dist/bin/v13.js'), 'replay', file, '--digest', '-q'];
  const json: Run[] = [];
  const chain: Run[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    json.push(await runNode([parser, file]));
    chain.push(await runNode(v13));
  }
  const ratios = json.map(({ ms }, i) => ms / (chain[i]?.ms ?? 1));
  const peaks = chain.flatMap(({ peakMb }) => peakMb ?? []);
  const times = chain.map(({ ms }) => ms);
  print(
    `${copies}×: JSON.parse ${median(json.map(({ ms }) => ms)).toFixed(0)} ms, v13 replay ${median(times).toFixed(0)} ms` +
      ` (${rangeText(times)}), ratio ${median(ratios).toFixed(2)}×, peak ${Math.max(...peaks).toFixed(0)} MB`,
  );
  rmSync(file);
}

async function main(): Promise<number> {
  const recording = loadRecording('BTCUSDT');
  if (recording === null) {
    print(NO_RECORDINGS);
    return 3;
  }
  const folder = mkdtempSync(join(tmpdir(), 'v13-bench-'));
  try {
    print(`Node ${process.version}; ${recording.name}, copies shifted in time and ids; ${ROUNDS} rounds, interleaved`);
    for (const copies of COPIES) await measure(folder, recording.bytes, copies);
    print('For information: wanted 3×, goal 4×, on the 16× file; memory flat in the length of the input.');
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

process.exitCode = await main();
