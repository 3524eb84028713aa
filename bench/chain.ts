// Claim: from bytes to fused signals, every line decoded, at no less than five times the throughput of JSON.parse alone
// on the same lines (pre-split strings, results kept). Ratios in one process, interleaved, medians.

import { DEFAULT_CHAIN } from '../src/core/pipeline/config.js';
import { powerOfTen } from '../src/core/market/decimal.js';
import { type ParsedLine, addBatch, parsedSum } from './support/checksum.js';
import { type ChainRun, runChain } from './support/memory-chain.js';
import { type BenchRecording, NO_RECORDINGS, jsonLines, loadRecordings } from './support/recordings.js';
import { median, rangeText } from './support/statistics.js';
import { timeOf } from './support/timing.js';

const WARM_UP = 4;
const ROUNDS = 31;
const FLOOR = 5;
const GOAL = 8;
const GROWTH = [1, 4, 16] as const;
const GROWTH_RUNS = 3;

/** The last run, kept alive; see ChainRun.machinery. */
let alive: ChainRun | null = null;
const print = (line: string): void => void process.stdout.write(`${line}\n`);

function sameNumbers(recording: BenchRecording, lines: readonly string[]): boolean {
  const { instrument, bytes } = recording;
  let sum = 0;
  runChain(bytes, { instrument, config: DEFAULT_CHAIN }, (batch) => {
    sum = addBatch(sum, batch);
  });
  const parsed = lines.map((line) => JSON.parse(line) as ParsedLine);
  const scale = { ticks: powerOfTen(instrument.tick.decimals), lots: powerOfTen(instrument.step.decimals) };
  const other = parsedSum(parsed, scale);
  print(`  checksum   chain ${sum}, JSON.parse ${other}: ${sum === other ? 'equal' : 'DIFFERENT'}`);
  return sum === other;
}

interface Race {
  readonly json: number[];
  readonly chain: number[];
  readonly ratios: number[];
}

function race(recording: BenchRecording, lines: readonly string[]): Race {
  const result: Race = { json: [], chain: [], ratios: [] };
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const json = timeOf(() => {
      const kept: unknown[] = [];
      for (const line of lines) kept.push(JSON.parse(line));
      if (kept.length !== lines.length) throw new Error('lines were lost');
    });
    const chain = timeOf(() => {
      alive = runChain(recording.bytes, { instrument: recording.instrument, config: DEFAULT_CHAIN });
    });
    if (round < 0) continue;
    result.json.push(json);
    result.chain.push(chain);
    result.ratios.push(json / chain);
  }
  return result;
}

function report(recording: BenchRecording, result: Race): number {
  const { bytes, instrument } = recording;
  const run = runChain(bytes, { instrument, config: DEFAULT_CHAIN });
  const ms = median(result.chain);
  const ratio = median(result.ratios);
  const { counts } = run.normalizer;
  print(`  JSON.parse ${median(result.json).toFixed(1)} ms (${rangeText(result.json)}), n ${ROUNDS}`);
  print(`  chain      ${ms.toFixed(1)} ms (${rangeText(result.chain)}), n ${ROUNDS}`);
  print(`  ratio      ${ratio.toFixed(2)}× (${rangeText(result.ratios)}), floor ${FLOOR}×, goal ${GOAL}×`);
  print(`  speed      ${(bytes.length / ms / 1e3).toFixed(0)} MB/s, ${Math.round((run.events / ms) * 1e3)} events/s`);
  print(`  a depth event, all else included: ${((ms * 1e3) / run.depthEvents).toFixed(2)} µs`);
  print(
    `  lines ${counts.frames}, fallback to JSON.parse ${counts.fallback}, rows ${run.rows}, fusions ${run.fusions}`,
  );
  return counts.fallback === 0 && counts.refused === 0 ? ratio : 0;
}

/** One input of several copies in a row. Ids of later copies repeat, which costs less than new ones: see process.ts. */
function growth(recording: BenchRecording): void {
  const base = { instrument: recording.instrument, config: DEFAULT_CHAIN };
  const costs = GROWTH.map((times) => {
    const input = Buffer.concat(Array.from({ length: times }, () => recording.bytes));
    const runs = Array.from({ length: GROWTH_RUNS }, () =>
      timeOf(() => {
        alive = runChain(input, base);
      }),
    );
    return median(runs) / times;
  });
  const first = costs[0] ?? 1;
  const parts = GROWTH.map((times, i) => `${times}× ${((costs[i] ?? 0) / first).toFixed(2)}`);
  print(`  cost of a copy, by length of the input: ${parts.join(', ')} (1 is linear)`);
}

function main(): number {
  const recordings = loadRecordings();
  if (recordings.length === 0) {
    print(NO_RECORDINGS);
    return 3;
  }
  print(`Node ${process.version}, ${process.arch}; ${WARM_UP} rounds to warm up, ${ROUNDS} measured, interleaved`);
  let worst = Infinity;
  let chainMs = 0;
  for (const recording of recordings) {
    const lines = jsonLines(recording.bytes);
    print(`\n${recording.name} (${(recording.bytes.length / 1e6).toFixed(1)} MB, sha256 ${recording.hash}…)`);
    if (!sameNumbers(recording, lines)) return 1;
    const result = race(recording, lines);
    worst = Math.min(worst, report(recording, result));
    chainMs += median(result.chain);
    growth(recording);
  }
  const minutes = 344.8 / 60;
  print(`\nBTC+ETH: ${((minutes / 60 / chainMs) * 1e3).toFixed(1)} hours of both replayed a second`);
  print(worst >= FLOOR ? `PASS: ${worst.toFixed(2)}× ≥ ${FLOOR}×` : `FAIL: ${worst.toFixed(2)}× < ${FLOOR}×`);
  if (alive === null) return 1;
  if (worst < GOAL) print(`The goal of ${GOAL}× is not reached.`);
  return worst >= FLOOR ? 0 : 1;
}

process.exitCode = main();
